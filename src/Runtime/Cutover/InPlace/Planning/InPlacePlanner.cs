using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Migration.Data.Mapping;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Planning;

/// <summary>Finds the tables with Clerk ids and what they need beside them.</summary>
internal sealed class InPlacePlanner
{
    // Whose rows are people and organizations themselves: nobody else owns them.
    private static readonly string[] Unowned = ["users", "user", "organizations", "organization", "userorgmemberships"];

    private readonly NpgsqlConnection _connection;
    private readonly DatabaseCatalog _catalog;
    private readonly DataMapping _mapping;
    private readonly InPlaceOptions _options;
    private readonly List<string> _obstacles = [];

    private InPlacePlanner(NpgsqlConnection connection, DatabaseCatalog catalog, CutoverOptions options) =>
        (_connection, _catalog, _mapping, _options) = (connection, catalog, options.Data.Mapping, options.InPlace);

    /// <summary>The plan, and what in the tables themselves stands in its way.</summary>
    public static async Task<(InPlacePlan Plan, IReadOnlyList<string> Obstacles)> PlanAsync(NpgsqlConnection connection, CutoverOptions options, CancellationToken cancellationToken)
    {
        var catalog = await DatabaseCatalog.ReadAsync(connection, options.Data.TargetSchema, cancellationToken).ConfigureAwait(false);
        var planner = new InPlacePlanner(connection, catalog, options);
        var plan = await planner.PlanAsync(cancellationToken).ConfigureAwait(false);
        planner._obstacles.AddRange(await TableChecks.ObstaclesAsync(connection, catalog, plan, options.InPlace, cancellationToken).ConfigureAwait(false));
        return (plan, planner._obstacles);
    }

    private async Task<InPlacePlan> PlanAsync(CancellationToken cancellationToken)
    {
        var owners = new OwnerFinder(_catalog, [], _mapping);
        var tables = new List<InPlaceTable>();
        foreach (var table in _catalog.Tables.Where(table => !_mapping.IgnoreTables.Contains(table.Name)))
        {
            var (pairs, organization) = (Pairs(table), Organization(table, owners));
            if (pairs.IsEmpty && organization is null)
                continue;
            var key = table.PrimaryKey ?? table.Keys.FirstOrDefault(candidate => candidate.Columns.All(column => table.Find(column)!.IsNotNull));
            if (key is null)
                _obstacles.Add($"{table.Name} has no primary key and no unique key without nulls: rows cannot be filled piece by piece.");
            if (table.IsPartitioned)
                _obstacles.Add($"{table.Name} is partitioned, and PostgreSQL builds no index on such a table beside running writes: name it under 'ignoreTables' in the mapping file and move it by hand.");
            if (table.PrimaryKey is { } primary && primary.Columns.FirstOrDefault(column => pairs.Any(pair => pair.Clerk == column)) is { } inKey)
                _obstacles.Add($"The primary key of {table.Name} holds {inKey}, which is to be dropped in the end: give the table another primary key first.");
            tables.Add(new InPlaceTable(table.Schema, table.Name, key?.Columns ?? [], pairs) { Organization = organization, KeyTypes = [.. key?.Columns.Select(column => table.Find(column)!.Type) ?? []] });
        }

        var withIndexes = new List<InPlaceTable>();
        foreach (var table in tables)
            withIndexes.Add(table with { Indexes = [.. await MirroredKeys.IndexesAsync(_connection, table, cancellationToken).ConfigureAwait(false)] });
        var complete = new List<InPlaceTable>();
        foreach (var table in withIndexes)
            complete.Add(table with { ForeignKeys = [.. await MirroredKeys.ForeignKeysAsync(_connection, table, withIndexes, HasOrganizations, _obstacles, cancellationToken).ConfigureAwait(false)] });
        return new InPlacePlan(_catalog.Schema, ParentsFirst(complete)) { HasOrganizations = HasOrganizations };
    }

    private bool HasOrganizations => _catalog.Find("organizations") is { } table && table.Find("id")?.BaseType == "uuid" && table.Find("slug") is not null && table.IsUnique("id");

