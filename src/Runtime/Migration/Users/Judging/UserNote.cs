namespace Clerk2WorkOS.Migration.Users;

/// <summary>Something about a user that a person should know.</summary>
/// <param name="ClerkUserId">Whom it is about.</param>
/// <param name="Code">One of <see cref="UserNoteCodes"/>.</param>
/// <param name="Detail">One sentence, without an address.</param>
public sealed record UserNote(string ClerkUserId, string Code, string? Detail);
