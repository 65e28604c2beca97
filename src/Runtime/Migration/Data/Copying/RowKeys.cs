using System.Text.Json;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Legacy rows by their keys, as they stand in rejects: JSON arrays of texts.</summary>
internal static class RowKeys
{
    /// <summary>The parts of a key.</summary>
    public static string[] Parts(string key) => JsonSerializer.Deserialize<string[]>(key)!;

    /// <summary>The condition for the rows with these keys: begins with <c> WHERE</c>.</summary>
    /// <param name="table">Of this table.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="alias">As what the table is read.</param>
    public static string Condition(TableMapping table, IReadOnlyCollection<string> keys, string alias = "t")
    {
        if (keys.Count == 0)
            return " WHERE false";
        var rows = keys.Select(Parts).ToList();
        if (table.Key.IsEmpty)
            return $" WHERE t.ctid IN ({string.Join(", ", rows.Select(row => $"{SqlName.Literal(row[^1])}::tid"))}) AND {table.KeyTextSql} IN ({string.Join(", ", keys.Select(SqlName.Literal))})";
        var values = rows.Select(row => $"({string.Join(", ", table.Key.Select((column, index) => $"{SqlName.Literal(row[index])}::{column.Type}"))})");
        return $" WHERE ({string.Join(", ", table.Key.Select(column => $"{alias}.{column.QuotedName}"))}) IN ({string.Join(", ", values)})";
    }
}
