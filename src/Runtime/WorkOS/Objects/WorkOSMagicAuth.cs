namespace Clerk2WorkOS.WorkOS;

/// <summary>A code that lets a person sign in once, valid for ten minutes. Source: https://workos.com/docs/reference/authkit/magic-auth</summary>
public sealed record WorkOSMagicAuth
{
    /// <summary>The WorkOS id, <c>magic_auth_</c> and 26 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The user's WorkOS id; null before a person has signed up.</summary>
    public string? UserId { get; init; }

    /// <summary>Where the code was sent.</summary>
    public required string Email { get; init; }

    /// <summary>The six digits. Whoever has them signs in as the user.</summary>
    public Secret? Code { get; init; }

    /// <summary>Until when the code is good: ten minutes from its making; there is no way to ask for longer.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
