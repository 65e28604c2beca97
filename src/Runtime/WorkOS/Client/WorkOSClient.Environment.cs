using Clerk2WorkOS.WorkOS.Pacing;
using Clerk2WorkOS.WorkOS.Wire;

namespace Clerk2WorkOS.WorkOS.Client;

internal sealed partial class WorkOSClient
{
    private const string Roles = "/authorization/roles";

    public async Task<IReadOnlyList<WorkOSRole>> ListRolesAsync(CancellationToken cancellationToken = default) =>
        (await _transport.SendAsync(
            Read("list roles", CallKind.Other), HttpMethod.Get, Roles, body: null, WireJson.Default.PageWorkOSRole, cancellationToken)
            .ConfigureAwait(false)).Data;

    public Task<WorkOSRole?> GetRoleAsync(string slug, CancellationToken cancellationToken = default)
    {
        RequestChecks.CheckId(slug, nameof(slug));
        return GetOrNullAsync(Read("get the role", CallKind.Other), $"{Roles}/{Segment(slug)}", WireJson.Default.WorkOSRole, cancellationToken);
    }

    public IAsyncEnumerable<WorkOSEvent> ListEventsAsync(EventFilter filter, CancellationToken cancellationToken = default)
    {
        RequestChecks.Check(filter);
        var query = new Query()
            .With("events", string.Join(',', filter.Events))
            .With("organization_id", filter.OrganizationId)
            .With("range_start", filter.RangeStart)
            .With("range_end", filter.RangeEnd);
        return ListAsync("list events", CallKind.Other, "/events", filter, query, WireJson.Default.PageWorkOSEvent, budget: null, cancellationToken);
    }
}
