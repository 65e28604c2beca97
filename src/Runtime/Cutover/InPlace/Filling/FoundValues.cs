using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Cutover.InPlace.Filling;

/// <summary>Which rows were empty in columns that were there already, so that they can be empty again.</summary>
internal static class FoundValues
{
    public const string Script = """
        CREATE TABLE IF NOT EXISTS clerk2workos.in_place_empty (
            table_name text NOT NULL,
            column_name text NOT NULL,
            row_key text NOT NULL,                      -- of the row, as a JSON array
            PRIMARY KEY (table_name, column_name, row_key)
        )
        """;

    public const string DropScript = "DROP TABLE IF EXISTS clerk2workos.in_place_empty";

    /// <summary>The statements that note it, each safe to repeat as long as nothing is filled.</summary>
    public static IEnumerable<string> Note(InPlacePlan plan) => plan.Tables.SelectMany(table => table.FoundColumns.Select(column =>
        $"INSERT INTO clerk2workos.in_place_empty SELECT {SqlName.Literal(table.FullName)}, {SqlName.Literal(column)}, {KeyOf(table)} FROM {table.QuotedName} t WHERE t.{SqlName.Quote(column)} IS NULL ON CONFLICT DO NOTHING"));

    /// <summary>The statements that empty them again.</summary>
    public static IEnumerable<string> Empty(InPlacePlan plan) => plan.Tables.Reverse().SelectMany(table => table.FoundColumns.Select(column =>
        $"UPDATE {table.QuotedName} t SET {SqlName.Quote(column)} = NULL FROM clerk2workos.in_place_empty e WHERE e.table_name = {SqlName.Literal(table.FullName)} AND e.column_name = {SqlName.Literal(column)} AND e.row_key = {KeyOf(table)} AND t.{SqlName.Quote(column)} IS NOT NULL"));

    private static string KeyOf(InPlaceTable table) => $"jsonb_build_array({string.Join(", ", table.Key.Select(column => $"t.{SqlName.Quote(column)}"))})::text";
}
