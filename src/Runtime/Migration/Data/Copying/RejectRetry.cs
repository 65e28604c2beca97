using System.Globalization;
using Clerk2WorkOS.Migration.Data.Checking;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Takes the rows that were rejected, and no others: parents first, then their children.</summary>
internal sealed class RejectRetry(DataSession session, DataMap map, IdTable ids, DataProgressCount progress)
{
    private const int BatchRows = 1000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var snapshot = new SharedSnapshot(session.Legacy, session.Target, session.Fence);
        foreach (var table in map.Tables.Where(table => table.Group.IsEmpty || table.Group[0] == table.Name))
        {
            var last = "";
            await session.RepeatAsync(
                snapshot,
                async (reader, target, token) =>
                {
                    while (await RetryAsync(table, last, reader, target, token).ConfigureAwait(false) is { } next)
                        last = next;
                },
                cancellationToken).ConfigureAwait(false);
            // Before any child: a row may be taken out again.
            if (table.IsOpenUntilLinked)
                await session.RepeatAsync(snapshot, (_, target, token) => LinkAsync(table, target, token), cancellationToken).ConfigureAwait(false);
        }

        foreach (var table in map.Tables.Where(table => !table.Links.IsEmpty && !table.IsOpenUntilLinked))
            await session.RepeatAsync(snapshot, (_, target, token) => LinkAsync(table, target, token), cancellationToken).ConfigureAwait(false);
        await session.RepeatAsync(snapshot, RaiseSequencesAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The last key of the batch; null if there is none after the given one.</returns>
    private async Task<string?> RetryAsync(TableMapping table, string after, LegacyReader reader, NpgsqlConnection target, CancellationToken cancellationToken)
    {
        await using var transaction = await session.Fence.BeginAsync(target, cancellationToken).ConfigureAwait(false);
        await target.ExecuteAsync(LegacyReader.Settings, cancellationToken).ConfigureAwait(false);
        var members = map.Members(table);
        var keys = new Dictionary<TableMapping, List<string>>();
        foreach (var member in members)
            keys[member] = await TakeAsync(member, after, target, cancellationToken).ConfigureAwait(false);
        if (keys.Values.All(taken => taken.Count == 0))
            return null;
        IReadOnlyDictionary<TableMapping, ChunkCounts> counts = table.Group.IsEmpty
            ? new Dictionary<TableMapping, ChunkCounts>
            {
                [table] = await new ChunkCopier(reader.Connection, target, ids, session.Fence.Epoch).CopyAsync(table, RowKeys.Condition(table, keys[table]), isStaged: true, range: null, cancellationToken).ConfigureAwait(false),
            }
            : await new GroupCopy(reader.Connection, target, ids, session.Fence.Epoch).CopyAsync(members, member => RowKeys.Condition(member, keys[member]), cancellationToken).ConfigureAwait(false);
        foreach (var (member, moved) in counts)
        {
            await target.ExecuteAsync(
                "UPDATE clerk2workos.data_tables SET retried_written = retried_written + $2, retried_there = retried_there + $3 WHERE source = $1",
                cancellationToken, member.Name, moved.Written, moved.There).ConfigureAwait(false);
        }

        await session.Listener.ReachedAsync(DataStep.RowsSent, table.Name).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        session.NoteSuccess();
        progress.Add(table.Name, counts.Values.Aggregate((one, other) => one + other));
        return table.IsWhole ? null : keys[table][^1];
    }

    /// <summary>Takes the next rejects of a table out; what is rejected again is noted again. Rows that need one another are taken all.</summary>
    private static async Task<List<string>> TakeAsync(TableMapping table, string after, NpgsqlConnection target, CancellationToken cancellationToken)
    {
        var keys = await target.ListAsync(
            $"""
            WITH batch AS (SELECT key FROM clerk2workos.rejects WHERE kind = 'row' AND source = $1 AND key COLLATE "C" > $2 ORDER BY key COLLATE "C" LIMIT {(table.IsWhole ? "ALL" : BatchRows.ToString(CultureInfo.InvariantCulture))})
            DELETE FROM clerk2workos.rejects r USING batch b WHERE r.kind = 'row' AND r.source = $1 AND r.key = b.key RETURNING r.key
            """,
            row => row.GetString(0), cancellationToken, table.Name, after).ConfigureAwait(false);
        keys.Sort(Utf8Order.Instance);
        return keys;
    }

    private async Task LinkAsync(TableMapping table, NpgsqlConnection target, CancellationToken cancellationToken)
    {
        await using var transaction = await session.Fence.BeginAsync(target, cancellationToken).ConfigureAwait(false);
        if (await target.ScalarAsync<bool>($"SELECT to_regclass({SqlName.Literal(table.LinksTable)}) IS NOT NULL", cancellationToken).ConfigureAwait(false))
            await new LinkStep(target, session.Fence.Epoch, table).RunAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RaiseSequencesAsync(LegacyReader reader, NpgsqlConnection target, CancellationToken cancellationToken)
    {
        await using var transaction = await session.Fence.BeginAsync(target, cancellationToken).ConfigureAwait(false);
        foreach (var table in map.Tables)
            await Sequences.RaiseAsync(reader.Connection, target, table, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
