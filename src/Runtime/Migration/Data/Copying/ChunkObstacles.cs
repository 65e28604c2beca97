using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Whether a chunk has to go through a table in between. What is not foreseen here, the target refuses, and the chunk takes the longer way then.</summary>
internal static class ChunkObstacles
{
    public static async Task<bool> ArePresentAsync(NpgsqlConnection target, TableMapping table, Chunk chunk, CancellationToken cancellationToken)
    {
        string[] parents = [.. table.Parents.Select(parent => parent.Parent)];
        if (parents.Length > 0 && await target.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM clerk2workos.rejects WHERE kind = 'row' AND source = ANY($1) AND reason <> 'link_missing')", cancellationToken, (object)parents).ConfigureAwait(false))
            return true;
        var range = Range(table, chunk);
        return range is not null && await target.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM {table.Target.QuotedName} t{range})", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The chunk's range in the target's own key; null where keys change on the way.</summary>
    private static string? Range(TableMapping table, Chunk chunk)
    {
        var key = new List<MappedColumn>();
        foreach (var column in table.Key)
        {
            if (table.Columns.FirstOrDefault(mapped => mapped.Source == column && mapped.Change == ColumnChange.None && mapped.Conversion is { SourceCast: null, TargetCast: null }) is not { } mapped)
                return null;
            key.Add(mapped);
        }

        if (key.Count == 0 || !table.TargetKey.Select(index => table.Columns[index]).SequenceEqual(key))
            return null;
        var columns = string.Join(", ", key.Select(column => $"t.{column.Target.QuotedName}"));
        var conditions = new List<string>();
        foreach (var (comparison, bound) in new[] { (">", chunk.Lower), ("<=", chunk.Upper) })
        {
            if (bound is not null)
                conditions.Add($"({columns}) {comparison} ({string.Join(", ", key.Select((column, index) => $"{SqlName.Literal(bound[index])}::{column.Target.Type}"))})");
        }

        return conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
    }
}
