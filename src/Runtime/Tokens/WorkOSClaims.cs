namespace Clerk2WorkOS.Tokens;

/// <summary>The claims of a WorkOS access token, under the names that they have in it. Source: https://workos.com/docs/user-management/sessions</summary>
public static class WorkOSClaims
{
    /// <summary>WorkOS's user id, <c>user_…</c>.</summary>
    public const string UserId = "sub";

    /// <summary>The session's id, <c>session_…</c>.</summary>
    public const string SessionId = "sid";

    /// <summary>WorkOS's id of the organization, <c>org_…</c>: <c>organizations.workos_org_id</c>, not <c>organizations.id</c>. Absent without an organization.</summary>
    public const string OrganizationId = "org_id";

    /// <summary>The slug of the role in the organization. Absent without an organization.</summary>
    public const string Role = "role";

    /// <summary>The slugs of all roles, one claim each.</summary>
    public const string Roles = "roles";

    /// <summary>The slugs of the permissions, one claim each.</summary>
    public const string Permissions = "permissions";

    /// <summary>Who really acts while support impersonates the user, as JSON: <c>{"sub":"support@example.com"}</c>.</summary>
    public const string Actor = "act";
}
