using Clerk2WorkOS.WorkOS.Http;
using Clerk2WorkOS.WorkOS.Pacing;
using Clerk2WorkOS.WorkOS.Wire;

namespace Clerk2WorkOS.WorkOS.Client;

internal sealed partial class WorkOSClient
{
    private const string Memberships = "/user_management/organization_memberships";

    public Task<Creation<WorkOSMembership>> CreateMembershipAsync(NewMembership membership, CancellationToken cancellationToken = default)
    {
        RequestChecks.Check(membership);
        const string operation = "create the membership";
        var budget = _transport.NewBudget();
        return _creation.CreateAsync(
            operation,
            budget,
            send: () => _transport.SendAsync(
                Write(operation, CallKind.UserManagementWrite, budget), HttpMethod.Post, Memberships,
                JsonBody.Of(membership, WireJson.Default.NewMembership), WireJson.Default.WorkOSMembership, cancellationToken),
            find: () => FindMembershipAsync(membership, budget, cancellationToken),
            presence: PresenceOfMembership,
            cancellationToken);
    }

    public IAsyncEnumerable<WorkOSMembership> ListMembershipsAsync(MembershipFilter filter, CancellationToken cancellationToken = default)
    {
        RequestChecks.Check(filter);
        return ListMembershipsAsync(filter, budget: null, cancellationToken);
    }

    public Task<WorkOSMembership> ChangeMembershipRoleAsync(string membershipId, string roleSlug, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(membershipId, nameof(membershipId));
        RequestChecks.CheckId(roleSlug, nameof(roleSlug));
        return _transport.SendAsync(
            Write("change the membership's role", CallKind.UserManagementWrite) with { Repeatable = true },
            HttpMethod.Put, $"{Memberships}/{Segment(membershipId)}", JsonBody.Of(new RoleBody(roleSlug), WireJson.Default.RoleBody), WireJson.Default.WorkOSMembership, cancellationToken);
    }

    public Task<WorkOSMembership> DeactivateMembershipAsync(string membershipId, CancellationToken cancellationToken = default) =>
        SwitchMembershipAsync("deactivate the membership", membershipId, "deactivate", cancellationToken);

    public Task<WorkOSMembership> ReactivateMembershipAsync(string membershipId, CancellationToken cancellationToken = default) =>
        SwitchMembershipAsync("reactivate the membership", membershipId, "reactivate", cancellationToken);

    public Task<bool> DeleteMembershipAsync(string membershipId, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(membershipId, nameof(membershipId));
        return DeleteAsync("delete the membership", CallKind.UserManagementWrite, $"{Memberships}/{Segment(membershipId)}", cancellationToken);
    }

    private Task<WorkOSMembership> SwitchMembershipAsync(string operation, string membershipId, string way, CancellationToken cancellationToken)
    {
        RequestChecks.CheckId(membershipId, nameof(membershipId));
        return _transport.SendAsync(
            Write(operation, CallKind.UserManagementWrite) with { Repeatable = true },
            HttpMethod.Put, $"{Memberships}/{Segment(membershipId)}/{way}", body: null, WireJson.Default.WorkOSMembership, cancellationToken);
    }

    /// <summary>The membership of that user in that organization; the active one, should there be several.</summary>
    private async Task<WorkOSMembership?> FindMembershipAsync(NewMembership membership, CallBudget budget, CancellationToken cancellationToken)
    {
        WorkOSMembership? found = null;
        var filter = new MembershipFilter { UserId = membership.UserId, OrganizationId = membership.OrganizationId };
        await foreach (var candidate in ListMembershipsAsync(filter, budget, cancellationToken).ConfigureAwait(false))
        {
            if (candidate.Status == WorkOSMembershipStatus.Active)
                return candidate;
            found ??= candidate;
        }

        return found;
    }

    private IAsyncEnumerable<WorkOSMembership> ListMembershipsAsync(MembershipFilter filter, CallBudget? budget, CancellationToken cancellationToken) =>
        ListAsync(
            "list memberships", CallKind.UserManagementRead, Memberships, filter,
            new Query()
                .With("user_id", filter.UserId)
                .With("organization_id", filter.OrganizationId)
                .With("statuses", string.Join(',', filter.Statuses.Distinct().Select(NameOf))),
            WireJson.Default.PageWorkOSMembership, budget, cancellationToken);

    private static string NameOf(WorkOSMembershipStatus status) => status switch
    {
        WorkOSMembershipStatus.Active => "active",
        WorkOSMembershipStatus.Inactive => "inactive",
        WorkOSMembershipStatus.Pending => "pending",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>
    /// How WorkOS refuses a second membership is not documented, and 400, 409 and 422 have been seen: whatever is not clearly about something else
    /// may mean that.
    /// </summary>
    private static Presence PresenceOfMembership(WorkOSRefusedException refusal) =>
        refusal is WorkOSNotFoundException or WorkOSUnauthorizedException || refusal.HasCode(WorkOSErrorCodes.InvalidRole)
            ? Presence.NotTheReason
            : Presence.Perhaps;
}
