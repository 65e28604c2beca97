using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Catalog;

/// <summary>Reads the state of a database from its catalog, in a handful of queries for all objects at once.</summary>
internal static class CatalogReader
{
    private const string OwnSchemas = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    private const string RelationsSql = $"""
        SELECT c.oid, n.nspname, c.relname, c.relkind::text, r.rolname, c.relrowsecurity, c.relforcerowsecurity, pn.nspname, p.relname,
            EXISTS (SELECT FROM unnest(c.reloptions) o WHERE lower(o) ~ '^security_invoker=(true|on|1|yes|t)$'),
            EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles r ON r.oid = c.relowner
        LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition LEFT JOIN pg_class p ON p.oid = i.inhparent LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
        WHERE {OwnSchemas} AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        """;

    private const string ColumnsSql = $"""
        SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {OwnSchemas} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
        """;

    // A partial index over the rows that have a value serves an equation as well as a whole one.
    private const string IndexesSql = $"""
        SELECT i.indrelid, x.relname, a.attname
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE {OwnSchemas} AND i.indisvalid AND m.amname IN ('btree', 'hash') AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = '(' || quote_ident(a.attname) || ' IS NOT NULL)')
        """;

    private const string PoliciesSql = $"""
        SELECT p.polrelid, p.polname, p.polcmd::text, p.polpermissive, ARRAY(SELECT coalesce(r.rolname, 'public') FROM unnest(p.polroles) u(oid) LEFT JOIN pg_roles r ON r.oid = u.oid ORDER BY 1),
            pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
        FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE {OwnSchemas} ORDER BY p.polrelid, p.polname
        """;

    private const string PrivilegesSql = $"""
        SELECT DISTINCT c.oid, coalesce(r.rolname, 'public'), g.privilege_type
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL (
            SELECT * FROM aclexplode(c.relacl)
            UNION ALL SELECT g.* FROM pg_attribute a CROSS JOIN LATERAL aclexplode(a.attacl) g WHERE a.attrelid = c.oid AND NOT a.attisdropped) g
        LEFT JOIN pg_roles r ON r.oid = g.grantee
        WHERE {OwnSchemas} AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        """;

    private const string ViewsSql = $"""
        SELECT DISTINCT r.ev_class, rn.nspname, rc.relname
        FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
        JOIN pg_class rc ON rc.oid = d.refobjid JOIN pg_namespace rn ON rn.oid = rc.relnamespace
        WHERE {OwnSchemas} AND c.relkind IN ('v', 'm')
        """;

    private const string FunctionsSql = $"""
        SELECT n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.prosecdef,
            (SELECT substr(o, 13) FROM unnest(p.proconfig) o WHERE o LIKE 'search\_path=%'),
            EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE {OwnSchemas} AND p.prokind IN ('f', 'p')
        """;

    private const string RolesSql = "SELECT rolname, rolsuper, rolbypassrls, rolinherit FROM pg_roles";

    private const string MembershipsSql = "SELECT m.rolname, g.rolname, {0} FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid";
    private const int InheritPerGrant = 160_000;

