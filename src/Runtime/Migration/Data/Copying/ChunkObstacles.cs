using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Whether a chunk has to go through a table in between. What is not foreseen here, the target refuses, and the chunk takes the longer way then.</summary>
internal static class ChunkObstacles
{
    /// <summary>The rows of the target that may be in the way, as a condition on <c>t</c>; null where only the keys themselves can tell.</summary>
    public static string? Range(TableMapping table, Chunk chunk)
    {
        if (table.KeyPlaces is not { } places || !places.SequenceEqual(table.TargetKey))
            return null;
        var key = places.Select(place => table.Columns[place].Target).ToList();
        var columns = string.Join(", ", key.Select(column => $"t.{column.QuotedName}"));
        var conditions = new List<string>();
        foreach (var (comparison, bound) in new[] { (">", chunk.Lower), ("<=", chunk.Upper) })
        {
            if (bound is not null)
                conditions.Add($"({columns}) {comparison} ({string.Join(", ", key.Select((column, index) => $"{SqlName.Literal(bound[index])}::{column.Type}"))})");
        }

        return conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
    }

    public static async Task<bool> ArePresentAsync(NpgsqlConnection target, TableMapping table, Chunk chunk, CancellationToken cancellationToken)
    {
        string[] parents = [.. table.Parents.Select(parent => parent.Parent)];
        if (parents.Length > 0 && await target.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM clerk2workos.rejects WHERE kind = 'row' AND source = ANY($1) AND reason <> 'link_missing')", cancellationToken, (object)parents).ConfigureAwait(false))
            return true;
        var range = Range(table, chunk);
        return range is not null && await target.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM {table.Target.QuotedName} t{range})", cancellationToken).ConfigureAwait(false);
    }
}
