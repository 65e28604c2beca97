using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;
using Npgsql.Replication;
using NpgsqlTypes;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>Follows the legacy database: slot, copy, and then every change, until it is ended. What it was doing when it was killed, the next one does again.</summary>
internal sealed class DataSync(DataSession session, string legacyConnectionString, DataMap map, IdTable ids, DataSyncOptions options, IProgress<DataSyncProgress>? progress)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly ParkedKeys _parked = new(TimeProvider.System);
    private readonly LagCount _lag = new();
    private long _written;
    private long _deleted;
    private long _onlyInTarget;
    private long? _lagBytes;
    private TimeSpan _clockOffset;
    private long _lookedAt;

    /// <summary>Runs until its end.</summary>
    /// <param name="copy">Copies what is not copied, from the exported snapshot if one is given.</param>
    /// <param name="cancellationToken">Ends it: the batch in hand is rolled back.</param>
    public async Task<DataSyncResult> RunAsync(Func<string?, CancellationToken, Task> copy, CancellationToken cancellationToken)
    {
        if (options.Source == DataSyncSource.Comparison)
            await CompareAgainAndAgainAsync(copy, cancellationToken).ConfigureAwait(false);
        else
            await FollowAsync(copy, cancellationToken).ConfigureAwait(false);
        await using var target = await session.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var rejects = await DataState.RejectsAsync(target, cancellationToken).ConfigureAwait(false);
        return new DataSyncResult(_written, _deleted, _onlyInTarget, rejects, _lag.Summary(), TimeProvider.System.GetElapsedTime(_began));
    }

    /// <summary>Follows from where it was on, without a copy before: the slot has to have all that came since.</summary>
    /// <exception cref="MigrationException">It has not.</exception>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        SyncState? state;
        await using (var target = await session.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
            state = await SyncState.FindAsync(target, cancellationToken).ConfigureAwait(false);
        await using (var legacy = await session.Legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
        {
            if (state?.Applied is null || await SyncSlot.HealthAsync(legacy, state.Slot, cancellationToken).ConfigureAwait(false) != SlotHealth.Whole)
                throw new MigrationException("The slot for the way back is gone, or has lost what it was to keep (max_slot_wal_keep_size): nothing that was written since the switch can be carried back.");
        }

        await RepeatAsync(token => StreamAsync(state.Slot, null, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task CompareAgainAndAgainAsync(Func<string?, CancellationToken, Task> copy, CancellationToken cancellationToken)
    {
        await copy(null, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await RepeatAsync(CompareAsync, cancellationToken).ConfigureAwait(false);
            await RepeatAsync(RaiseSequencesAsync, cancellationToken).ConfigureAwait(false);
            if (options.End != DataSyncEnd.Never)
                return;
            Report(DataSyncState.Waiting);
            await Task.Delay(options.Interval, cancellationToken).ConfigureAwait(false);
            await RepeatAsync(TakeNewUsersAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(Func<string?, CancellationToken, Task> copy, CancellationToken cancellationToken)
    {
        await RepeatAsync(token => SyncSlot.PublishAsync(session.Legacy, map, options, token), cancellationToken).ConfigureAwait(false);
        var state = await BeginAsync(copy, cancellationToken).ConfigureAwait(false);
        if (state.NeedsComparison)
        {
            await RepeatAsync(CompareAsync, cancellationToken).ConfigureAwait(false);
            await WriteStateAsync(SyncState.NoteComparedAsync, cancellationToken).ConfigureAwait(false);
        }

        NpgsqlLogSequenceNumber? goal = null;
        if (options.End != DataSyncEnd.Never)
        {
            await using var legacy = await session.Legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            goal = await SyncSlot.WrittenAsync(legacy, cancellationToken).ConfigureAwait(false);
        }

        await RepeatAsync(token => StreamAsync(state.Slot, goal, token), cancellationToken).ConfigureAwait(false);
        await RepeatAsync(RaiseSequencesAsync, cancellationToken).ConfigureAwait(false);
        if (options.End == DataSyncEnd.Finished)
            await FinishAsync(state.Slot, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The slot first, then the copy that fits it; or what is left of both.</summary>
    private async Task<SyncState> BeginAsync(Func<string?, CancellationToken, Task> copy, CancellationToken cancellationToken)
    {
        LogicalReplicationConnection? holder = null;
        try
        {
            string? snapshot = null;
            SyncState state;
            await using (var target = await session.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
            await using (var legacy = await session.Legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
            {
                state = await SyncState.EnsureAsync(target, cancellationToken).ConfigureAwait(false);
                var health = await SyncSlot.HealthAsync(legacy, state.Slot, cancellationToken).ConfigureAwait(false);
                if (state.Applied is null || health != SlotHealth.Whole)
                {
                    // Without a note it was not used, and what a lost one should have kept is gone.
                    if (state.Applied is not null)
                        await SyncState.ForgetSlotAsync(target, cancellationToken).ConfigureAwait(false);
                    await SyncSlot.DropAsync(legacy, state.Slot, cancellationToken).ConfigureAwait(false);
                    (holder, snapshot, var from) = await SyncSlot.CreateAsync(legacyConnectionString, state.Slot, cancellationToken).ConfigureAwait(false);
                    await SyncState.BeginAsync(target, from, cancellationToken).ConfigureAwait(false);
                    await session.Listener.ReachedAsync(DataStep.SlotCreated, "").ConfigureAwait(false);
                    state = (await SyncState.FindAsync(target, cancellationToken).ConfigureAwait(false))!;
                }
            }

            await copy(snapshot, cancellationToken).ConfigureAwait(false);
            return state;
        }
        finally
        {
            if (holder is not null)
                await holder.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task FinishAsync(string slot, CancellationToken cancellationToken)
    {
        await using var legacy = await session.Legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await RepeatAsync(token => SyncSlot.DropAsync(legacy, slot, token), cancellationToken).ConfigureAwait(false);
        await SyncSlot.UnpublishAsync(legacy, cancellationToken).ConfigureAwait(false);
        await WriteStateAsync(SyncState.RemoveAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Applies the stream of changes until everything up to the goal is in the target.</summary>
    private async Task StreamAsync(string slot, NpgsqlLogSequenceNumber? goal, CancellationToken cancellationToken)
    {
        NpgsqlLogSequenceNumber applied;
        await using (var target = await session.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
        {
            applied = (await SyncState.FindAsync(target, cancellationToken).ConfigureAwait(false))?.Applied ?? throw new MigrationException("What the target follows was removed from clerk2workos.data_sync.");
            await _parked.LoadAsync(target, map, cancellationToken).ConfigureAwait(false);
        }

        await using var stream = await ChangeStream.OpenAsync(legacyConnectionString, slot, SyncState.Publication, applied, map, session.Idle, cancellationToken).ConfigureAwait(false);
        await MeasureClockAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var batch = await stream.ReadAsync(cancellationToken).ConfigureAwait(false);
            var isIdle = batch.IsEmpty;
            _parked.AddDue(batch);
            if (!batch.IsEmpty)
            {
                await ApplyAsync(batch, cancellationToken).ConfigureAwait(false);
                var now = DateTime.UtcNow + _clockOffset;
                foreach (var commit in batch.Commits)
                    _lag.Add(now - commit);
            }

            if (batch.End is { } end)
            {
                await stream.ConfirmAsync(end, cancellationToken).ConfigureAwait(false);
                applied = end > applied ? end : applied;
            }

            if (isIdle && batch.End is not null)
                _lag.NoteNone();
            await LookAroundAsync(applied, cancellationToken).ConfigureAwait(false);
            Report(DataSyncState.Following);
            if (goal is { } wanted && applied >= wanted && isIdle)
            {
                await SettleAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
        }
    }

    /// <summary>Tries what waits again and again, as long as that helps.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var before = int.MaxValue; _parked.Count > 0 && _parked.Count < before;)
        {
            before = _parked.Count;
            foreach (var batch in _parked.All().ToList())
                await ApplyAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Applies a batch, and notes in the same transaction that it is applied.</summary>
    private async Task ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken)
    {
        if (batch.IsEmpty)
            return;
        await using var reader = await OpenReaderAsync(batch, cancellationToken).ConfigureAwait(false);
        await using var target = await session.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await session.Fence.BeginAsync(target, cancellationToken).ConfigureAwait(false);
        var applier = new ChangeApplier(reader.Connection, target, map, ids, session.Fence.Epoch) { KeepsRejected = session.IsReversed };
        await applier.ApplyAsync(batch, cancellationToken).ConfigureAwait(false);
        await session.Listener.ReachedAsync(DataStep.ChangesSent, "").ConfigureAwait(false);
        if (batch.End is { } end)
            await SyncState.AdvanceAsync(target, end, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        session.NoteSuccess();
        _parked.Note(applier);
        (_written, _deleted) = (_written + applier.Written, _deleted + applier.Deleted);
        await session.Listener.ReachedAsync(DataStep.ChangesCommitted, "").ConfigureAwait(false);
    }

    /// <summary>
    /// A reader that sees all transactions of the batch: PostgreSQL sends a transaction when its commit is in the log, which is a moment before others see it.
    /// </summary>
    private async Task<LegacyReader> OpenReaderAsync(ChangeBatch batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reader = await LegacyReader.OpenAsync(session.Legacy, null, cancellationToken).ConfigureAwait(false);
            if (VisibleTransactions.Parse(reader.Snapshot) is var visible && batch.Transactions.TrueForAll(visible.Contain))
                return reader;
            await reader.DisposeAsync().ConfigureAwait(false);
            await Task.Delay(2, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Now and then: how far the log is ahead, and who has been moved meanwhile.</summary>
    private async Task LookAroundAsync(NpgsqlLogSequenceNumber applied, CancellationToken cancellationToken)
    {
        if (_lookedAt != 0 && TimeProvider.System.GetElapsedTime(_lookedAt) < BetweenLooks)
            return;
        await using (var legacy = await session.Legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
        {
            var written = await SyncSlot.WrittenAsync(legacy, cancellationToken).ConfigureAwait(false);
            _lagBytes = written > applied ? (long)((ulong)written - (ulong)applied) : 0;
        }

        await TakeNewUsersAsync(cancellationToken).ConfigureAwait(false);
        _lookedAt = TimeProvider.System.GetTimestamp();
    }

    /// <summary>Whoever has been moved since brings along the rows that waited.</summary>
    private async Task TakeNewUsersAsync(CancellationToken cancellationToken)
    {
        await using (var idMap = await session.IdMap.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await ids.RefreshAsync(idMap, cancellationToken).ConfigureAwait(false) == 0 || session.IsReversed)
                return;     // on the way back nobody's rows wait for the map
        }

        await using var target = await session.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        foreach (var table in map.Tables)
        {
            var after = "";
            while (true)
            {
                var keys = await target.ListAsync(
                    "SELECT key FROM clerk2workos.rejects WHERE kind = 'row' AND source = $1 AND reason IN ('no_owner', 'parent_rejected') AND key COLLATE \"C\" > $2 ORDER BY key COLLATE \"C\" LIMIT $3",
                    row => row.GetString(0), cancellationToken, table.Name, after, ChangeStream.MostKeys).ConfigureAwait(false);
                if (keys.Count == 0)
                    break;
                var batch = new ChangeBatch();
                foreach (var key in keys)
                    batch.Add(table, RowKeys.Parts(key));
                await ApplyAsync(batch, cancellationToken).ConfigureAwait(false);
                after = keys[^1];
            }
        }
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        Report(DataSyncState.Comparing);
        var pass = new ComparisonPass(session, map, options.DeleteExtra, async (batch, token) =>
        {
            await ApplyAsync(batch, token).ConfigureAwait(false);
            Report(DataSyncState.Comparing);
        });
        await pass.RunAsync(cancellationToken).ConfigureAwait(false);
        await SettleAsync(cancellationToken).ConfigureAwait(false);
        _onlyInTarget = pass.OnlyInTarget;
    }

    private async Task RaiseSequencesAsync(CancellationToken cancellationToken)
    {
        await using var reader = await LegacyReader.OpenAsync(session.Legacy, null, cancellationToken).ConfigureAwait(false);
        await using var target = await session.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await session.Fence.BeginAsync(target, cancellationToken).ConfigureAwait(false);
        foreach (var table in map.Tables)
            await Sequences.RaiseAsync(reader.Connection, target, table, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteStateAsync(Func<NpgsqlConnection, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await using var target = await session.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await write(target, cancellationToken).ConfigureAwait(false);
    }

    private async Task MeasureClockAsync(CancellationToken cancellationToken)
    {
        await using var legacy = await session.Legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        _clockOffset = await legacy.ScalarAsync<DateTime>("SELECT clock_timestamp()", cancellationToken).ConfigureAwait(false) - DateTime.UtcNow;
    }

    /// <summary>Work that is safe to repeat, for as long as a database is away.</summary>
    private Task RepeatAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        session.Patience.RepeatAsync(work, () => Report(DataSyncState.Waiting), cancellationToken);

    private void Report(DataSyncState state) =>
        progress?.Report(new DataSyncProgress(state, _written, _deleted, _parked.Count, _lag.Last, _lagBytes, TimeProvider.System.GetElapsedTime(_began)));
}
