namespace Clerk2WorkOS.WorkOS;

/// <summary>That a user belongs to an organization. Source: https://workos.com/docs/reference/authkit/organization-membership</summary>
public sealed record WorkOSMembership
{
    /// <summary>The WorkOS id, <c>om_</c> and 26 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The user's WorkOS id.</summary>
    public required string UserId { get; init; }

    /// <summary>The organization's WorkOS id.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Whether it counts: only an active one lets the user sign in to the organization.</summary>
    public WorkOSMembershipStatus Status { get; init; }

    /// <summary>The role in the organization.</summary>
    public WorkOSMembershipRole? Role { get; init; }

    /// <summary>When WorkOS made the membership.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When WorkOS last changed the membership.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>The role that a membership gives.</summary>
/// <param name="Slug">The role's slug, <c>owner</c> for example.</param>
public sealed record WorkOSMembershipRole(string Slug);

/// <summary>The state of a membership.</summary>
public enum WorkOSMembershipStatus
{
    /// <summary>A state that this version does not know.</summary>
    Unknown,

    /// <summary>The user is a member.</summary>
    Active,

    /// <summary>The membership was deactivated; it keeps its role and can be reactivated.</summary>
    Inactive,

    /// <summary>The user has been invited and has not accepted.</summary>
    Pending,
}
