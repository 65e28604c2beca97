namespace Clerk2WorkOS.Guests;

/// <summary>
/// The names of the application's tables and columns. Column types are read from the database; unique keys are demanded on WorkOS's user id, on the lower-case
/// address, on WorkOS's organization id, and on user and organization of a membership.
/// </summary>
public sealed class GuestTablesOptions
{
    /// <summary>The schema of all of them; null for the connection's search path.</summary>
    public string? Schema { get; set; }

    /// <summary>The table of users.</summary>
    public string Users { get; set; } = "users";

    /// <summary>In <see cref="Users"/>: WorkOS's user id.</summary>
    public string UsersWorkosUserId { get; set; } = "workos_user_id";

    /// <summary>In <see cref="Users"/>: the address as the user spells it.</summary>
    public string UsersEmail { get; set; } = "email";

    /// <summary>In <see cref="Users"/>: the first name; null if it is not kept.</summary>
    public string? UsersFirstName { get; set; } = "first_name";

    /// <summary>In <see cref="Users"/>: the last name; null if it is not kept.</summary>
    public string? UsersLastName { get; set; } = "last_name";

    /// <summary>The table of organizations.</summary>
    public string Organizations { get; set; } = "organizations";

    /// <summary>In <see cref="Organizations"/>: the database's own id, a <c>uuid</c>.</summary>
    public string OrganizationsId { get; set; } = "id";

    /// <summary>In <see cref="Organizations"/>: WorkOS's id.</summary>
    public string OrganizationsWorkosOrgId { get; set; } = "workos_org_id";

    /// <summary>In <see cref="Organizations"/>: the slug, <c>user-{WorkOS user id}</c> for a personal one.</summary>
    public string OrganizationsSlug { get; set; } = "slug";

    /// <summary>In <see cref="Organizations"/>: the name that people see.</summary>
    public string OrganizationsName { get; set; } = "name";

    /// <summary>In <see cref="Organizations"/>: the type; see <see cref="GuestOptions.OrganizationType"/>.</summary>
    public string OrganizationsType { get; set; } = "type";

    /// <summary>The table of memberships.</summary>
    public string Memberships { get; set; } = "user_org_memberships";

    /// <summary>In <see cref="Memberships"/>: WorkOS's user id.</summary>
    public string MembershipsWorkosUserId { get; set; } = "workos_user_id";

    /// <summary>In <see cref="Memberships"/>: <see cref="OrganizationsId"/>.</summary>
    public string MembershipsOrgId { get; set; } = "org_id";

    /// <summary>In <see cref="Memberships"/>: the role's slug.</summary>
    public string MembershipsRole { get; set; } = "role";

    /// <summary>In <see cref="Memberships"/>: <c>active</c>, <c>inactive</c> or <c>pending</c>.</summary>
    public string MembershipsStatus { get; set; } = "status";

    /// <summary>The table of meetings, for <see cref="IGuestRegistration.LinkLegacyBookingsAsync"/> alone.</summary>
    public string Meetings { get; set; } = "meetings";

    /// <summary>In <see cref="Meetings"/>: the address that the guest typed.</summary>
    public string MeetingsGuestEmail { get; set; } = "guest_email";

    /// <summary>In <see cref="Meetings"/>: WorkOS's id of the guest.</summary>
    public string MeetingsGuestWorkosUserId { get; set; } = "guest_workos_user_id";

    /// <summary>In <see cref="Meetings"/>: <see cref="OrganizationsId"/> of the guest's organization.</summary>
    public string MeetingsGuestOrgId { get; set; } = "guest_org_id";

    internal IEnumerable<(string Setting, string? Value)> All() =>
    [
        (nameof(Schema), Schema), (nameof(Users), Users), (nameof(UsersWorkosUserId), UsersWorkosUserId), (nameof(UsersEmail), UsersEmail),
        (nameof(UsersFirstName), UsersFirstName), (nameof(UsersLastName), UsersLastName), (nameof(Organizations), Organizations),
        (nameof(OrganizationsId), OrganizationsId), (nameof(OrganizationsWorkosOrgId), OrganizationsWorkosOrgId), (nameof(OrganizationsSlug), OrganizationsSlug),
        (nameof(OrganizationsName), OrganizationsName), (nameof(OrganizationsType), OrganizationsType), (nameof(Memberships), Memberships),
        (nameof(MembershipsWorkosUserId), MembershipsWorkosUserId), (nameof(MembershipsOrgId), MembershipsOrgId), (nameof(MembershipsRole), MembershipsRole),
        (nameof(MembershipsStatus), MembershipsStatus), (nameof(Meetings), Meetings), (nameof(MeetingsGuestEmail), MeetingsGuestEmail),
        (nameof(MeetingsGuestWorkosUserId), MeetingsGuestWorkosUserId), (nameof(MeetingsGuestOrgId), MeetingsGuestOrgId),
    ];

    internal static bool MayBeNull(string setting) => setting is nameof(Schema) or nameof(UsersFirstName) or nameof(UsersLastName);
}
