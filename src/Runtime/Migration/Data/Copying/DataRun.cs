using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>One process's part of a run: it prepares what is not prepared, and works with all others until nothing is left.</summary>
internal sealed class DataRun(DataSession session, DataMap map, IdTable ids, DataProgressCount progress, string? exportedSnapshot = null)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly MigrationFence _fence = session.Fence;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var snapshot = new SharedSnapshot(session.Legacy, session.Target, _fence, exportedSnapshot);
        await session.RepeatAsync(snapshot, PrepareAsync, cancellationToken).ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, session.Options.Workers).Select(_ => Task.Run(() => WorkAsync(snapshot, ending), CancellationToken.None)).ToArray();
        await Task.WhenAll(workers).ConfigureAwait(false);
        await session.RepeatAsync(snapshot, RaiseSequencesAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task PrepareAsync(LegacyReader reader, NpgsqlConnection target, CancellationToken cancellationToken)
    {
        foreach (var table in map.Tables)
        {
            await using (var transaction = await _fence.BeginAsync(target, cancellationToken).ConfigureAwait(false))
            {
                await Checkpoints.PrepareAsync(reader.Connection, target, table, session.Options.ChunkRows, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            await session.Listener.ReachedAsync(DataStep.Prepared, table.Name).ConfigureAwait(false);
        }

        var done = await target.ScalarAsync<long>("SELECT coalesce(sum(rows_read), 0)::bigint FROM clerk2workos.checkpoints", cancellationToken).ConfigureAwait(false);
        progress.Begin(await TotalAsync(reader, cancellationToken).ConfigureAwait(false), done);
    }

    private async Task<long> TotalAsync(LegacyReader reader, CancellationToken cancellationToken)
    {
        var total = 0L;
        foreach (var table in map.Tables.Select(table => table.Source))
            total += table.EstimatedRows > 0 ? table.EstimatedRows : await reader.Connection.ScalarAsync<long>($"SELECT count(*) FROM {table.QuotedName}", cancellationToken).ConfigureAwait(false);
        return total;
    }

    /// <summary>A worker's life; its failure ends the others after the chunk in hand.</summary>
    private async Task WorkAsync(SharedSnapshot snapshot, CancellationTokenSource ending)
    {
        try
        {
            var isDone = false;
            while (!isDone)
            {
                await session.RepeatAsync(
                    snapshot,
                    async (reader, target, token) =>
                    {
                        while (!isDone)
                            isDone = await WorkOnceAsync(reader, target, token).ConfigureAwait(false);
                    },
                    ending.Token).ConfigureAwait(false);
            }
        }
        catch
        {
            await ending.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <returns>Whether nothing is left for anybody.</returns>
    private async Task<bool> WorkOnceAsync(LegacyReader reader, NpgsqlConnection target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Chunk? chunk;
        ChunkCounts counts = default;
        await using (var transaction = await _fence.BeginAsync(target, cancellationToken).ConfigureAwait(false))
        {
            var (rows, links) = await Checkpoints.OpenAsync(target, cancellationToken).ConfigureAwait(false);
            if (!map.Tables.Any(table => rows.Contains(table.Name) || links.Contains(table.Name)))
                return true;
            string[] rowsReady = [.. map.Tables.Where(table => AreRowsReady(table, rows, links)).Select(table => table.Name)];
            string[] linksReady = [.. map.Tables.Where(table => links.Contains(table.Name) && !rows.Contains(table.Name) && !table.LinkParents.Any(parent => rows.Contains(parent.Parent) || IsOpenUntilLinked(parent, table, links))).Select(table => table.Name)];
            chunk = await Checkpoints.ClaimAsync(target, rowsReady, linksReady, cancellationToken).ConfigureAwait(false);
            if (chunk is not null)
            {
                await session.Listener.ReachedAsync(DataStep.Claimed, chunk.Source).ConfigureAwait(false);
                counts = await MoveAsync(chunk, reader, target, cancellationToken).ConfigureAwait(false);
                await session.Listener.ReachedAsync(DataStep.CheckpointWritten, chunk.Source).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                session.NoteSuccess();
                await session.Listener.ReachedAsync(DataStep.Committed, chunk.Source).ConfigureAwait(false);
            }
        }

        if (chunk is null)
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);       // others work on what this waits for
        else
            progress.Add(chunk.Source, counts);
        return false;
    }

    private bool AreRowsReady(TableMapping table, HashSet<string> rows, HashSet<string> links)
    {
        if (!rows.Contains(table.Name) || (!table.Group.IsEmpty && table.Group[0] != table.Name))
            return false;
        var needed = Members(table).SelectMany(member => member.Parents).Where(parent => !table.Group.Contains(parent.Parent));
        return !needed.Any(parent => rows.Contains(parent.Parent) || IsOpenUntilLinked(parent, table, links));
    }

    /// <summary>Whether rows of that parent may still be taken out again.</summary>
    private bool IsOpenUntilLinked(ParentReference parent, TableMapping child, HashSet<string> links) =>
        parent.Parent != child.Name && links.Contains(parent.Parent) && map.Find(parent.Parent) is { IsOpenUntilLinked: true };

    private ImmutableArray<TableMapping> Members(TableMapping table) => map.Members(table);

    private async Task<ChunkCounts> MoveAsync(Chunk chunk, LegacyReader reader, NpgsqlConnection target, CancellationToken cancellationToken)
    {
        var table = map.Find(chunk.Source)!;
        await target.ExecuteAsync(LegacyReader.Settings, cancellationToken).ConfigureAwait(false);
        if (chunk.IsLinks)
        {
            await new LinkStep(target, _fence.Epoch, table).RunAsync(cancellationToken).ConfigureAwait(false);
            await session.Listener.ReachedAsync(DataStep.Linked, table.Name).ConfigureAwait(false);
            await Checkpoints.CompleteAsync(target, chunk.Source, chunk.Number, _fence.Epoch, null, default, cancellationToken).ConfigureAwait(false);
            return default;
        }

        if (!table.Group.IsEmpty)
            return await MoveGroupAsync(table, reader, target, cancellationToken).ConfigureAwait(false);
        var isStaged = await ChunkObstacles.ArePresentAsync(target, table, chunk, cancellationToken).ConfigureAwait(false);
        var (counts, snapshot) = await MoveWithinAsync(table, chunk, isStaged, target, cancellationToken).ConfigureAwait(false) ?? (await new ChunkCopier(reader.Connection, target, ids, _fence.Epoch).CopyAsync(table, Checkpoints.Condition(table, chunk), isStaged, ChunkObstacles.Range(table, chunk), cancellationToken).ConfigureAwait(false), reader.Snapshot);
        await session.Listener.ReachedAsync(DataStep.RowsSent, table.Name).ConfigureAwait(false);
        await Checkpoints.CompleteAsync(target, chunk.Source, chunk.Number, _fence.Epoch, snapshot, counts, cancellationToken).ConfigureAwait(false);
        return counts;
    }

    /// <summary>Within the one database, where that is what it is: null for everything else.</summary>
    private async Task<(ChunkCounts Counts, string Snapshot)?> MoveWithinAsync(TableMapping table, Chunk chunk, bool isStaged, NpgsqlConnection target, CancellationToken cancellationToken)
    {
        if (!session.IsOneDatabase || isStaged || !await InsertSelect.CanTakeAsync(target, table, cancellationToken).ConfigureAwait(false))
            return null;
        var snapshot = await target.ScalarAsync<string>("SELECT pg_current_snapshot()::text", cancellationToken).ConfigureAwait(false);
        return await new InsertSelect(target, table, _fence.Epoch).TryCopyAsync(Checkpoints.Condition(table, chunk), cancellationToken).ConfigureAwait(false) is { } counts ? (counts, snapshot!) : null;
    }

    private async Task<ChunkCounts> MoveGroupAsync(TableMapping first, LegacyReader reader, NpgsqlConnection target, CancellationToken cancellationToken)
    {
        var total = default(ChunkCounts);
        foreach (var (table, counts) in await new GroupCopy(reader.Connection, target, ids, _fence.Epoch).CopyAsync(Members(first), _ => "", cancellationToken).ConfigureAwait(false))
        {
            await session.Listener.ReachedAsync(DataStep.RowsSent, table.Name).ConfigureAwait(false);
            await Checkpoints.CompleteAsync(target, table.Name, 0, _fence.Epoch, reader.Snapshot, counts, cancellationToken).ConfigureAwait(false);
            total += counts;
        }

        return total;
    }

    private async Task RaiseSequencesAsync(LegacyReader reader, NpgsqlConnection target, CancellationToken cancellationToken)
    {
        foreach (var table in map.Tables.Where(table => table.Columns.Any(column => column.Target.Sequence is not null)))
        {
            await using (var transaction = await _fence.BeginAsync(target, cancellationToken).ConfigureAwait(false))
            {
                await Sequences.RaiseAsync(reader.Connection, target, table, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            await session.Listener.ReachedAsync(DataStep.SequencesRaised, table.Name).ConfigureAwait(false);
        }
    }
}
