using System.Collections.Immutable;
using Clerk2WorkOS.Migration.Catalog;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Who may see and change what, for every table of a database: what is described, what the platform's tables are known for, and what columns say.</summary>
public sealed class RlsModel
{
    private readonly List<string> _notes = [];

    private RlsModel(RlsModelOptions options, DatabaseCatalog catalog)
    {
        Options = options;
        Catalog = catalog;
        Memberships = MembershipsIn(catalog);
        if (Memberships is null)
            Note($"There is no table {options.Memberships.Table} with {options.Memberships.UserId} and {options.Memberships.OrgId}: nobody is a member of anything, and what belongs to organizations stays with the service.");
        var described = catalog.Tables.ToDictionary(table => table.Name, Describe);
        foreach (var table in catalog.Tables)
        {
            if (described[table.Name] is null && !options.Tables.ContainsKey(table.Name))
                described[table.Name] = KnownTables.Inherited(table, parent => described.TryGetValue(parent, out var access) && access?.Rules.Any(rule => rule is { Who: Audience.Person, Commands: RowCommands.All }) == true);
        }

        foreach (var name in options.Tables.Keys.Where(name => catalog.Find(name) is null).Order(StringComparer.Ordinal))
            Note($"{name}: there is no such table in schema {options.Schema}; it is skipped.");
        Tables = [.. catalog.Tables.Where(table => described[table.Name] is not null).Select(table => Resolve(table, described[table.Name]!))];
        Uncovered = [.. catalog.Tables.Where(table => described[table.Name] is null).Select(table => table.Name)];
        foreach (var name in Uncovered.Where(name => !options.Tables.ContainsKey(name)))
            Note($"{name}: no column says whose its rows are, and no foreign key leads to a table that does; it is left alone. Describe it, or see that nobody but the service has rights on it.");
    }

    /// <summary>What it was made with.</summary>
    public RlsModelOptions Options { get; }

    /// <summary>What is left out, and why; what somebody should know. Sentences.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Names of the tables that have rules.</summary>
    public IEnumerable<string> TableNames => Tables.Select(table => table.Name);

    internal DatabaseCatalog Catalog { get; }

    internal ImmutableArray<RlsTable> Tables { get; }

    /// <summary>Tables without rules.</summary>
    internal ImmutableArray<string> Uncovered { get; }

    internal RlsMembershipColumns? Memberships { get; }

