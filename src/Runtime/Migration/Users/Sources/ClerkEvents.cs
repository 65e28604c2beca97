using System.Text.Json;
using Clerk2WorkOS.Migration.Users.Target;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>
/// What Clerk's webhooks have told, from <c>clerk2workos.clerk_events</c>: of each user, membership and organization the newest. They may arrive in any order, so what counts is how new the state is that
/// one shows, never when it came. Who is deleted stays deleted: Clerk gives no id twice.
/// </summary>
internal sealed class ClerkEvents
{
    private const string NewestFirst = "type LIKE '%.deleted' DESC, state_at DESC, happened_at DESC, received_at DESC";

    private readonly Dictionary<string, ToldUser> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ToldOrganization> _organizations = new(StringComparer.Ordinal);
    private ILookup<string, ToldMembership> _memberships = Enumerable.Empty<ToldMembership>().ToLookup(membership => membership.ClerkUserId);

    /// <summary>The events that are not carried over yet.</summary>
    public IReadOnlyList<OpenEvent> Open { get; private set; } = [];

    /// <summary>The users whom an open event is about.</summary>
    public IReadOnlySet<string> OpenUsers { get; private set; } = new HashSet<string>();

    /// <summary>The organizations that an open event is about.</summary>
    public IReadOnlySet<string> OpenOrganizations { get; private set; } = new HashSet<string>();

    public IReadOnlyCollection<ToldUser> Users => _users.Values;

    public ToldUser? FindUser(string clerkUserId) => _users.GetValueOrDefault(clerkUserId);

    public IEnumerable<ToldMembership> MembershipsOf(string clerkUserId) => _memberships[clerkUserId];

    public ToldOrganization? FindOrganization(string clerkOrgId) => _organizations.GetValueOrDefault(clerkOrgId);

    /// <summary>How many events are open.</summary>
    public static Task<long> CountOpenAsync(TargetDatabase target, CancellationToken cancellationToken) => target.RunAsync(
        async (connection, token) =>
        {
            if (!await ExistAsync(connection, token).ConfigureAwait(false))
                return 0;
            await using var command = new NpgsqlCommand("SELECT count(*) FROM clerk2workos.clerk_events WHERE applied_at IS NULL", connection);
            return (long)(await command.ExecuteScalarAsync(token).ConfigureAwait(false))!;
        },
        cancellationToken);

