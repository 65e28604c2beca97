using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Catalog;

namespace Clerk2WorkOS.Migration.Data.Mapping;

/// <summary>Finds out from both catalogs and the mapping file what becomes of each table and column.</summary>
internal sealed class MappingBuilder
{
    // What users run moves itself, and what belongs to the tools that made the tables.
    private static readonly string[] NotData =
    [
        "users", "user", "organizations", "organization", "userorgmemberships", "userorgmembership", "drizzlemigrations", "efmigrationshistory", "prismamigrations",
        "schemamigrations", "flywayschemahistory", "knexmigrations", "knexmigrationslock",
    ];

    private readonly DatabaseCatalog _legacy;
    private readonly DatabaseCatalog _target;
    private readonly DataMapping _mapping;
    private readonly List<PlanProblem> _problems = [];

    private MappingBuilder(DatabaseCatalog legacy, DatabaseCatalog target, DataMapping mapping) => (_legacy, _target, _mapping) = (legacy, target, mapping);

    public static DataMap Build(DatabaseCatalog legacy, DatabaseCatalog target, DataMapping mapping)
    {
        var builder = new MappingBuilder(legacy, target, mapping);
        builder.CheckNames();
        var tables = builder.Tables().ToImmutableArray();
        var owners = new OwnerFinder(legacy, tables, mapping);
        tables = [.. tables.Select(table => builder.WithOrganization(table, owners))];
        var ordered = TableOrder.Of(tables, builder._problems);
        return new DataMap(ordered, [.. builder._problems.OrderByDescending(problem => problem.IsBlocking)]);
    }

    /// <summary>A name in the mapping file that there is no table or column of would be ignored in silence.</summary>
    private void CheckNames()
    {
        foreach (var name in _mapping.IgnoreTables.Where(name => _legacy.Find(name) is null))
            Block("mapping_file", name, $"The mapping file ignores the table {name}, which the legacy schema {_legacy.Schema} does not have.");
        foreach (var (name, table) in _mapping.Tables)
        {
            if (_legacy.Find(name) is not { } source)
            {
                Block("mapping_file", name, $"The mapping file speaks of the table {name}, which the legacy schema {_legacy.Schema} does not have.");
                continue;
            }

            IEnumerable<string?> columns = [table.Owner, table.Organization, .. table.Columns.Keys, .. table.IgnoreColumns, .. table.UnmappedIds.Keys, .. table.Rewrite.Select(path => path.Split('.')[0])];
            foreach (var column in columns.OfType<string>().Where(column => source.Find(column) is null).Distinct())
                Block("mapping_file", name, $"The mapping file speaks of {name}.{column}, which the legacy table does not have.");
        }
    }