    private ImmutableArray<IdPair> Pairs(CatalogTable table)
    {
        var settings = _mapping.Tables.GetValueOrDefault(table.Name);
        var pairs = ImmutableArray.CreateBuilder<IdPair>();
        foreach (var column in table.Columns.Where(column => settings?.IgnoreColumns.Contains(column.Name) is not true && IsUser(column, settings)))
        {
            if (column.ElementOid != 0)
            {
                _obstacles.Add($"{table.Name}.{column.Name} holds several Clerk ids in one value, which cannot be kept in step: name it under 'ignoreColumns' in the mapping file and move it by hand.");
                continue;
            }

            if (column.BaseType is not ("text" or "character varying") || column.IsGenerated)
                continue;       // a clerk with a number is a person
            if (column.BaseType == "character varying" && column.Modifier is > 0 and < 68)
                _obstacles.Add($"{table.Name}.{column.Name} is a {column.Type}: users born in WorkOS are kept there as 'workos:' and their id, which needs 64 characters.");
            var name = settings?.Columns.GetValueOrDefault(column.Name) ?? WorkosColumns.For(column.Name);
            var found = table.Columns.FirstOrDefault(other => ClerkNames.Key(other.Name) == ClerkNames.Key(name));
            if (found is not null && found.BaseType is not ("text" or "character varying"))
                _obstacles.Add($"{table.Name}.{found.Name} is a {found.Type}: a WorkOS id is a text.");
            if (pairs.FirstOrDefault(pair => ClerkNames.Key(pair.Workos) == ClerkNames.Key(name)) is { } other2)
                _obstacles.Add($"{table.Name}.{other2.Clerk} and {table.Name}.{column.Name} would both become {name}: name another for one of them under 'columns' in the mapping file.");
            pairs.Add(new IdPair(column.Name, found?.Name ?? name, found is null, column.IsNotNull, found?.IsNotNull ?? false));
        }

        return pairs.ToImmutable();
    }

    private static bool IsUser(CatalogColumn column, DataTableMapping? settings) => ClerkNames.IsUser(column.Name) || settings?.Columns.ContainsKey(column.Name) is true;

    private OrganizationFill? Organization(CatalogTable table, OwnerFinder owners)
    {
        if (Unowned.Contains(ClerkNames.Key(table.Name)))
            return null;
        var (sources, question) = owners.Find(table);
        if (question is not null)
            _obstacles.Add(question);
        if (sources.IsEmpty)
            return null;
        var column = _mapping.Tables.GetValueOrDefault(table.Name)?.OrganizationColumn ?? _options.OrganizationColumn;
        var found = table.Columns.FirstOrDefault(other => ClerkNames.Key(other.Name) == ClerkNames.Key(column));
        if (found is not null && found.BaseType != "uuid")
            _obstacles.Add($"{table.Name}.{found.Name} is a {found.Type} and cannot take organizations.id: name another column under 'organizationColumn' in the mapping file.");
        var own = sources.FirstOrDefault(source => !source.IsOfParent && !source.IsUser);
        return new OrganizationFill(found?.Name ?? column, found is null, [.. sources.Select(source => new OrganizationPlace(source.Sql, string.Concat(source.Joins), source.IsUser))])
        {
            ClerkColumn = own?.Column,
            IsClerkRequired = own is not null && table.Find(own.Column)!.IsNotNull,
        };
    }

    private ImmutableArray<InPlaceTable> ParentsFirst(List<InPlaceTable> tables)
    {
        var ordered = ImmutableArray.CreateBuilder<InPlaceTable>();
        while (ordered.Count < tables.Count)
        {
            var rest = tables.Where(table => !ordered.Contains(table)).ToList();
            var free = rest.FirstOrDefault(table => _catalog.Find(table.Name)!.ForeignKeys.All(key => key.ParentTable == table.Name || rest.All(other => other.Name != key.ParentTable)));
            ordered.Add(free ?? rest[0]);       // in a circle anyone is as good as another
        }

        return ordered.ToImmutable();
    }
}
