using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Migration.Data.Mapping;

namespace Clerk2WorkOS.Migration.Data.Reversing;

/// <summary>
/// The way back, worked out from the way there: every table and column that is moved, with its ends exchanged, and the table of people. What only the target has (<c>org_id</c>, guests'
/// columns) stays there; a legacy column that nothing was taken from keeps what it holds.
/// </summary>
internal static class ReverseMapping
{
    /// <summary>The same shape as the way there, so that it is followed by the same means; in it, the target is the source.</summary>
    public static DataMap Of(DataMap forth, DatabaseCatalog legacy, DatabaseCatalog target)
    {
        var problems = new List<PlanProblem>();
        var tables = forth.Tables.Select(table => Table(table, problems)).ToList();
        if (ReversedUsers.Find(legacy, target, forth) is { } users)
            tables.Add(users);
        foreach (var table in tables)
            Judge(table, problems);
        var ordered = TableOrder.Of([.. tables], problems);
        return new DataMap(ordered, [.. problems.OrderByDescending(problem => problem.IsBlocking)]);
    }

    private static TableMapping Table(TableMapping forth, List<PlanProblem> problems)
    {
        // A Clerk id that the target keeps beside WorkOS's is not filled for rows that were made there.
        var columns = forth.Columns.Where(column => column.Source is { IsGenerated: false })
            .GroupBy(column => column.Source!.Name).Select(group => group.FirstOrDefault(column => column.Change is ColumnChange.UserId or ColumnChange.UserIds) ?? group.First())
            .OrderBy(column => column.Source!.Number).Select(column => Column(forth, column, problems)).ToImmutableArray();
        return WithKeys(new TableMapping(forth.Target, forth.Source, columns));
    }

    private static MappedColumn Column(TableMapping forth, MappedColumn column, List<PlanProblem> problems)
    {
        var (from, to) = (column.Target, column.Source!);
        var conversion = ReversedConversion.Of(column);
        if (conversion.Refusal is { } refusal)
            problems.Add(new PlanProblem("return_conversion", forth.Target.Name, $"{forth.Target.Name}.{from.Name} → {forth.Source.Name}.{to.Name}: {refusal}, so there would be no way back.", IsBlocking: true));
        if (column.Unmapped == UnmappedId.Null && column.Change is ColumnChange.UserId or ColumnChange.UserIds)
            problems.Add(new PlanProblem("return_ids", forth.Target.Name, $"{forth.Source.Name}.{to.Name}: ids without a mapping were left behind; a row that changes after the switch loses them in the legacy database, too.", IsBlocking: false));
        return new MappedColumn(from, conversion.Read($"t.{from.QuotedName}"), to, conversion, column.Change) { Unmapped = column.Unmapped, Paths = column.Paths };
    }

    /// <summary>A key of the legacy table, and one of the target's that it can be told from.</summary>
    public static TableMapping WithKeys(TableMapping table)
    {
        var pairs =
            from to in Candidates(table.Target)
            let indexes = to.Select(name => IndexOf(table.Columns, name)).ToImmutableArray()
            where !indexes.Contains(-1)
            from key in Candidates(table.Source)
            select table with { Key = [.. key.Select(name => table.Source.Find(name)!)], TargetKey = indexes };
        return pairs.FirstOrDefault(Syncing.KeyLookup.CanFollow) ?? table;
    }

    private static IEnumerable<ImmutableArray<string>> Candidates(CatalogTable table) =>
        table.Keys.Where(key => key.IsPrimary || key.Columns.All(column => table.Find(column) is { IsNotNull: true })).Select(key => key.Columns);

    public static int IndexOf(ImmutableArray<MappedColumn> columns, string target) => columns.ToList().FindIndex(column => column.Target.Name == target);

    private static void Judge(TableMapping table, List<PlanProblem> problems)
    {
        var name = $"{table.Source.Name} → {table.Target.Name}";
        if (table.TargetKey.IsEmpty)
            problems.Add(new PlanProblem("return_key", table.Source.Name, $"{name}: neither side has a key that the other's rows can be told by, so there would be no way back for them.", IsBlocking: true));
        foreach (var column in table.Target.Columns.Where(column => column.IsDemanded && table.Columns.All(mapped => mapped.Target != column)))
            problems.Add(new PlanProblem("return_column", table.Source.Name, $"{name}: {column.Name} needs a value that the target does not have, so rows made after the switch could not go back: give the legacy column a default.", IsBlocking: true));
        foreach (var column in table.Columns.Where(column => column is { Source.IsNotNull: false, Target.IsNotNull: true }))
            problems.Add(new PlanProblem("return_null", table.Source.Name, $"{name}: {column.Target.Name} may be null in the target and not in the legacy database; rows without a value will not go back.", IsBlocking: false));
    }
}
