using System.Collections.Immutable;
using System.Globalization;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Migration.Data.Mapping;

/// <summary>Where a row's organization comes from: its own at Clerk, its owner's, or the one of the row that it belongs to.</summary>
internal sealed class OwnerFinder(DatabaseCatalog legacy, ImmutableArray<TableMapping> tables, DataMapping mapping)
{
    // In the plan's tables that have no clerk_user_id, the expert is whose row it is.
    private static readonly string[] PlansTables =
    [
        "events", "event", "schedules", "schedule", "scheduleavailabilities", "scheduleavailability", "meetings", "meeting", "profiles", "profile", "records", "record",
        "slotreservations", "slotreservation", "blockeddates", "paymenttransfers", "paymenttransfer", "auditlogs", "auditlog",
    ];

    private static readonly string[] ExpertColumns = ["expertclerkuserid", "expertclerkid"];

    /// <summary>The places to look at, the first that has a value decides; and what is to be asked where it is not clear.</summary>
    public (ImmutableArray<OrganizationSource> Sources, string? Question) Find(CatalogTable table) => Find(table, "t", [], [], [table.Name]);

    /// <summary>Whether the mapping file names a parent that does not lead to an owner.</summary>
    public bool IsNamedWrongly(CatalogTable table) => mapping.Tables.GetValueOrDefault(table.Name)?.Parent is not null;

    private (ImmutableArray<OrganizationSource> Sources, string? Question) Find(
        CatalogTable table, string alias, ImmutableArray<string> joins, ImmutableArray<CatalogTable> through, ImmutableArray<string> path)
    {
        var settings = mapping.Tables.GetValueOrDefault(table.Name);
        var sources = ImmutableArray.CreateBuilder<OrganizationSource>();
        if (OrganizationColumn(table, settings) is { } organization)
            sources.Add(new OrganizationSource($"{alias}.{organization.QuotedName}::text", IsUser: false, joins) { Column = organization.Name, Through = through });
        var owner = OwnerColumn(table, settings);
        if (owner is not null)
            sources.Add(new OrganizationSource($"{alias}.{owner.QuotedName}::text", IsUser: true, joins) { Column = owner.Name, Through = through });
        if (owner is { IsNotNull: true })
            return (sources.ToImmutable(), null);

        var parents = Parents(table, settings).Where(key => !path.Contains(key.Parent.Name)).Select(key => (key.Key, Found: Beyond(key.Key, key.Parent, alias, joins, through, path)))
            .Where(parent => !parent.Found.Sources.IsEmpty || parent.Found.Question is not null).ToList();
        if (parents.Count == 1)
            return ([.. sources, .. parents[0].Found.Sources], parents[0].Found.Question);
        if (settings?.Parent is { } wanted)
            return (sources.ToImmutable(), $"The mapping file names {wanted} as the way to the owner of {table.Name}, and it leads to none.");
        return (sources.ToImmutable(), parents.Count == 0
            ? null
            : $"{table.Name} may belong to several rows ({string.Join(", ", parents.Select(parent => $"{string.Join('+', parent.Key.Columns)} → {parent.Key.ParentTable}"))}): name 'owner' or 'parent' in the mapping file.");
    }

    private (ImmutableArray<OrganizationSource> Sources, string? Question) Beyond(
        CatalogForeignKey key, CatalogTable parent, string alias, ImmutableArray<string> joins, ImmutableArray<CatalogTable> through, ImmutableArray<string> path)
    {
        var next = string.Create(CultureInfo.InvariantCulture, $"p{path.Length}");
        var condition = string.Join(" AND ", key.Columns.Select((column, index) => $"{next}.{SqlName.Quote(key.ParentColumns[index])} = {alias}.{SqlName.Quote(column)}"));
        return Find(parent, next, [.. joins, $" LEFT JOIN {parent.QuotedName} {next} ON {condition}"], [.. through, parent], [.. path, parent.Name]);
    }

    private static CatalogColumn? OrganizationColumn(CatalogTable table, DataTableMapping? settings)
    {
        if (settings?.Organization is { } named)
            return table.Find(named);
        return table.Columns.FirstOrDefault(column => ClerkNames.IsOrganization(column.Name))
            ?? table.Columns.FirstOrDefault(column => ClerkNames.Key(column.Name) is "orgid" or "organizationid" && column.BaseType is "text" or "character varying" && !IsReference(table, column));
    }

    // A text that refers to a table of one's own is no id of Clerk's.
    private static bool IsReference(CatalogTable table, CatalogColumn column) => table.ForeignKeys.Any(key => key.Columns.Contains(column.Name));

    private static CatalogColumn? OwnerColumn(CatalogTable table, DataTableMapping? settings)
    {
        if (settings?.Owner is { } named)
            return table.Find(named);
        if (settings?.Parent is not null)
            return null;
        return table.Columns.FirstOrDefault(column => ClerkNames.IsPlainUser(column.Name))
            ?? (PlansTables.Contains(ClerkNames.Key(table.Name)) ? table.Columns.FirstOrDefault(column => ExpertColumns.Contains(ClerkNames.Key(column.Name))) : null);
    }

    /// <summary>The foreign keys of the legacy table and of its counterpart that lead to another table; one over an id of Clerk's leads to a person.</summary>
    private IEnumerable<(CatalogForeignKey Key, CatalogTable Parent)> Parents(CatalogTable table, DataTableMapping? settings)
    {
        var keys = table.ForeignKeys.Concat(FromTarget(table)).DistinctBy(key => string.Join('|', key.Columns));
        foreach (var key in keys.Where(key => key.Columns.All(column => !ClerkNames.IsUser(column))))
        {
            if (settings?.Parent is { } wanted && key.Name != wanted && !(key.Columns.Length == 1 && key.Columns[0] == wanted))
                continue;
            if (legacy.Find(key.ParentTable) is { } parent && parent.Schema == key.ParentSchema)
                yield return (key, parent);
        }
    }

    private IEnumerable<CatalogForeignKey> FromTarget(CatalogTable source)
    {
        if (tables.FirstOrDefault(table => table.Source == source) is not { } child)
            yield break;
        foreach (var key in child.Target.ForeignKeys)
        {
            if (tables.FirstOrDefault(table => table.Target.Name == key.ParentTable && table.Target.Schema == key.ParentSchema) is not { } parent)
                continue;
            var (columns, parentColumns) = (Back(child, key.Columns), Back(parent, key.ParentColumns));
            if (columns is not null && parentColumns is not null)
                yield return new CatalogForeignKey(key.Name, parent.Source.Schema, parent.Source.Name, [.. columns], [.. parentColumns]);
        }
    }

    private static List<string>? Back(TableMapping table, ImmutableArray<string> columns)
    {
        var names = columns.Select(column => table.Columns.FirstOrDefault(mapped => mapped.Target.Name == column)?.Source?.Name).ToList();
        return names.Contains(null) ? null : [.. names.OfType<string>()];
    }
}
