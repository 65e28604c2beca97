namespace Clerk2WorkOS.Migration.Users;

/// <summary>What a user meets at the first sign-in after the switch.</summary>
/// <param name="ClerkUserId">The user.</param>
/// <param name="WorkosUserId">WorkOS's id.</param>
/// <param name="Password"><c>moved</c>, <c>reset</c> (chooses a new one), <c>kept</c> (WorkOS's own) or <c>none</c>.</param>
/// <param name="SecondFactor"><c>moved</c>, <c>reset</c> (enrols anew) or <c>none</c>.</param>
/// <param name="Session"><c>sign_in</c>: a session of Clerk's ends with the switch. <c>no_access</c>: banned or deleted.</param>
/// <param name="VerifiesEmail">Whether WorkOS asks to verify the address.</param>
public sealed record UserOutlook(string ClerkUserId, string WorkosUserId, string Password, string SecondFactor, string Session, bool VerifiesEmail);
