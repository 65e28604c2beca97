using System.Collections.ObjectModel;

namespace Clerk2WorkOS.WorkOS;

/// <summary>A user as WorkOS holds it. Source: https://workos.com/docs/reference/authkit/user</summary>
public sealed record WorkOSUser
{
    /// <summary>The WorkOS id, <c>user_</c> and 26 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The address as it was spelled; compare it without regard to case.</summary>
    public required string Email { get; init; }

    /// <summary>True if the address is known to be the user's.</summary>
    public bool EmailVerified { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The application's own id for the user, unique in the environment; for a migrated user the Clerk id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>At most ten pairs; never null.</summary>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get;
        init => field = value ?? ReadOnlyDictionary<string, string>.Empty;
    } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Where the user's picture is.</summary>
    public string? ProfilePictureUrl { get; init; }

    /// <summary>When the user last signed in; null for one who never did.</summary>
    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>When WorkOS made the user.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When WorkOS last changed the user.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
