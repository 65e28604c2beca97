namespace Clerk2WorkOS.WorkOS;

/// <summary>A membership to create. Source: https://workos.com/docs/reference/authkit/organization-membership/create</summary>
public sealed record NewMembership
{
    /// <summary>The user's WorkOS id.</summary>
    public required string UserId { get; init; }

    /// <summary>The organization's WorkOS id.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The slug of a role that the environment has; null for the environment's default role.</summary>
    public string? RoleSlug { get; init; }
}
