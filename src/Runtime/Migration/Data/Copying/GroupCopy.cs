using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Tables that need one another, all in one transaction: their foreign keys are checked at its end.</summary>
internal sealed class GroupCopy(NpgsqlConnection legacy, NpgsqlConnection target, IdTable ids, long epoch)
{
    /// <summary>Whether rows of the target under the same keys are replaced.</summary>
    public bool Overwrites { get; init; }

    /// <summary>Copies the rows of these conditions; what lacks its counterpart afterwards is rejected.</summary>
    public async Task<Dictionary<TableMapping, ChunkCounts>> CopyAsync(ImmutableArray<TableMapping> tables, Func<TableMapping, string> condition, CancellationToken cancellationToken)
    {
        await target.ExecuteAsync("SET CONSTRAINTS ALL DEFERRED", cancellationToken).ConfigureAwait(false);
        StagedCopy[] copies = [.. tables.Select((table, number) => new StagedCopy(legacy, target, ids, epoch, table, number) { Overwrites = Overwrites })];
        var counts = new Dictionary<TableMapping, ChunkCounts>();
        for (var index = 0; index < tables.Length; index++)
            counts[tables[index]] = await copies[index].CopyAsync(condition(tables[index]), range: null, cancellationToken).ConfigureAwait(false);
        for (var more = 1L; more > 0;)
        {
            more = 0;
            for (var index = 0; index < tables.Length; index++)
            {
                var removed = await copies[index].RemoveIncompleteAsync(cancellationToken).ConfigureAwait(false);
                counts[tables[index]] += new ChunkCounts(0, -removed, 0, removed);
                more += removed;
            }
        }

        await CheckAsync(tables, cancellationToken).ConfigureAwait(false);
        return counts;
    }

    private async Task CheckAsync(ImmutableArray<TableMapping> tables, CancellationToken cancellationToken)
    {
        try
        {
            await target.ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE", cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (RowFaults.IsOfRow(exception))
        {
            throw new MigrationException($"{string.Join(" and ", tables.Select(table => table.Name))} are copied together, and the target refuses it: {exception.MessageText}.", exception);
        }
    }
}
