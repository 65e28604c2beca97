namespace Clerk2WorkOS.WorkOS;

/// <summary>What to change about a user; what is null stays as it is. Source: https://workos.com/docs/reference/authkit/user/update</summary>
public sealed record UserChanges
{
    /// <summary>Another address.</summary>
    public string? Email { get; init; }

    /// <summary>Whether the address is known to be the user's.</summary>
    public bool? EmailVerified { get; init; }

    /// <summary>Another first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Another last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The application's own id, unique in the environment: at most 64 ASCII characters.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The limits of <see cref="NewUser.Metadata"/> hold.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Another password in the clear; not together with <see cref="PasswordHash"/>.</summary>
    public Secret? Password { get; init; }

    /// <summary>The hash of another password.</summary>
    public PasswordHash? PasswordHash { get; init; }
}
