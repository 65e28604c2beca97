using System.Collections.Immutable;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Target;

/// <summary>The tables of users, organizations and memberships in the target, and what is wrong with them.</summary>
internal sealed record TargetTables(
    GuestTablesOptions Names, CatalogTable Users, CatalogTable Organizations, CatalogTable Memberships, CarriedColumns Carried, ImmutableArray<string> Problems)
{
    private const string KeysSql = """
        SELECT ARRAY(SELECT pg_get_indexdef(i.indexrelid, k, true) FROM generate_series(1, i.indnkeyatts) k)
        FROM pg_index i WHERE i.indrelid = to_regclass($1) AND i.indisunique AND i.indimmediate AND i.indisvalid AND i.indpred IS NULL
        """;

    private const string RightsSql = """
        SELECT row_security_active(to_regclass($1)), current_user::text,
            has_table_privilege(to_regclass($1), 'SELECT') AND has_table_privilege(to_regclass($1), 'INSERT') AND has_table_privilege(to_regclass($1), 'UPDATE')
        """;

    /// <summary>Reads the catalog; what is wrong is said in <see cref="Problems"/>.</summary>
    /// <exception cref="MigrationException">One of the tables, or one of their columns, is not there.</exception>
    public static async Task<TargetTables> ReadAsync(NpgsqlConnection connection, GuestTablesOptions names, LegacyUsers? legacy, CancellationToken cancellationToken)
    {
        var catalog = await DatabaseCatalog.ReadAsync(connection, names.Schema ?? "public", cancellationToken).ConfigureAwait(false);
        var tables = new TargetTables(
            names, TableOf(catalog, names.Users), TableOf(catalog, names.Organizations), TableOf(catalog, names.Memberships), CarriedColumns.None, []);
        tables.DemandColumns();
        if (legacy is not null)
            tables = tables with { Carried = CarriedColumns.Of(legacy.Table, tables.Users, tables.OwnColumns(legacy)) };
        return tables with { Problems = [.. await tables.ProblemsAsync(connection, cancellationToken).ConfigureAwait(false)] };
    }

    /// <summary>Ends a run before anything is written.</summary>
    /// <exception cref="MigrationException">Something is wrong.</exception>
    public void DemandSound()
    {
        if (!Problems.IsEmpty)
            throw new MigrationException(string.Join(' ', Problems));
    }

    private static CatalogTable TableOf(DatabaseCatalog catalog, string name) =>
        catalog.Find(name) ?? throw new MigrationException($"The target has no table {SqlName.Quote(catalog.Schema, name)}: create the tables of the new application first.");

    private HashSet<string> OwnColumns(LegacyUsers legacy)
    {
        var own = new HashSet<string>(StringComparer.Ordinal) { Names.UsersWorkosUserId, Names.UsersEmail };
        if (Names.UsersFirstName is { } first)
            own.Add(first);
        if (Names.UsersLastName is { } last)
            own.Add(last);
        if (Users.Find(legacy.ClerkIdColumn) is null)
            own.Add(legacy.ClerkIdColumn);          // it lives on in the map
        return own;
    }

    private void DemandColumns()
    {
        Demand(Users, Names.UsersWorkosUserId, Names.UsersEmail, Names.UsersFirstName, Names.UsersLastName);
        Demand(Organizations, Names.OrganizationsId, Names.OrganizationsWorkosOrgId, Names.OrganizationsSlug, Names.OrganizationsName, Names.OrganizationsType);
        Demand(Memberships, Names.MembershipsWorkosUserId, Names.MembershipsOrgId, Names.MembershipsRole, Names.MembershipsStatus);
        if (Organizations.Find(Names.OrganizationsId)!.BaseType != "uuid")
            throw new MigrationException($"The column {SqlName.Quote(Names.OrganizationsId)} of {Organizations.QuotedName} is of type {Organizations.Find(Names.OrganizationsId)!.Type}; the id of an organization is a uuid.");
    }

    private static void Demand(CatalogTable table, params string?[] columns)
    {
        if (columns.FirstOrDefault(column => column is not null && table.Find(column) is null) is { } missing)
            throw new MigrationException($"The target's table {table.QuotedName} has no column {SqlName.Quote(missing)}.");
    }

    private async Task<List<string>> ProblemsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        Add(Unique(Users, Names.UsersWorkosUserId));
        Add(Unique(Organizations, Names.OrganizationsWorkosOrgId));
        Add(Unique(Memberships, Names.MembershipsWorkosUserId, Names.MembershipsOrgId));
        Add(await UniqueIgnoringCaseAsync(connection, cancellationToken).ConfigureAwait(false));
        Add(Open(Users, [Names.UsersWorkosUserId, Names.UsersEmail, Names.UsersFirstName, Names.UsersLastName, .. Carried.Columns.Select(column => column.Name)]));
        Add(Open(Organizations, [Names.OrganizationsId, Names.OrganizationsWorkosOrgId, Names.OrganizationsSlug, Names.OrganizationsName, Names.OrganizationsType]));
        Add(Open(Memberships, [Names.MembershipsWorkosUserId, Names.MembershipsOrgId, Names.MembershipsRole, Names.MembershipsStatus]));
        foreach (var table in new[] { Users, Organizations, Memberships })
            Add(await RightsAsync(connection, table, cancellationToken).ConfigureAwait(false));
        return problems;

        void Add(string? problem)
        {
            if (problem is not null)
                problems.Add(problem);
        }
    }

    private static string? Unique(CatalogTable table, params string[] columns) => table.IsUnique(columns)
        ? null
        : NoKey(table, string.Join(", ", columns.Select(SqlName.Quote)), string.Join('_', columns));

    private async Task<string?> UniqueIgnoringCaseAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var email = Users.Find(Names.UsersEmail)!;
        string[] forms = [$"lower({email.Name})", $"lower({email.QuotedName})", $"lower({email.Name}::text)", $"lower(({email.Name})::text)", $"lower({email.QuotedName}::text)", $"lower(({email.QuotedName})::text)"];
        await using var command = new NpgsqlCommand(KeysSql, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = Users.QuotedName } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (rows.GetFieldValue<string[]>(0) is [var only] && (forms.Contains(only) || (email.BaseType == "citext" && (only == email.Name || only == email.QuotedName))))
                return null;
        }

        return NoKey(Users, $"lower({email.QuotedName})", $"{email.Name}_lower");
    }

    private static string NoKey(CatalogTable table, string columns, string name) =>
        $"The target's table {table.QuotedName} has no unique key on ({columns}), without which nothing is exact: CREATE UNIQUE INDEX CONCURRENTLY {SqlName.Quote($"{name}_key")} ON {table.QuotedName} ({columns});";

    private static string? Open(CatalogTable table, string?[] filled) =>
        table.Columns.FirstOrDefault(column => column.IsDemanded && !filled.Contains(column.Name) && TargetRow.OwnValue(table, column) is null) is { } open
            ? $"The column {open.QuotedName} of the target's table {table.QuotedName} is NOT NULL and has no default, and nothing is there to fill it: give it a default."
            : null;

    private static async Task<string?> RightsAsync(NpgsqlConnection connection, CatalogTable table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(RightsSql, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = table.QuotedName } } };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
        var role = SqlName.Quote(rows.GetString(1));
        return rows.GetBoolean(0) ? $"Row-level security applies to {role} on the target's table {table.QuotedName}: connect as a role with BYPASSRLS."
            : !rows.GetBoolean(2) ? $"The role {role} may not read and write the target's table {table.QuotedName}: GRANT SELECT, INSERT, UPDATE ON {table.QuotedName} TO {role};"
            : null;
    }
}
