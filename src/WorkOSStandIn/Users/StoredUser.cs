namespace Clerk2WorkOS.Testing;

/// <summary>A user as the stand-in holds it; a copy that later requests do not change.</summary>
/// <param name="Id"><c>user_</c> and a ULID.</param>
/// <param name="Email">The address as it was spelled; addresses are compared without case.</param>
/// <param name="EmailVerified">Whether the address is verified.</param>
/// <param name="FirstName">The first name, if there is one.</param>
/// <param name="LastName">The last name, if there is one.</param>
/// <param name="ExternalId">The caller's own id, unique in the environment.</param>
/// <param name="Metadata">The caller's pairs.</param>
/// <param name="Locale">A language tag, if there is one.</param>
/// <param name="LastSignInAt">When the user last signed in.</param>
/// <param name="CreatedAt">When the user was created.</param>
/// <param name="UpdatedAt">When the user was last changed.</param>
public sealed record StoredUser(
    string Id,
    string Email,
    bool EmailVerified,
    string? FirstName,
    string? LastName,
    string? ExternalId,
    IReadOnlyDictionary<string, string> Metadata,
    string? Locale,
    DateTimeOffset? LastSignInAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>Whether the user can sign in with a password.</summary>
    public bool HasPassword => Password is not null;

    /// <summary>The type of the hash that was imported, such as <c>bcrypt</c>; none for a password that was set in plain.</summary>
    public string? PasswordHashType => Password?.HashType;

    internal StoredPassword? Password { get; init; }
}
