using System.Text.Json;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Mapping;

/// <summary>Looks for Clerk ids where no name tells of them: in jsonb, json, texts and arrays.</summary>
internal static class HiddenIdScan
{
    private const int SampleRows = 1000;

    private static readonly string[] Documents = ["jsonb", "json"];
    private static readonly string[] Searched = ["jsonb", "json", "text", "character varying", "citext", "text[]", "character varying[]", "jsonb[]", "hstore", "xml"];

    /// <summary>In the legacy table's columns that are copied.</summary>
    public static async Task<IReadOnlyList<HiddenIds>> FindAsync(NpgsqlConnection legacy, TableMapping table, CancellationToken cancellationToken)
    {
        var rewritten = table.Columns.Where(column => column.Change == ColumnChange.Rewrite).Select(column => column.Source!.Name).ToHashSet(StringComparer.Ordinal);
        var known = table.Columns.Where(column => column.Change is ColumnChange.UserId or ColumnChange.UserIds).Select(column => column.Source!.Name).ToHashSet(StringComparer.Ordinal);
        return await FindAsync(legacy, table.Source, column => !known.Contains(column.Name), column => rewritten.Contains(column.Name), cancellationToken).ConfigureAwait(false);
    }

    public static async Task<IReadOnlyList<HiddenIds>> FindAsync(
        NpgsqlConnection connection, CatalogTable table, Func<CatalogColumn, bool> isSearched, Func<CatalogColumn, bool> isRewritten, CancellationToken cancellationToken)
    {
        var columns = table.Columns.Where(column => Searched.Contains(column.BaseType) && isSearched(column)).ToList();
        if (columns.Count == 0)
            return [];
        // One pass over the table for all of its columns.
        var counts = string.Join(", ", columns.Select(column => $"count(*) FILTER (WHERE {Condition(column)})"));
        var rows = (await connection.ListAsync($"SELECT {counts} FROM {table.QuotedName} t", row => columns.Select((_, index) => row.GetInt64(index)).ToList(), cancellationToken).ConfigureAwait(false))[0];
        var found = new List<HiddenIds>();
        for (var index = 0; index < columns.Count; index++)
        {
            if (rows[index] > 0)
                found.Add(new HiddenIds(table.Name, columns[index].Name, rows[index], await PathsAsync(connection, table, columns[index], cancellationToken).ConfigureAwait(false), isRewritten(columns[index])));
        }

        return found;
    }

    private static async Task<IReadOnlyList<string>> PathsAsync(NpgsqlConnection connection, CatalogTable table, CatalogColumn column, CancellationToken cancellationToken)
    {
        if (!Documents.Contains(column.BaseType))
            return [];
        var sample = await connection.ListAsync($"SELECT t.{column.QuotedName}::text FROM {table.QuotedName} t WHERE {Condition(column)} LIMIT {SampleRows}", row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        return [.. sample.SelectMany(Paths).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Paths(string json)
    {
        try
        {
            return ClerkIdText.Paths(json);
        }
        catch (JsonException)
        {
            return [];      // deeper than any reader goes: the rows are counted all the same
        }
    }

    private static string Condition(CatalogColumn column) => $"t.{column.QuotedName}::text ~ {SqlName.Literal(ClerkIdText.Pattern)}";
}
