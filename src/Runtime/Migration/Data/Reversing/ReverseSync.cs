using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Migration.Data.Syncing;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Migration.Data.Reversing;

/// <summary>
/// Carries what is written to the target back into the legacy database, so that a return loses nothing. Slot and publication are in the target; how far it is stands in the legacy
/// database, committed with the rows. It never runs beside the way there: it holds that one's fence, and begins behind the last row that the way there wrote.
/// </summary>
internal sealed class ReverseSync : IAsyncDisposable
{
    private readonly string _targetConnectionString;
    private readonly DataMigrationOptions _options;
    private readonly NpgsqlDataSource _target;
    private readonly NpgsqlDataSource _legacy;
    private DataMap? _map;

    /// <summary>Nothing is connected to yet.</summary>
    /// <param name="targetConnectionString">The WorkOS-era database, as the role that may replicate.</param>
    /// <param name="legacyConnectionString">The Clerk-era database, as its tables' owner.</param>
    /// <param name="options">Of the way there.</param>
    public ReverseSync(string targetConnectionString, string legacyConnectionString, DataMigrationOptions options)
    {
        (_targetConnectionString, _options) = (targetConnectionString, options);
        _target = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(targetConnectionString) { ApplicationName = "clerk2workos", Enlist = false });
        var legacy = new NpgsqlConnectionStringBuilder(legacyConnectionString) { ApplicationName = "clerk2workos", Enlist = false };
        legacy.Options = $"{legacy.Options} -c clerk2workos.sync=on".TrimStart();      // the fence of the legacy database lets this through
        _legacy = NpgsqlDataSource.Create(legacy);
    }

    /// <summary>Is told of each step.</summary>
    public DataStepListener Listener { get; init; } = DataStepListener.None;

    /// <summary>What keeps rows from going back, or is to be known about it.</summary>
    public async Task<IReadOnlyList<PlanProblem>> CheckAsync(CancellationToken cancellationToken)
    {
        var map = await MapAsync(cancellationToken).ConfigureAwait(false);
        await using var target = await _target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var problems = new List<PlanProblem>(map.Problems);
        var found = await SyncCheck.FindAsync(target, map with { Tables = [.. map.Tables.Where(KeyLookup.CanFollow)] }, new DataSyncOptions { SetReplicaIdentity = true }, cancellationToken, "target").ConfigureAwait(false);
        problems.AddRange(found.Select(problem => problem.Code switch
        {
            "wal_level" => problem with { Sentence = "The target's wal_level is not logical, so there would be no way back: set it and restart the server before anything is switched." },
            "wal_cap" => problem with { Sentence = "The target keeps its log until the cut-over is finished or rolled back, or its disk is full: set max_slot_wal_keep_size to what the disk allows. Beyond that the way back is lost." },
            _ => problem,
        }));
        foreach (var table in map.Tables)
        {
            if (await target.ScalarAsync<bool>("SELECT row_security_active($1::regclass)", cancellationToken, table.Source.QuotedName).ConfigureAwait(false))
                problems.Add(new PlanProblem("row_security", table.Source.Name, $"Row-level security applies to this role on {table.Name}: connect as a role with BYPASSRLS.", IsBlocking: true));
        }

        return [.. problems.OrderByDescending(problem => problem.IsBlocking)];
    }

    /// <summary>The tables of the target whose key is not what the log names their rows by, with the index that has it.</summary>
    public async Task<IReadOnlyList<(string Table, string Index)>> WithoutIdentityAsync(CancellationToken cancellationToken)
    {
        var map = await MapAsync(cancellationToken).ConfigureAwait(false);
        await using var target = await _target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return [.. (await SyncCheck.WithoutIdentityAsync(target, map, cancellationToken).ConfigureAwait(false)).Select(pair => (pair.Table.Source.QuotedName, SqlName.Quote(pair.Index)))];
    }

    /// <summary>The tables that go back, as the target calls them, quoted.</summary>
    public async Task<IReadOnlyList<string>> TablesAsync(CancellationToken cancellationToken) => [.. (await MapAsync(cancellationToken).ConfigureAwait(false)).Tables.Select(table => table.Source.QuotedName)];

    /// <summary>Publishes the target's tables and has it keep its log from now on; done again it changes nothing.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var map = await MapAsync(cancellationToken).ConfigureAwait(false);
        map.Demand();
        await SyncSlot.PublishAsync(_target, map, new DataSyncOptions(), cancellationToken).ConfigureAwait(false);
        await ReverseState.CreateAsync(_legacy, cancellationToken).ConfigureAwait(false);
        await using var legacy = await _legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        foreach (var table in map.Tables.Where(table => !table.Links.IsEmpty))
            await LinkStep.CreateAsync(legacy, table, cancellationToken).ConfigureAwait(false);
        var state = await SyncState.EnsureAsync(legacy, cancellationToken).ConfigureAwait(false);
        await using var target = await _target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (await SyncSlot.HealthAsync(target, state.Slot, cancellationToken).ConfigureAwait(false) == SlotHealth.Whole)
            return;
        await SyncSlot.DropAsync(target, state.Slot, cancellationToken).ConfigureAwait(false);
        var (holder, _, _) = await SyncSlot.CreateAsync(_targetConnectionString, state.Slot, cancellationToken).ConfigureAwait(false);
        await holder.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>What is committed in the target from now on goes back; what is there by now came from the legacy database.</summary>
    public async Task BeginHereAsync(CancellationToken cancellationToken)
    {
        NpgsqlLogSequenceNumber here;
        await using (var target = await _target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
            here = await target.ScalarAsync<NpgsqlLogSequenceNumber>("SELECT pg_current_wal_insert_lsn()", cancellationToken).ConfigureAwait(false);
        await using var legacy = await _legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await SyncState.BeginAsync(legacy, here, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The slot in the target; null where there is no way back.</summary>
    public async Task<string?> SlotAsync(CancellationToken cancellationToken)
    {
        await using var legacy = await _legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await ReverseState.IsThereAsync(legacy, cancellationToken).ConfigureAwait(false) ? (await SyncState.FindAsync(legacy, cancellationToken).ConfigureAwait(false))?.Slot : null;
    }

    /// <summary>Follows the target until it is cancelled.</summary>
    /// <exception cref="MigrationException">The slot is gone, or the way there is still under way.</exception>
    public async Task FollowAsync(IProgress<DataSyncProgress>? progress, CancellationToken cancellationToken)
    {
        var map = await MapAsync(cancellationToken).ConfigureAwait(false);
        map.Demand();
        await using var forth = await MigrationFence.EnterAsync(_target, FenceScope.Data, FenceMode.Alone, "cutover: the way back", _options.IsPooled, cancellationToken).ConfigureAwait(false);
        await using var fence = await MigrationFence.EnterAsync(_legacy, FenceScope.Data, FenceMode.Alone, "cutover: the way back", _options.IsPooled, cancellationToken).ConfigureAwait(false);
        var ids = new IdTable { IsReversed = true };
        await using (var target = await _target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
            await ids.RefreshAsync(target, cancellationToken).ConfigureAwait(false);
        var session = new DataSession(_target, _legacy, fence, _options, new Patience(_options.Patience), Listener) { IsReversed = true, Idle = TimeSpan.FromMilliseconds(50) };
        await new DataSync(session, _targetConnectionString, map, ids, new DataSyncOptions(), progress).ResumeAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Rows that could not go back.</summary>
    public async Task<IReadOnlyList<RejectCount>> RejectsAsync(CancellationToken cancellationToken)
    {
        await using var legacy = await _legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await DataState.RejectsAsync(legacy, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>No number that the target gave out is given out again by the legacy database.</summary>
    public async Task RaiseSequencesAsync(CancellationToken cancellationToken)
    {
        var map = await MapAsync(cancellationToken).ConfigureAwait(false);
        await using var target = await _target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var legacy = await _legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        foreach (var table in map.Tables)
            await Sequences.RaiseAsync(target, legacy, table, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Notes in the id map who was born in WorkOS, under the id that they have in the legacy database now: so the next attempt knows whose rows these are. Nothing where the target has no
    /// organizations of the usual names.
    /// </summary>
    public async Task NoteBornAtWorkOSAsync(CancellationToken cancellationToken)
    {
        var map = await MapAsync(cancellationToken).ConfigureAwait(false);
        await using var target = await _target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var catalog = await DatabaseCatalog.ReadAsync(target, _options.TargetSchema, cancellationToken).ConfigureAwait(false);
        if (map.Tables.FirstOrDefault(ReversedUsers.IsOf)?.Source is not { } users || catalog.Find("organizations") is not { } organizations
            || organizations.Find("workos_org_id") is null || organizations.Find("slug") is null || organizations.Find("id") is not { BaseType: "uuid" })
            return;
        await target.ExecuteAsync(
            $"""
            INSERT INTO clerk2workos.user_map (clerk_user_id, workos_user_id, organization_id, workos_organization_id)
            SELECT '{IdTable.BornAtWorkOS}' || u.workos_user_id, u.workos_user_id, o.id, o.workos_org_id FROM {users.QuotedName} u JOIN {organizations.QuotedName} o ON o.slug = 'user-' || u.workos_user_id
            WHERE NOT EXISTS (SELECT FROM clerk2workos.user_map m WHERE m.workos_user_id = u.workos_user_id)
            ON CONFLICT DO NOTHING
            """,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes slot and publication out of the target, and its own tables out of the legacy database; rows that could not go back stay noted there.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var slot = await SlotAsync(cancellationToken).ConfigureAwait(false);
        await using (var target = await _target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
        {
            if (slot is not null)
                await new Patience(_options.Patience).RepeatAsync(token => SyncSlot.DropAsync(target, slot, token), waits: null, cancellationToken).ConfigureAwait(false);
            await SyncSlot.UnpublishAsync(target, cancellationToken).ConfigureAwait(false);
        }

        await ReverseState.DropAsync(_legacy, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _target.DisposeAsync().ConfigureAwait(false);
        await _legacy.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<DataMap> MapAsync(CancellationToken cancellationToken) => _map ??= await ReadMapAsync(cancellationToken).ConfigureAwait(false);

    private async Task<DataMap> ReadMapAsync(CancellationToken cancellationToken)
    {
        await using var legacy = await _legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var target = await _target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var from = await DatabaseCatalog.ReadAsync(legacy, _options.LegacySchema, cancellationToken).ConfigureAwait(false);
        var to = await DatabaseCatalog.ReadAsync(target, _options.TargetSchema, cancellationToken).ConfigureAwait(false);
        var forth = MappingBuilder.Build(from, to, _options.Mapping);
        forth.Demand();
        return ReverseMapping.Of(forth, from, to);
    }
}
