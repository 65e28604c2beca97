namespace Clerk2WorkOS.WorkOS;

/// <summary>A user to create. Source: https://workos.com/docs/reference/authkit/user/create</summary>
public sealed record NewUser
{
    /// <summary>The address, as the user spells it; unique in the environment without regard to case.</summary>
    public required string Email { get; init; }

    /// <summary>True only if the address is known to be the user's: a false claim hands the account to whoever owns the address.</summary>
    public bool EmailVerified { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The application's own id, unique in the environment: at most 64 ASCII characters. With it a repeated call finds its user for certain.</summary>
    public string? ExternalId { get; init; }

    /// <summary>At most 10 pairs; keys up to 40 characters, values up to 600, all ASCII. It can be read back, but not searched.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>A password in the clear; not together with <see cref="PasswordHash"/>.</summary>
    public Secret? Password { get; init; }

    /// <summary>A password's hash, brought along from elsewhere.</summary>
    public PasswordHash? PasswordHash { get; init; }
}

/// <summary>A hash that WorkOS verifies the user's password with.</summary>
/// <param name="Type">The algorithm.</param>
/// <param name="Hash">The hash in the algorithm's usual notation, <c>$2b$12$…</c> for example.</param>
public sealed record PasswordHash(PasswordHashType Type, Secret Hash);

/// <summary>The hash algorithms that WorkOS imports. Source: https://workos.com/docs/reference/authkit/user/create</summary>
public enum PasswordHashType
{
    /// <summary>bcrypt, <c>$2a$</c>, <c>$2b$</c> or <c>$2y$</c>.</summary>
    Bcrypt,

    /// <summary>Firebase's own scrypt.</summary>
    FirebaseScrypt,

    /// <summary>Salted SHA-1, <c>{SSHA}</c>.</summary>
    Ssha,

    /// <summary>Salted SHA-256, <c>{SSHA256}</c>.</summary>
    Ssha256,

    /// <summary>scrypt in PHC notation.</summary>
    Scrypt,

    /// <summary>PBKDF2 in PHC notation.</summary>
    Pbkdf2,

    /// <summary>argon2i or argon2id in PHC notation.</summary>
    Argon2,
}
