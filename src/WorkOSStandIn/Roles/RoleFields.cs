namespace Clerk2WorkOS.Testing;

/// <summary>The role of a request: <c>role_slug</c>, or <c>role_slugs</c> with one slug.</summary>
internal static class RoleFields
{
    /// <summary>None when the request names none; refused when the environment does not have it.</summary>
    public static (string? Slug, Answer? Refused) Read(Body body, WorkOSEnvironment environment)
    {
        var slug = body.Text("role_slug");
        var slugs = body.TextList("role_slugs");
        if (slug is not null && slugs is not null)
            body.Reject("role_slugs", "role_slug and role_slugs are mutually exclusive");
        if (slugs is { Count: > 1 })
        {
            return (null, Refusal.With(
                StatusCodes.Status422UnprocessableEntity, "multiple_roles_not_enabled", "Multiple roles are not enabled for this environment."));
        }

        slug ??= slugs is [var only] ? only : null;
        return slug is null || environment.FindRole(slug) is not null
            ? (slug, null)
            : (null, Refusal.With(StatusCodes.Status422UnprocessableEntity, "invalid_role", $"The role '{slug}' is not valid."));
    }
}
