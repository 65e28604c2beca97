namespace Clerk2WorkOS.WorkOS.Wire;

/// <summary>What travels to WorkOS; null is left out.</summary>
internal sealed record UserBody
{
    public string? Email { get; init; }
    public bool? EmailVerified { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? ExternalId { get; init; }
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
    public Secret? Password { get; init; }
    public Secret? PasswordHash { get; init; }
    public string? PasswordHashType { get; init; }

    public static UserBody Of(NewUser user) => new()
    {
        Email = user.Email,
        EmailVerified = user.EmailVerified,
        FirstName = user.FirstName,
        LastName = user.LastName,
        ExternalId = user.ExternalId,
        Metadata = user.Metadata,
        Password = user.Password,
        PasswordHash = user.PasswordHash?.Hash,
        PasswordHashType = NameOf(user.PasswordHash?.Type),
    };

    public static UserBody Of(UserChanges changes) => new()
    {
        Email = changes.Email,
        EmailVerified = changes.EmailVerified,
        FirstName = changes.FirstName,
        LastName = changes.LastName,
        ExternalId = changes.ExternalId,
        Metadata = changes.Metadata,
        Password = changes.Password,
        PasswordHash = changes.PasswordHash?.Hash,
        PasswordHashType = NameOf(changes.PasswordHash?.Type),
    };

    private static string? NameOf(PasswordHashType? type) => type switch
    {
        null => null,
        WorkOS.PasswordHashType.Bcrypt => "bcrypt",
        WorkOS.PasswordHashType.FirebaseScrypt => "firebase-scrypt",
        WorkOS.PasswordHashType.Ssha => "ssha",
        WorkOS.PasswordHashType.Ssha256 => "ssha256",
        WorkOS.PasswordHashType.Scrypt => "scrypt",
        WorkOS.PasswordHashType.Pbkdf2 => "pbkdf2",
        WorkOS.PasswordHashType.Argon2 => "argon2",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}

/// <inheritdoc cref="UserBody"/>
internal sealed record OrganizationBody(string? Name, string? ExternalId, IReadOnlyDictionary<string, string>? Metadata);

/// <inheritdoc cref="UserBody"/>
internal sealed record RoleBody(string RoleSlug);

/// <inheritdoc cref="UserBody"/>
internal sealed record MagicAuthBody(string Email);

/// <inheritdoc cref="UserBody"/>
internal sealed record TotpBody(string Type, string TotpIssuer, string? TotpUser, Secret? TotpSecret);
