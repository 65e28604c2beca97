using System.Text;
using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>Finds out which of some keys the legacy database still has a row for, and under which key that row is in the target.</summary>
internal static class KeyLookup
{
    /// <summary>Whether the target's key can be told from the legacy key alone, so that a row that is gone can be found.</summary>
    public static bool CanFollow(TableMapping table) =>
        !table.Key.IsEmpty && !table.TargetKey.IsEmpty
        && table.TargetKey.All(index => table.Columns[index] is { Source: { } source, Change: ColumnChange.None or ColumnChange.UserId } && table.Key.Contains(source));

    /// <summary>Looks up; the keys come back as the legacy database writes them, each once.</summary>
    public static async Task<List<KeyFound>> FindAsync(NpgsqlConnection legacy, TableMapping table, IReadOnlyCollection<string[]> keys, IdTable ids, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return [];
        var wanted = table.Key.Select((column, index) => $"u.k{index}::{column.Type} AS {column.QuotedName}");
        var same = string.Join(" AND ", table.Key.Select(column => $"t.{column.QuotedName} = w.{column.QuotedName}"));
        // As the target would be sent them.
        var targetKey = table.TargetKey.Select(index => $"({table.Columns[index].Conversion.Read($"w.{table.Columns[index].Source!.QuotedName}")})::text");
        var sql = $"""
            SELECT jsonb_build_array({string.Join(", ", table.Key.Select(column => $"w.{column.QuotedName}::text"))})::text, t.{table.Key[0].QuotedName} IS NOT NULL, ARRAY[{string.Join(", ", targetKey)}]
            FROM (SELECT DISTINCT {string.Join(", ", wanted)} FROM unnest({string.Join(", ", table.Key.Select((_, index) => $"${index + 1}::text[]"))}) AS u({string.Join(", ", table.Key.Select((_, index) => $"k{index}"))})) w
            LEFT JOIN {table.Source.QuotedName} t ON {same}
            """;
        object[] parts = [.. table.Key.Select((_, index) => keys.Select(key => key[index]).ToArray())];
        return await legacy.ListAsync(
            sql, row => new KeyFound(row.GetString(0), row.GetBoolean(1), Mapped(table, row.GetFieldValue<string[]>(2), ids)), cancellationToken, parts).ConfigureAwait(false);
    }

    /// <summary>A condition on the target's row <c>t</c>: its key is among those of the parameters, of which there is one array for each column.</summary>
    public static string Condition(TableMapping table) =>
        $"({string.Join(", ", table.TargetKey.Select(index => $"t.{table.Columns[index].Target.QuotedName}"))}) IN (SELECT {string.Join(", ", Typed(table))} FROM {Numbered(table)})";

    /// <summary>The keys of the parameters as <c>u</c>, numbered from 1 as <c>place</c>.</summary>
    public static string Numbered(TableMapping table) =>
        $"unnest({string.Join(", ", table.TargetKey.Select((_, place) => $"${place + 1}::text[]"))}) WITH ORDINALITY AS u({string.Join(", ", table.TargetKey.Select((_, place) => $"k{place}"))}, place)";

    /// <summary>Whether the target's row <c>t</c> is that of the key <c>u</c>.</summary>
    public static string Same(TableMapping table) => string.Join(" AND ", Typed(table).Select((value, place) => $"t.{table.Columns[table.TargetKey[place]].Target.QuotedName} = {value}"));

    private static IEnumerable<string> Typed(TableMapping table) => table.TargetKey.Select((index, place) =>
    {
        var conversion = table.Columns[index].Conversion;
        var typed = conversion.WireType == "text" ? $"u.k{place}" : $"u.k{place}::{conversion.WireType}";
        return conversion.TargetCast is { } cast ? $"{typed}::{cast}" : typed;
    });

    /// <summary>The parameters for <see cref="Numbered"/>.</summary>
    public static object[] Parameters(TableMapping table, IReadOnlyCollection<KeyFound> keys) =>
        [.. table.TargetKey.Select((_, place) => keys.Where(key => key.Target is not null).Select(key => key.Target![place]).ToArray())];

    /// <summary>Null for a key with the id of somebody who is not in the map: then the target has no such row.</summary>
    private static string[]? Mapped(TableMapping table, string[] key, IdTable ids)
    {
        for (var place = 0; place < key.Length; place++)
        {
            var column = table.Columns[table.TargetKey[place]];
            if (column.Change != ColumnChange.UserId)
                continue;
            if (ids.TryColumn(Encoding.UTF8.GetBytes(key[place]), column.Unmapped == UnmappedId.Keep, out var workos))
                key[place] = Encoding.UTF8.GetString(workos);
            else if (column.Unmapped != UnmappedId.Keep)
                return null;
        }

        return key;
    }
}

/// <summary>A key that was looked up.</summary>
/// <param name="Key">As it stands in rejects.</param>
/// <param name="IsThere">Whether the legacy database has the row.</param>
/// <param name="Target">The target's key; null where the target cannot have the row.</param>
internal sealed record KeyFound(string Key, bool IsThere, string[]? Target);
