using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Moves some rows of a table inside of a transaction of the target that has begun and is fenced.</summary>
internal sealed class ChunkCopier(NpgsqlConnection legacy, NpgsqlConnection target, IdTable ids, long epoch)
{
    /// <summary>Straight into the target where that is possible; through a table in between where rows may be in the way or lack their parents, or where a row is refused.</summary>
    /// <param name="table">Which table.</param>
    /// <param name="condition">Which rows of <c>t</c>: empty, or begins with <c> WHERE</c>.</param>
    /// <param name="isStaged">Whether rows are in the way, or parents are missing.</param>
    /// <param name="range">Which rows of the target may be in the way, if that is known.</param>
    /// <param name="cancellationToken">Ends it; the transaction is to be rolled back.</param>
    public async Task<ChunkCounts> CopyAsync(TableMapping table, string condition, bool isStaged, string? range, CancellationToken cancellationToken)
    {
        if (!isStaged && table.IsDirect && await TryDirectAsync(table, condition, cancellationToken).ConfigureAwait(false) is { } counts)
            return counts;
        return await new StagedCopy(legacy, target, ids, epoch, table).CopyAsync(condition, range, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null if the target refuses a row.</returns>
    private async Task<ChunkCounts?> TryDirectAsync(TableMapping table, string condition, CancellationToken cancellationToken)
    {
        await target.ExecuteAsync("SAVEPOINT c2w_direct", cancellationToken).ConfigureAwait(false);
        try
        {
            var mapper = await DirectAsync(table, condition, table.Links.IsEmpty ? RowForm.Plain : RowForm.WithKey, cancellationToken).ConfigureAwait(false);
            if (mapper.NeedsKeys)
            {
                await target.ExecuteAsync("ROLLBACK TO SAVEPOINT c2w_direct", cancellationToken).ConfigureAwait(false);
                if (!table.Inner.IsEmpty)
                    return null;        // other rows of the chunk may need the ones that are rejected
                mapper = await DirectAsync(table, condition, RowForm.WithKey, cancellationToken).ConfigureAwait(false);
            }

            if (mapper.LinkCount > 0)
                await RowStream.WriteAsync(target, table.LinksTable, mapper.Links, cancellationToken).ConfigureAwait(false);
            await RowRejects.NoteAsync(target, table, mapper.Rejects, epoch, cancellationToken).ConfigureAwait(false);
            await target.ExecuteAsync("RELEASE SAVEPOINT c2w_direct", cancellationToken).ConfigureAwait(false);
            return new ChunkCounts(mapper.Read, mapper.Written, 0, mapper.Rejects.Count);
        }
        catch (PostgresException exception) when (RowFaults.IsOfRow(exception))
        {
            await target.ExecuteAsync("ROLLBACK TO SAVEPOINT c2w_direct", cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    private async Task<RowMapper> DirectAsync(TableMapping table, string condition, RowForm form, CancellationToken cancellationToken)
    {
        var mapper = new RowMapper(table, ids, form);
        await RowStream.CopyAsync(legacy, mapper.Select(condition), target, $"{table.Target.QuotedName} ({table.WrittenSql})", mapper, cancellationToken).ConfigureAwait(false);
        return mapper;
    }
}
