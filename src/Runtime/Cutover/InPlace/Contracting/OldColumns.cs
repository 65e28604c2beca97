using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Cutover.InPlace.Contracting;

/// <summary>The columns that go in the end.</summary>
internal static class OldColumns
{
    public static IEnumerable<string> Of(InPlaceTable table) =>
        [.. table.Pairs.Select(pair => pair.Clerk), .. table.Organization?.ClerkColumn is { } organization ? [organization] : Array.Empty<string>()];

    /// <summary>The statements that drop them, each safe to repeat; at no moment is a value demanded that nobody gives any more.</summary>
    public static IEnumerable<string> Drop(InPlacePlan plan)
    {
        foreach (var table in plan.Tables)
        {
            foreach (var pair in table.Pairs.Where(pair => pair.IsRequired))
                yield return IfThere(table, pair.Clerk, $"ALTER TABLE {table.QuotedName} ALTER COLUMN {pair.ClerkSql} DROP NOT NULL");
            if (table.Organization is { IsClerkRequired: true, ClerkColumn: { } column })
                yield return IfThere(table, column, $"ALTER TABLE {table.QuotedName} ALTER COLUMN {SqlName.Quote(column)} DROP NOT NULL");
        }

        foreach (var statement in new KeepingScript(plan).End())
            yield return statement;
        foreach (var table in plan.Tables.Reverse())
        {
            foreach (var old in table.ForeignKeys.Select(key => key.Old).OfType<string>())
                yield return $"ALTER TABLE {table.QuotedName} DROP CONSTRAINT IF EXISTS {SqlName.Quote(old)}";
        }

        foreach (var table in plan.Tables)
        {
            foreach (var column in Of(table))
                yield return $"ALTER TABLE {table.QuotedName} DROP COLUMN IF EXISTS {SqlName.Quote(column)}";
        }
    }

    private static string IfThere(InPlaceTable table, string column, string statement) => $"""
        DO $c2w$ BEGIN
            IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = {SqlName.Literal(table.QuotedName)}::regclass AND attname = {SqlName.Literal(column)} AND NOT attisdropped) THEN
                {statement};
            END IF;
        END $c2w$
        """;
}
