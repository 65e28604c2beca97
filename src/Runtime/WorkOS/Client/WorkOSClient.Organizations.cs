using Clerk2WorkOS.WorkOS.Http;
using Clerk2WorkOS.WorkOS.Pacing;
using Clerk2WorkOS.WorkOS.Wire;

namespace Clerk2WorkOS.WorkOS.Client;

internal sealed partial class WorkOSClient
{
    private const string Organizations = "/organizations";

    public Task<Creation<WorkOSOrganization>> CreateOrganizationAsync(NewOrganization organization, CancellationToken cancellationToken = default)
    {
        RequestChecks.Check(organization);
        const string operation = "create the organization";
        var budget = _transport.NewBudget();
        var body = new OrganizationBody(organization.Name, organization.ExternalId, organization.Metadata);
        return _creation.CreateAsync(
            operation,
            budget,
            send: () => _transport.SendAsync(
                Write(operation, CallKind.Other, budget), HttpMethod.Post, Organizations,
                JsonBody.Of(body, WireJson.Default.OrganizationBody), WireJson.Default.WorkOSOrganization, cancellationToken),
            find: () => GetOrganizationByExternalIdAsync(organization.ExternalId, budget, cancellationToken),
            presence: refusal => IsTaken(refusal) ? Presence.Certain : Presence.NotTheReason,
            cancellationToken);
    }

    public Task<WorkOSOrganization?> GetOrganizationAsync(string organizationId, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(organizationId, nameof(organizationId));
        return GetOrNullAsync(
            Read("get the organization", CallKind.Other), $"{Organizations}/{Segment(organizationId)}", WireJson.Default.WorkOSOrganization, cancellationToken);
    }

    public Task<WorkOSOrganization?> GetOrganizationByExternalIdAsync(string externalId, CancellationToken cancellationToken = default)
    {
        WorkOSMetadata.CheckExternalId(externalId);
        return GetOrganizationByExternalIdAsync(externalId, budget: null, cancellationToken);
    }

    public IAsyncEnumerable<WorkOSOrganization> ListOrganizationsAsync(OrganizationFilter? filter = null, CancellationToken cancellationToken = default)
    {
        filter ??= new OrganizationFilter();
        RequestChecks.CheckListing(filter, nameof(filter));
        return ListAsync(
            "list organizations", CallKind.Other, Organizations, filter, new Query().With("search", filter.Search),
            WireJson.Default.PageWorkOSOrganization, budget: null, cancellationToken);
    }

    public async Task<WorkOSOrganization> UpdateOrganizationAsync(
        string organizationId, OrganizationChanges changes, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(organizationId, nameof(organizationId));
        RequestChecks.Check(changes);
        var call = Write("change the organization", CallKind.Other) with { Repeatable = true };
        var body = new OrganizationBody(changes.Name, changes.ExternalId, changes.Metadata);
        try
        {
            return await _transport.SendAsync(
                call, HttpMethod.Put, $"{Organizations}/{Segment(organizationId)}",
                JsonBody.Of(body, WireJson.Default.OrganizationBody), WireJson.Default.WorkOSOrganization, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkOSRefusedException refusal) when (changes.ExternalId is not null && IsTaken(refusal))
        {
            var existing = await GetOrganizationByExternalIdAsync(changes.ExternalId, call.Budget, cancellationToken).ConfigureAwait(false);
            throw new WorkOSConflictException(
                $"WorkOS refused to change the organization: {existing?.Id ?? "another one"} has the external id already.",
                refusal.Error, existing?.Id, existing?.ExternalId);
        }
    }

    public Task<bool> DeleteOrganizationAsync(string organizationId, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(organizationId, nameof(organizationId));
        return DeleteAsync("delete the organization", CallKind.OrganizationDelete, $"{Organizations}/{Segment(organizationId)}", cancellationToken);
    }

    private Task<WorkOSOrganization?> GetOrganizationByExternalIdAsync(string externalId, CallBudget? budget, CancellationToken cancellationToken) =>
        GetOrNullAsync(
            Read("get the organization by external id", CallKind.Other, budget),
            $"{Organizations}/external_id/{Segment(externalId)}", WireJson.Default.WorkOSOrganization, cancellationToken);
}
