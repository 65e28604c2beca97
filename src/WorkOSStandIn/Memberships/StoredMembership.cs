namespace Clerk2WorkOS.Testing;

/// <summary>A user's membership in an organization as the stand-in holds it; a copy that later requests do not change.</summary>
/// <param name="Id"><c>om_</c> and a ULID.</param>
/// <param name="UserId">The user.</param>
/// <param name="OrganizationId">The organization.</param>
/// <param name="RoleSlug">The role.</param>
/// <param name="Status"><c>active</c>, <c>inactive</c> or <c>pending</c>.</param>
/// <param name="CreatedAt">When the membership was created.</param>
/// <param name="UpdatedAt">When the membership was last changed.</param>
public sealed record StoredMembership(
    string Id,
    string UserId,
    string OrganizationId,
    string RoleSlug,
    string Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
