using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Migration.Data.Mapping;

namespace Clerk2WorkOS.Migration.Data.Reversing;

/// <summary>
/// The table of people on the way back: who was born in WorkOS gets a row in the legacy database as well, since others refer to it there. People are known by their ids of Clerk and
/// WorkOS, never by the numbers of their rows, which each database gives out by itself; a row that is there keeps its own.
/// </summary>
internal static class ReversedUsers
{
    private static readonly string[] Names = ["users", "user"];
    private static readonly string[] WholeNames = ["name", "fullname", "displayname"];

    /// <summary>Null where one of the databases has no such table, or it is moved as any other.</summary>
    public static TableMapping? Find(DatabaseCatalog legacy, DatabaseCatalog target, DataMap forth)
    {
        var (from, to) = (TableOf(target), TableOf(legacy));
        if (from is null || to is null || forth.Tables.Any(table => table.Target == from || table.Source == to))
            return null;
        var (workos, clerk) = (from.Columns.FirstOrDefault(column => ClerkNames.Key(column.Name) == "workosuserid"), to.Columns.FirstOrDefault(column => ClerkNames.IsPlainUser(column.Name)));
        if (workos is null || clerk is null)
            return null;
        var columns = to.Columns.Where(column => !column.IsGenerated).Select(column => column == clerk ? Id(workos, clerk) : Column(from, column)).OfType<MappedColumn>().ToImmutableArray();
        var table = ReverseMapping.WithKeys(new TableMapping(from, to, columns));
        if (from.IsUnique(workos.Name) && to.IsUnique(clerk.Name))
            table = table with { Key = [workos], TargetKey = [ReverseMapping.IndexOf(columns, clerk.Name)] };
        return table with { OnlyWhenNew = [.. Enumerable.Range(0, columns.Length).Where(index => !table.TargetKey.Contains(index) && IsOnlyWhenNew(to, columns[index]))] };
    }

    /// <summary>Whether it is the table of people, and names them as usual.</summary>
    public static bool IsOf(TableMapping table) => Names.Contains(ClerkNames.Key(table.Source.Name)) && table.Source.Find("workos_user_id") is not null;

    private static CatalogTable? TableOf(DatabaseCatalog catalog) => Names.Select(name => catalog.Tables.FirstOrDefault(table => ClerkNames.Key(table.Name) == name)).FirstOrDefault(table => table is not null);

    // A number that is a row's own, and a name that was put together.
    private static bool IsOnlyWhenNew(CatalogTable to, MappedColumn column) => column.Source is null || to.PrimaryKey?.Columns.Contains(column.Target.Name) == true;

    private static MappedColumn Id(CatalogColumn workos, CatalogColumn clerk)
    {
        var conversion = MappingBuilder.ForId(workos, clerk);
        return new MappedColumn(workos, conversion.Read($"t.{workos.QuotedName}"), clerk, conversion, ColumnChange.UserId);
    }

    private static MappedColumn? Column(CatalogTable from, CatalogColumn to)
    {
        if (from.Find(to.Name) is { } same && ColumnConversion.Between(same, to, timeZone: null) is { Refusal: null } conversion)
            return to.Sequence is null ? new MappedColumn(same, conversion.Read($"t.{same.QuotedName}"), to, conversion, ColumnChange.None) : null;
        var text = new CatalogColumn(to.Name, 0, "text", "text");
        if (!WholeNames.Contains(ClerkNames.Key(to.Name)) || ColumnConversion.Between(text, to, timeZone: null) is not { Refusal: null } asText || Named(from, "firstname") is not { } first)
            return null;
        var parts = Named(from, "lastname") is { } last ? $"t.{first.QuotedName}, t.{last.QuotedName}" : $"t.{first.QuotedName}";
        var otherwise = Named(from, "email") is { } email ? $"split_part(t.{email.QuotedName}::text, '@', 1)" : "''";
        return new MappedColumn(null, $"coalesce(nullif(btrim(concat_ws(' ', {parts})), ''), {otherwise})::text", to, asText, ColumnChange.None);
    }

    private static CatalogColumn? Named(CatalogTable table, string name) => table.Columns.FirstOrDefault(column => ClerkNames.Key(column.Name) == name);
}
