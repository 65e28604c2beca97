namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>That a user belongs to an organization of Clerk's.</summary>
/// <param name="OrganizationId">Clerk's id, <c>org_…</c>.</param>
/// <param name="Name">The organization's name; null where the source does not say.</param>
/// <param name="Slug">The organization's slug; null where it has none.</param>
/// <param name="Role"><c>org:admin</c>, or <c>admin</c> of old.</param>
internal sealed record ClerkMembership(string OrganizationId, string? Name, string? Slug, string? Role)
{
    /// <summary>When it was last changed; null where the source does not say.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The role's slug at WorkOS; null for the environment's default.</summary>
    public string? RoleSlug => Role is null ? null : Role.StartsWith("org:", StringComparison.Ordinal) ? Role["org:".Length..] : Role;
}
