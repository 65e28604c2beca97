using System.Text.Json;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Verifying;

/// <summary>
/// The memberships that WorkOS has. Its list wants a user or an organization, which would be a call a user; so what the log of events says is taken where it tells of one and of no end
/// of it, a hundred a call, and only the others are asked for.
/// </summary>
internal sealed class MembershipsAtWorkOS(IWorkOSClient workos, int concurrency)
{
    private const string Deleted = "organization_membership.deleted";
    private static readonly string[] Events = ["organization_membership.created", "organization_membership.updated", Deleted];

    /// <summary>The state of these memberships: <c>active</c>, <c>inactive</c>, <c>pending</c>, or null for one that is not there.</summary>
    public async Task<Dictionary<(string User, string Organization), string?>> StatesAsync(
        IReadOnlyCollection<(string User, string Organization)> wanted, CancellationToken cancellationToken)
    {
        var states = new Dictionary<(string, string), string?>();
        var asked = wanted.ToHashSet();
        await foreach (var happened in workos.ListEventsAsync(new EventFilter { Events = Events }, cancellationToken).ConfigureAwait(false))
        {
            if (Read(happened) is not { } told || !asked.Contains(told.Key))
                continue;
            if (happened.Event == Deleted)
                states.Remove(told.Key);
            else
                states[told.Key] = told.Status;
        }

        var users = wanted.Where(pair => !states.ContainsKey(pair)).Select(pair => pair.User).Distinct(StringComparer.Ordinal).ToList();
        var gate = new object();
        await Parallel.ForEachAsync(users, new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken }, async (user, token) =>
        {
            try
            {
                await foreach (var membership in workos.ListMembershipsAsync(new MembershipFilter { UserId = user }, token).ConfigureAwait(false))
                {
                    lock (gate)
                        states[(user, membership.OrganizationId)] = Moving.UserProcedure.StatusOf(membership);
                }
            }
            catch (WorkOSNotFoundException)
            {
                // A user that is gone has no memberships; that it is gone is another finding.
            }
        }).ConfigureAwait(false);
        return wanted.Distinct().ToDictionary(pair => pair, pair => states.GetValueOrDefault(pair));
    }

    private static ((string User, string Organization) Key, string Status)? Read(WorkOSEvent happened) =>
        Text(happened.Data, "user_id") is { } user && Text(happened.Data, "organization_id") is { } organization && Text(happened.Data, "status") is { } status
            ? ((user, organization), status)
            : null;

    private static string? Text(JsonElement json, string property) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
