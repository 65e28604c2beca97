using Clerk2WorkOS.WorkOS.Http;
using Clerk2WorkOS.WorkOS.Pacing;
using Clerk2WorkOS.WorkOS.Wire;

namespace Clerk2WorkOS.WorkOS.Client;

internal sealed partial class WorkOSClient
{
    private const string Invitations = "/user_management/invitations";

    public Task<Creation<WorkOSInvitation>> SendInvitationAsync(NewInvitation invitation, CancellationToken cancellationToken = default)
    {
        RequestChecks.Check(invitation);
        const string operation = "send the invitation";
        var budget = _transport.NewBudget();
        return _creation.CreateAsync(
            operation,
            budget,
            send: () => _transport.SendAsync(
                Write(operation, CallKind.UserManagementWrite, budget), HttpMethod.Post, Invitations,
                JsonBody.Of(invitation, WireJson.Default.NewInvitation), WireJson.Default.WorkOSInvitation, cancellationToken),
            find: () => FindPendingAsync(invitation, budget, cancellationToken),
            presence: static refusal =>
                refusal.HasCode(WorkOSErrorCodes.EmailAlreadyInvited) || refusal.HasCode(WorkOSErrorCodes.EmailAlreadyInvitedToOrganization)
                    ? Presence.Certain
                    : Presence.NotTheReason,
            cancellationToken);
    }

    public Task<WorkOSInvitation?> GetInvitationAsync(string invitationId, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(invitationId, nameof(invitationId));
        return GetInvitationAsync(invitationId, budget: null, cancellationToken);
    }

    public IAsyncEnumerable<WorkOSInvitation> ListInvitationsAsync(InvitationFilter? filter = null, CancellationToken cancellationToken = default)
    {
        filter ??= new InvitationFilter();
        RequestChecks.CheckListing(filter, nameof(filter));
        return ListInvitationsAsync(filter, budget: null, cancellationToken);
    }

    public async Task<WorkOSInvitation> RevokeInvitationAsync(string invitationId, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(invitationId, nameof(invitationId));
        const string operation = "revoke the invitation";
        var budget = _transport.NewBudget();
        var revoked = await _creation.CreateAsync(
            operation,
            budget,
            send: () => _transport.SendAsync(
                Write(operation, CallKind.UserManagementWrite, budget), HttpMethod.Post, $"{Invitations}/{Segment(invitationId)}/revoke",
                body: null, WireJson.Default.WorkOSInvitation, cancellationToken),
            find: async () => await GetInvitationAsync(invitationId, budget, cancellationToken).ConfigureAwait(false) is { State: WorkOSInvitationState.Revoked } found
                ? found
                : null,
            presence: static refusal => refusal.HasCode(WorkOSErrorCodes.InviteNotPending) ? Presence.Perhaps : Presence.NotTheReason,
            cancellationToken).ConfigureAwait(false);
        return revoked.Value;
    }

    private async Task<WorkOSInvitation?> FindPendingAsync(NewInvitation invitation, CallBudget budget, CancellationToken cancellationToken)
    {
        var filter = new InvitationFilter { Email = invitation.Email, OrganizationId = invitation.OrganizationId };
        await foreach (var candidate in ListInvitationsAsync(filter, budget, cancellationToken).ConfigureAwait(false))
        {
            if (candidate.State == WorkOSInvitationState.Pending && candidate.OrganizationId == invitation.OrganizationId
                && string.Equals(candidate.Email, invitation.Email, StringComparison.OrdinalIgnoreCase))
            {
                return candidate;
            }
        }

        return null;
    }

    private Task<WorkOSInvitation?> GetInvitationAsync(string invitationId, CallBudget? budget, CancellationToken cancellationToken) => GetOrNullAsync(
        Read("get the invitation", CallKind.UserManagementRead, budget),
        $"{Invitations}/{Segment(invitationId)}", WireJson.Default.WorkOSInvitation, cancellationToken);

    private IAsyncEnumerable<WorkOSInvitation> ListInvitationsAsync(InvitationFilter filter, CallBudget? budget, CancellationToken cancellationToken) =>
        ListAsync(
            "list invitations", CallKind.UserManagementRead, Invitations, filter,
            new Query().With("email", filter.Email).With("organization_id", filter.OrganizationId),
            WireJson.Default.PageWorkOSInvitation, budget, cancellationToken);
}
