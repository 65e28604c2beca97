namespace Clerk2WorkOS.WorkOS;

/// <summary>In which order a list comes, by the time of creation.</summary>
public enum ListOrder
{
    /// <summary>Oldest first: nothing is missed when objects are added meanwhile. The default here; WorkOS's own is the other.</summary>
    Ascending,

    /// <summary>Newest first.</summary>
    Descending,
}

/// <summary>How a list is walked through. Source: https://workos.com/docs/reference/pagination</summary>
public abstract record Listing
{
    private protected Listing()
    {
    }

    /// <summary>The id of the object after which to begin; null for the first.</summary>
    public string? After { get; init; }

    /// <summary>How many objects a call brings, 1 to 100.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Oldest first, unless said otherwise.</summary>
    public ListOrder Order { get; init; }
}

/// <summary>Which users to list. Source: https://workos.com/docs/reference/authkit/user/list</summary>
public sealed record UserFilter : Listing
{
    /// <summary>Only users with this address. WorkOS may return none for another spelling; see <see cref="IWorkOSClient.FindUserByEmailAsync"/>.</summary>
    public string? Email { get; init; }

    /// <summary>Only members of this organization.</summary>
    public string? OrganizationId { get; init; }
}

/// <summary>Which organizations to list. Source: https://workos.com/docs/reference/organization/list</summary>
public sealed record OrganizationFilter : Listing
{
    /// <summary>Only organizations whose name holds this.</summary>
    public string? Search { get; init; }
}

/// <summary>
/// Which memberships to list: at least one of user and organization is needed.
/// Source: https://workos.com/docs/reference/authkit/organization-membership/list
/// </summary>
public sealed record MembershipFilter : Listing
{
    /// <summary>Only memberships of this user.</summary>
    public string? UserId { get; init; }

    /// <summary>Only memberships in this organization.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Only memberships in these states. All of them by default, where WorkOS's own default is the active ones.</summary>
    public IReadOnlyList<WorkOSMembershipStatus> Statuses { get; init; } =
        [WorkOSMembershipStatus.Active, WorkOSMembershipStatus.Inactive, WorkOSMembershipStatus.Pending];
}

/// <summary>Which invitations to list. Source: https://workos.com/docs/reference/authkit/invitation/list</summary>
public sealed record InvitationFilter : Listing
{
    /// <summary>Only invitations to this address.</summary>
    public string? Email { get; init; }

    /// <summary>Only invitations to this organization.</summary>
    public string? OrganizationId { get; init; }
}

/// <summary>Which events to list. Source: https://workos.com/docs/reference/events/list</summary>
public sealed record EventFilter : Listing
{
    /// <summary>The types of event, <c>user.created</c> for example: at least one.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Only events of this organization.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>Only events after this moment; WorkOS keeps events for 30 days.</summary>
    public DateTimeOffset? RangeStart { get; init; }

    /// <summary>Only events before this moment.</summary>
    public DateTimeOffset? RangeEnd { get; init; }
}
