namespace Clerk2WorkOS.Testing;

/// <summary>What a sign-in gives.</summary>
/// <param name="AccessToken">A JWT signed with RS256, with the claims of a live one.</param>
/// <param name="RefreshToken">Good for one exchange.</param>
/// <param name="SessionId"><c>sid</c> of the access token.</param>
public sealed record StandInTokens(string AccessToken, string RefreshToken, string SessionId);