    private IEnumerable<TableMapping> Tables()
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var source in _legacy.Tables.Where(IsData))
        {
            if (Counterpart(source) is not { } target)
                continue;
            if (!taken.TryAdd(target.Name, source.Name))
                Block("two_tables_one_target", source.Name, $"{source.Name} and {taken[target.Name]} would both go to {target.Name}: name the target of one in the mapping file.");
            yield return Table(source, target);
        }
    }

    private bool IsData(CatalogTable table) =>
        !_mapping.IgnoreTables.Contains(table.Name) && (_mapping.Tables.ContainsKey(table.Name) || !NotData.Contains(ClerkNames.Key(table.Name)));

    private CatalogTable? Counterpart(CatalogTable source)
    {
        var wanted = _mapping.Tables.GetValueOrDefault(source.Name)?.Target;
        var candidates = wanted is null ? ClerkNames.TargetTables(source.Name) : [wanted];
        var target = candidates.Select(_target.Find).FirstOrDefault(table => table is not null)
            ?? candidates.Select(name => _target.Tables.FirstOrDefault(table => ClerkNames.Key(table.Name) == ClerkNames.Key(name))).FirstOrDefault(table => table is not null);
        if (target is not null)
            return target;
        if (wanted is not null)
            Block("mapping_file", source.Name, $"The mapping file sends {source.Name} to {wanted}, which the target's schema {_target.Schema} does not have.");
        else
            _problems.Add(new PlanProblem("unmapped_table", source.Name, $"{source.Name} has no counterpart in the target and is not moved: name it in the mapping file under 'tables' (target) or 'ignoreTables'.", false));
        return null;
    }

    private TableMapping Table(CatalogTable source, CatalogTable target)
    {
        var settings = _mapping.Tables.GetValueOrDefault(source.Name) ?? new DataTableMapping();
        var organization = OrganizationColumn(source, target, settings);
        var columns = new List<MappedColumn>();
        foreach (var column in source.Columns.Where(column => !settings.IgnoreColumns.Contains(column.Name)))
            columns.AddRange(Counterparts(source, column, target, organization, settings));
        columns.AddRange(Values(source, target, settings));
        foreach (var doubled in columns.GroupBy(column => column.Target.Name).Where(group => group.Count() > 1))
            Block("two_columns_one_target", source.Name, $"{source.Name}: {string.Join(" and ", doubled.Select(column => column.Source?.Name ?? "a value"))} would both go to {doubled.Key}: name the target of one in the mapping file.");
        columns.Sort((one, other) => one.Target.Number.CompareTo(other.Target.Number));
        CheckDemanded(source, target, columns, organization);
        if (columns.Any(column => column.Target == organization))
            organization = null;        // the legacy row has one of the target's own
        return WithKeys(new TableMapping(source, target, [.. columns]) { OrganizationColumn = organization });
    }

    private TableMapping WithKeys(TableMapping mapping)
    {
        var key = mapping.Source.Keys.FirstOrDefault(key => key.IsPrimary || key.Columns.All(column => mapping.Source.Find(column) is { IsNotNull: true }));
        if (key is null)
            _problems.Add(new PlanProblem("no_key", mapping.Source.Name, $"{mapping.Source.Name} has no primary key: it is copied in one piece, and a rejected row is found again by its content and place.", false));
        var columns = mapping.Columns;
        var targetKey = mapping.Target.PrimaryKey is { } primary ? primary.Columns.Select(name => Index(columns, name)).ToImmutableArray() : [];
        return mapping with
        {
            Key = key is null ? [] : [.. key.Columns.Select(column => mapping.Source.Find(column)!)],
            TargetKey = targetKey.Contains(-1) ? [] : targetKey,
        };
    }

    private static int Index(ImmutableArray<MappedColumn> columns, string target)
    {
        for (var index = 0; index < columns.Length; index++)
        {
            if (columns[index].Target.Name == target)
                return index;
        }

        return -1;
    }

    private static CatalogColumn? OrganizationColumn(CatalogTable source, CatalogTable target, DataTableMapping settings)
    {
        if (settings.OrganizationColumn is { } named)
            return target.Find(named);
        var column = target.Columns.FirstOrDefault(column => ClerkNames.Key(column.Name) is "orgid") ?? target.Columns.FirstOrDefault(column => ClerkNames.Key(column.Name) is "organizationid");
        // A legacy column of that name and type holds the target's own ids; a text there is Clerk's.
        return column is null || (source.Find(column.Name) is { } same && same.BaseType == column.BaseType && same.BaseType == "uuid") ? null : column;
    }

    private IEnumerable<MappedColumn> Counterparts(CatalogTable source, CatalogColumn column, CatalogTable target, CatalogColumn? organization, DataTableMapping settings)
    {
        var found = false;
        if (settings.Columns.GetValueOrDefault(column.Name) is { } named)
        {
            if (target.Find(named) is { } explicitly)
                yield return Column(source, column, explicitly, target, settings, isUser: ClerkNames.IsUser(column.Name) && !ClerkNames.IsUser(named));
            else
                Block("mapping_file", source.Name, $"The mapping file sends {source.Name}.{column.Name} to {target.Name}.{named}, which the target does not have.");
            yield break;
        }

        if (ClerkNames.IsUser(column.Name) && Named(target, ClerkNames.Workos(column.Name)) is { } workos)
        {
            found = true;
            yield return Column(source, column, workos, target, settings, isUser: true);
        }

        if ((target.Find(column.Name) ?? Named(target, column.Name)) is { } same && same != organization)
        {
            found = true;
            if (!same.IsGenerated)
                yield return Column(source, column, same, target, settings, isUser: false);
        }

        if (!found && !IsOrganization(column, organization, settings))
            _problems.Add(new PlanProblem("unmapped_column", source.Name, $"{source.Name}.{column.Name} has no counterpart in {target.Name} and is not moved: name it in the mapping file under 'columns' or 'ignoreColumns'.", false));
    }

    private static bool IsOrganization(CatalogColumn column, CatalogColumn? organization, DataTableMapping settings) =>
        organization is not null && (column.Name == settings.Organization || ClerkNames.IsOrganization(column.Name) || ClerkNames.Key(column.Name) == ClerkNames.Key(organization.Name));

    private static CatalogColumn? Named(CatalogTable table, string name) =>
        table.Find(name) ?? table.Columns.FirstOrDefault(column => ClerkNames.Key(column.Name) == ClerkNames.Key(name));

    private MappedColumn Column(CatalogTable source, CatalogColumn column, CatalogColumn target, CatalogTable targetTable, DataTableMapping settings, bool isUser)
    {
        var conversion = isUser ? ForId(column, target) : ColumnConversion.Between(column, target, settings.TimeZone);
        if (conversion.Refusal is { } refusal)
            Block("conversion", source.Name, $"{source.Name}.{column.Name} → {targetTable.Name}.{target.Name}: {refusal}.");
        if (!conversion.MissingLabels.IsEmpty)
        {
            _problems.Add(new PlanProblem("enum_labels", source.Name, $"{source.Name}.{column.Name}: the target's {target.BaseType} does not have {string.Join(", ", conversion.MissingLabels)}; rows with them will be rejected.", false)
            {
                Examples = [.. conversion.MissingLabels.Take(20)],
            });
        }

        var paths = settings.Rewrite.Where(path => path.Split('.')[0] == column.Name).ToList();
        var change = isUser ? (column.ElementOid != 0 ? ColumnChange.UserIds : ColumnChange.UserId) : paths.Count > 0 ? ColumnChange.Rewrite : ColumnChange.None;
        if (change == ColumnChange.Rewrite && column.BaseType is not ("jsonb" or "json" or "text" or "character varying"))
            Block("mapping_file", source.Name, $"{source.Name}.{column.Name} is {column.BaseType}: ids are replaced in jsonb, json and text only.");
        return new MappedColumn(column, conversion.Read($"t.{column.QuotedName}"), target, conversion, change)
        {
            Unmapped = settings.UnmappedIds.GetValueOrDefault(column.Name),
            Paths = paths.Contains(column.Name) ? [] : [.. paths.Select(path => path[(column.Name.Length + 1)..])],
        };
    }

    /// <summary>An id travels as a text.</summary>
    public static ColumnConversion ForId(CatalogColumn source, CatalogColumn target)
    {
        string[] texts = source.ElementOid != 0 ? ["text[]", "character varying[]"] : ["text", "character varying", "citext"];
        return texts.Contains(target.BaseType)
            ? new(source.BaseType is "text" or "character varying" or "text[]" && source.BaseType == target.BaseType ? null : target.BaseType.Replace("citext", "text", StringComparison.Ordinal), target.BaseType, null)
            : new(null, "text", null) { Refusal = $"a WorkOS id does not become {target.Type}" };
    }

    private IEnumerable<MappedColumn> Values(CatalogTable source, CatalogTable target, DataTableMapping settings)
    {
        foreach (var (name, value) in settings.Values)
        {
            if (target.Find(name) is { } column)
            {
                var text = new CatalogColumn(name, 0, "text", "text");
                var conversion = ColumnConversion.Between(text, column, null);
                yield return new MappedColumn(null, $"{Sql.SqlName.Literal(value)}::text", column, conversion.Refusal is null ? conversion : new ColumnConversion("text", "text", column.BaseType), ColumnChange.None);
            }
            else
            {
                Block("mapping_file", source.Name, $"The mapping file gives {target.Name}.{name} a value, which the target does not have.");
            }
        }
    }

    private void CheckDemanded(CatalogTable source, CatalogTable target, List<MappedColumn> columns, CatalogColumn? organization)
    {
        foreach (var column in target.Columns.Where(column => column.IsDemanded && column != organization && !columns.Exists(mapped => mapped.Target == column)))
            Block("demanded_column", source.Name, $"{target.Name}.{column.Name} needs a value, and {source.Name} has none for it: give one in the mapping file under 'columns' or 'values', or give the column a default.");
        foreach (var column in columns.Where(column => column.Source is { IsNotNull: false } && column.Target.IsNotNull))
            _problems.Add(new PlanProblem("null_refused", source.Name, $"{source.Name}.{column.Source!.Name} may be null, {target.Name}.{column.Target.Name} may not: rows without a value will be rejected.", false));
    }

    private TableMapping WithOrganization(TableMapping table, OwnerFinder owners)
    {
        if (table.OrganizationColumn is not { } column)
            return table;
        var (sources, question) = owners.Find(table.Source);
        if (question is not null && (sources.IsEmpty || owners.IsNamedWrongly(table.Source)))
            Block("owner_unclear", table.Source.Name, question);
        else if (sources.IsEmpty && column.IsDemanded)
            Block("owner_unclear", table.Source.Name, $"{table.Target.Name}.{column.Name} needs a value, and {table.Source.Name} has neither a column clerk_user_id nor a foreign key to a table that has one: name the 'owner' in the mapping file.");
        else if (sources.IsEmpty)
            _problems.Add(new PlanProblem("no_organization", table.Source.Name, $"{table.Target.Name}.{column.Name} stays empty: {table.Source.Name} has neither a column clerk_user_id nor a foreign key to a table that has one.", false));
        // What has a default and no owner takes the default.
        return table with { Organizations = sources, OrganizationColumn = sources.IsEmpty ? null : column };
    }

    private void Block(string code, string table, string sentence) => _problems.Add(new PlanProblem(code, table, sentence, IsBlocking: true));
}