    /// <summary>Reads it; all expressions with the schemas of everything in them that is not PostgreSQL's own.</summary>
    /// <param name="connection">In a transaction, so that all of it is of one moment.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<DatabaseState> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var state = new DatabaseState { ServerVersion = await connection.ScalarAsync<int>("SELECT current_setting('server_version_num')::int", cancellationToken).ConfigureAwait(false) };
        var searchPath = await connection.ScalarAsync<string>("SELECT current_setting('search_path')", cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync("SET TRANSACTION READ ONLY; SET LOCAL search_path = ''", cancellationToken).ConfigureAwait(false);
        var relations = await RelationsAsync(connection, state, cancellationToken).ConfigureAwait(false);
        await DetailsAsync(connection, relations, cancellationToken).ConfigureAwait(false);
        foreach (var function in await connection.ListAsync(FunctionsSql, FunctionOf, cancellationToken).ConfigureAwait(false))
            state.Add(function);
        await RolesAsync(connection, state, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync("SELECT set_config('search_path', $1, true)", cancellationToken, searchPath!).ConfigureAwait(false);
        return state;
    }

    private static async Task<Dictionary<uint, Relation>> RelationsAsync(NpgsqlConnection connection, DatabaseState state, CancellationToken cancellationToken)
    {
        var rows = await connection.ListAsync(
            RelationsSql,
            row => (Oid: row.GetFieldValue<uint>(0), Relation: new Relation(new(row.GetString(1), row.GetString(2)))
            {
                IsKnown = true,
                Kind = row.GetString(3) switch { "v" => RelationKind.View, "m" => RelationKind.MaterializedView, "f" => RelationKind.ForeignTable, _ => RelationKind.Table },
                Owner = row.GetString(4),
                HasRowSecurity = row.GetBoolean(5),
                IsForced = row.GetBoolean(6),
                PartitionOf = row.Text(8) is { } parent ? new(row.GetString(7), parent) : null,
                IsInvoker = row.GetBoolean(9),
                IsOfExtension = row.GetBoolean(10),
            }),
            cancellationToken).ConfigureAwait(false);
        foreach (var (_, relation) in rows)
            state.Relations[relation.Name] = relation;
        return rows.ToDictionary(row => row.Oid, row => row.Relation);
    }

    private static async Task DetailsAsync(NpgsqlConnection connection, Dictionary<uint, Relation> relations, CancellationToken cancellationToken)
    {
        await EachAsync(ColumnsSql, (relation, row) => relation.Columns[row.GetString(1)] = row.GetString(2)).ConfigureAwait(false);
        await EachAsync(IndexesSql, (relation, row) => relation.Indexes[row.GetString(1)] = row.GetString(2)).ConfigureAwait(false);
        await EachAsync(PoliciesSql, (relation, row) => relation.Policies.Add(PolicyOf(relation, row))).ConfigureAwait(false);
        await EachAsync(PrivilegesSql, (relation, row) => relation.Privileges.Add(new(row.GetString(1), row.GetString(2)))).ConfigureAwait(false);
        await EachAsync(ViewsSql, (relation, row) => relation.Reads.Add(new(row.GetString(1), row.GetString(2)))).ConfigureAwait(false);

        Task EachAsync(string sql, Action<Relation, NpgsqlDataReader> read) => connection.ListAsync(
            sql,
            row =>
            {
                if (relations.TryGetValue(row.GetFieldValue<uint>(0), out var relation))
                    read(relation, row);
                return 0;
            },
            cancellationToken);
    }

    private static async Task RolesAsync(NpgsqlConnection connection, DatabaseState state, CancellationToken cancellationToken)
    {
        foreach (var (name, isSuperuser, bypasses, inherits) in await connection.ListAsync(RolesSql, row => (row.GetString(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3)), cancellationToken).ConfigureAwait(false))
            state.Roles[name] = new Role(name) { IsSuperuser = isSuperuser, BypassesRowSecurity = bypasses, Inherits = inherits };
        // From PostgreSQL 16 on each membership says by itself whether it is inherited.
        var memberships = MembershipsSql.Replace("{0}", state.ServerVersion >= InheritPerGrant ? "a.inherit_option" : "m.rolinherit", StringComparison.Ordinal);
        foreach (var (member, group, inherits) in await connection.ListAsync(memberships, row => (row.GetString(0), row.GetString(1), row.GetBoolean(2)), cancellationToken).ConfigureAwait(false))
            state.Role(member).MemberOf[group] = inherits;
    }

    private static Function FunctionOf(NpgsqlDataReader row) => new(new(row.GetString(0), row.GetString(1)), row.GetString(2))
    {
        Kind = row.GetString(3),
        IsDefiner = row.GetBoolean(4),
        SearchPath = row.Text(5),
        IsOfExtension = row.GetBoolean(6),
    };

    private static Policy PolicyOf(Relation relation, NpgsqlDataReader row) => new(relation.Name, row.GetString(1))
    {
        Command = row.GetString(2) switch { "r" => PolicyCommand.Select, "a" => PolicyCommand.Insert, "w" => PolicyCommand.Update, "d" => PolicyCommand.Delete, _ => PolicyCommand.All },
        IsRestrictive = !row.GetBoolean(3),
        Roles = row.GetFieldValue<string[]>(4),
        Using = row.Text(5),
        WithCheck = row.Text(6),
    };
}