    /// <summary>Reads them; there are none before the first command has made their table.</summary>
    /// <param name="target">Where they are.</param>
    /// <param name="onlyOpen">Whether only those are read whom an open event is about; of these also what is carried over already.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<ClerkEvents> ReadAsync(TargetDatabase target, bool onlyOpen, CancellationToken cancellationToken) => target.RunAsync(
        async (connection, token) =>
        {
            var events = new ClerkEvents();
            if (!await ExistAsync(connection, token).ConfigureAwait(false))
                return events;
            await events.ReadOpenAsync(connection, token).ConfigureAwait(false);
            await events.ReadUsersAsync(connection, onlyOpen, token).ConfigureAwait(false);
            await events.ReadOrganizationsAsync(connection, token).ConfigureAwait(false);
            await events.ReadMembershipsAsync(connection, onlyOpen, token).ConfigureAwait(false);
            return events;
        },
        cancellationToken);

    /// <summary>Whether somebody else has carried some of them over since they were read: what is known of them may be old.</summary>
    public Task<bool> AreOutdatedAsync(TargetDatabase target, CancellationToken cancellationToken) => Open.Count == 0
        ? Task.FromResult(false)
        : target.RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM clerk2workos.clerk_events WHERE id = ANY($1) AND applied_at IS NOT NULL)", connection)
                {
                    Parameters = { new NpgsqlParameter<string[]> { TypedValue = [.. Open.Select(open => open.Id)] } },
                };
                return (bool)(await command.ExecuteScalarAsync(token).ConfigureAwait(false))!;
            },
            cancellationToken);

    private static async Task<bool> ExistAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT to_regclass('clerk2workos.clerk_events') IS NOT NULL", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private async Task ReadOpenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var open = new List<OpenEvent>();
        await using var command = new NpgsqlCommand("SELECT id, clerk_user_id, clerk_org_id FROM clerk2workos.clerk_events WHERE applied_at IS NULL", connection) { CommandTimeout = 0 };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            open.Add(new(rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2)));
        Open = open;
        OpenUsers = open.Select(happened => happened.ClerkUserId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        OpenOrganizations = open.Where(happened => happened.ClerkUserId is null).Select(happened => happened.ClerkOrgId).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private Task ReadUsersAsync(NpgsqlConnection connection, bool onlyOpen, CancellationToken cancellationToken) => ReadAsync(
        connection, "clerk_user_id", "user.%", NewestFirst, onlyOpen,
        (rows, data) =>
        {
            var id = rows.GetString(0);
            var isDeleted = rows.GetString(2).EndsWith(".deleted", StringComparison.Ordinal);
            var user = isDeleted ? new ClerkUser(id) { IsDeleted = true } : ClerkUserJson.Read(data);
            if (user is not null)
                _users[id] = new(user with { Id = id, IsExported = false }, rows.GetFieldValue<DateTimeOffset>(3), rows.GetBoolean(4));
        },
        cancellationToken);

    private Task ReadOrganizationsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => ReadAsync(
        connection, "clerk_org_id", "organization.%", NewestFirst, onlyOpen: false,
        (rows, data) => _organizations[rows.GetString(1)] = new(
            rows.GetString(1), ClerkUserJson.Text(data, "name"), rows.GetString(2).EndsWith(".deleted", StringComparison.Ordinal), rows.GetFieldValue<DateTimeOffset>(3)),
        cancellationToken);

    private async Task ReadMembershipsAsync(NpgsqlConnection connection, bool onlyOpen, CancellationToken cancellationToken)
    {
        var memberships = new List<ToldMembership>();
        await ReadAsync(
            // Whoever has left an organization can join it again.
            connection, "clerk_user_id, clerk_org_id", "organizationMembership.%", $"state_at DESC, happened_at DESC, {NewestFirst}", onlyOpen,
            (rows, data) =>
            {
                var isEnded = rows.GetString(2).EndsWith(".deleted", StringComparison.Ordinal);
                var told = ClerkUserJson.MembershipOf(data) ?? new ClerkMembership(rows.GetString(1), null, null, null);
                var at = rows.GetFieldValue<DateTimeOffset>(3);
                if (FindOrganization(told.OrganizationId) is { Name: { } name } organization && organization.At > at)
                    told = told with { Name = name };
                memberships.Add(new(rows.GetString(0), told with { UpdatedAt = at }, isEnded, rows.GetBoolean(4)));
            },
            cancellationToken).ConfigureAwait(false);
        _memberships = memberships.ToLookup(membership => membership.ClerkUserId, StringComparer.Ordinal);
    }

    /// <summary>The newest event of each key; the columns are user, organization, type, time of the state and whether it is open.</summary>
    private async Task ReadAsync(
        NpgsqlConnection connection, string key, string types, string newestFirst, bool onlyOpen, Action<NpgsqlDataReader, JsonElement> read, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT DISTINCT ON ({key}) clerk_user_id, clerk_org_id, type, state_at, applied_at IS NULL, payload->'data' FROM clerk2workos.clerk_events
            WHERE type LIKE $1 {(onlyOpen ? "AND clerk_user_id = ANY($2)" : "")} ORDER BY {key}, {newestFirst}
            """,
            connection)
        { CommandTimeout = 0 };
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = types });
        if (onlyOpen)
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. OpenUsers] });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            using var data = JsonDocument.Parse(rows.GetString(5));
            read(rows, data.RootElement);
        }
    }
}

/// <summary>An event that is not carried over yet.</summary>
internal sealed record OpenEvent(string Id, string? ClerkUserId, string? ClerkOrgId);

/// <summary>The newest that a webhook has told of a user.</summary>
/// <param name="User">As the Backend API would show it.</param>
/// <param name="At">How new that is.</param>
/// <param name="IsOpen">Whether it is not carried over yet.</param>
internal sealed record ToldUser(ClerkUser User, DateTimeOffset At, bool IsOpen);

/// <summary>The newest that a webhook has told of a user and an organization.</summary>
internal sealed record ToldMembership(string ClerkUserId, ClerkMembership Membership, bool IsEnded, bool IsOpen);

/// <summary>The newest that a webhook has told of an organization.</summary>
internal sealed record ToldOrganization(string ClerkOrgId, string? Name, bool IsDeleted, DateTimeOffset At);
