namespace Clerk2WorkOS.Testing;

/// <summary>A role of the environment.</summary>
/// <param name="Slug">What memberships and tokens name it by: <c>admin</c>.</param>
/// <param name="Name">What people read; the slug when it is left out.</param>
/// <param name="Permissions">Permission slugs that the access tokens of its members carry.</param>
public sealed record StandInRole(string Slug, string? Name = null, IReadOnlyList<string>? Permissions = null);