    /// <summary>Reads the catalog, and finds out whose the rows of each table are.</summary>
    /// <param name="database">As any role that sees the tables.</param>
    /// <param name="options">What the catalog does not tell.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="RlsException">There is no table in that schema, or a description names what is not there.</exception>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public static async Task<RlsModel> ReadAsync(NpgsqlDataSource database, RlsModelOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            return await ReadAsync(connection, options ?? new RlsModelOptions(), cancellationToken).ConfigureAwait(false);
    }

    internal static async Task<RlsModel> ReadAsync(NpgsqlConnection connection, RlsModelOptions options, CancellationToken cancellationToken)
    {
        var catalog = await DatabaseCatalog.ReadAsync(connection, options.Schema, cancellationToken).ConfigureAwait(false);
        return catalog.Tables.IsEmpty ? throw new RlsException($"There is no table in schema '{options.Schema}'.") : new RlsModel(options, catalog);
    }

    private void Note(string sentence)
    {
        if (!_notes.Contains(sentence))
            _notes.Add(sentence);
    }

    private RlsMembershipColumns? MembershipsIn(DatabaseCatalog catalog)
    {
        var names = Options.Memberships;
        return catalog.Find(names.Table) is { } table && table.Find(names.UserId) is { } user && table.Find(names.OrgId) is { } org
            ? new RlsMembershipColumns(table, user, org, table.Find(names.Role), table.Find(names.Status)) : null;
    }

    private TableAccess? Describe(CatalogTable table)
    {
        if (Options.Tables.TryGetValue(table.Name, out var described))
            return described;
        if (table.Name == "__EFMigrationsHistory")
            return null;
        if (KnownTables.Planned(table) is { } planned)
            return planned;
        var discovered = KnownTables.Discovered(table);
        if (discovered is { Rules: [{ Who: Audience.Member }] })
            Note($"{table.Name}: members of the row's organization may read it, and nobody but the service writes; describe it if they are to.");
        return discovered;
    }

    private RlsTable Resolve(CatalogTable table, TableAccess access)
    {
        var organization = access.OrganizationColumn is { } named ? ColumnOf(table, named) : KnownTables.OrganizationColumn(table) is { } found ? table.Find(found) : null;
        if (organization is not null && !IsOrganization(table, organization))
            organization = null;
        var rules = access.Rules.Select(rule => Resolve(table, rule)).OfType<RlsRule>().ToImmutableArray();
        foreach (var rule in rules.Where(rule => rule.WithinOrganization && organization is null))
            throw new RlsException($"{table.Name}: a rule asks for members of the row's organization, and the table has no column that says which that is.");
        var service = table.Columns.Where(column => KnownTables.IsServiceColumn(table.Name, column.Name)).Concat(access.ServiceColumns.Select(name => ColumnOf(table, name))).Distinct()
            .Where(column => !rules.Any(rule => rule.Column == column && rule.Commands.HasFlag(RowCommands.Insert))).ToImmutableArray();
        var keys = rules.Where(rule => rule.Who is not Audience.Parent).Select(rule => rule.Column).OfType<CatalogColumn>();
        return new RlsTable(table, rules)
        {
            Organization = organization,
            ServiceColumns = service,
            Fixed = [.. table.Columns.Where(column => table.PrimaryKey?.Columns.Contains(column.Name) == true || column == organization).Concat(keys).Concat(service).Distinct()],
            IsAppendOnly = access.IsAppendOnly,
        };
    }

    private RlsRule? Resolve(CatalogTable table, AccessRule rule)
    {
        var resolved = new RlsRule(rule.Who, rule.Commands) { WithinOrganization = rule.WithinOrganization, Where = rule.Where };
        if (rule.Commands is RowCommands.None or < RowCommands.None or > RowCommands.All)
            throw new RlsException($"{table.Name}: a rule allows nothing.");
        if (rule.Who == Audience.Everyone)
        {
            return string.IsNullOrWhiteSpace(rule.Where) || rule.Commands != RowCommands.Select
                ? throw new RlsException($"{table.Name}: a rule about everyone needs 'where', and allows 'select' alone.") : resolved;
        }

        if (rule.Column is not { } name || rule.Where is not null)
            throw new RlsException($"{table.Name}: a rule about {Word(rule.Who)} needs 'column', and 'where' is for everyone.");
        resolved = resolved with { Column = ColumnOf(table, name) };
        return rule.Who switch
        {
            Audience.Member or Audience.Owner => IsOrganization(table, resolved.Column) ? resolved : null,
            Audience.Parent => resolved with { Parent = ParentOf(table, resolved.Column) },
            _ => resolved,
        };
    }

    /// <summary>Whether a column holds ids as the memberships have them.</summary>
    private bool IsOrganization(CatalogTable table, CatalogColumn column)
    {
        if (Memberships is null)
            return false;
        if (column.BaseType == Memberships.OrgId.BaseType)
            return true;
        Note($"{table.Name}: {column.Name} is of type {column.Type}, and {Memberships.Table.Name}.{Memberships.OrgId.Name} of type {Memberships.OrgId.Type}; it is not taken for an organization's id.");
        return false;
    }

    private RlsParent ParentOf(CatalogTable table, CatalogColumn column)
    {
        var key = table.ForeignKeys.FirstOrDefault(key => key.Columns is [var only] && only == column.Name && key.ParentSchema == Options.Schema)
            ?? throw new RlsException($"{table.Name}: {column.Name} is no foreign key to one column of a table in schema {Options.Schema}.");
        var parent = Catalog.Find(key.ParentTable);
        var owner = parent is null ? null : Describe(parent)?.Rules.FirstOrDefault(rule => rule is { Who: Audience.Person, Commands: RowCommands.All, WithinOrganization: false });
        return owner is null
            ? throw new RlsException($"{table.Name}: {column.Name} refers to {key.ParentTable}, whose rows belong to no person.")
            : new RlsParent(parent!, ColumnOf(parent!, key.ParentColumns[0]), ColumnOf(parent!, owner.Column!));
    }

    private static CatalogColumn ColumnOf(CatalogTable table, string name) => table.Find(name) ?? throw new RlsException($"{table.Name}: there is no column '{name}'.");

    private static string Word(Audience who) => who switch { Audience.Person => "a person", Audience.Member => "members", Audience.Owner => "owners", Audience.Parent => "the parent", _ => "everyone" };
}

/// <summary>The table of memberships, as it is.</summary>
internal sealed record RlsMembershipColumns(CatalogTable Table, CatalogColumn UserId, CatalogColumn OrgId, CatalogColumn? Role, CatalogColumn? Status);
