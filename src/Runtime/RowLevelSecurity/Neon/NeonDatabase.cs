using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity.Neon;

/// <summary>
/// Whether a database may be put behind the Data API: the roles that tokens name are there, <c>auth.user_id()</c> is Neon's own, and whatever those roles reach is behind row-level
/// security. What the policies allow is not looked at: <see cref="RlsVerification"/> does that.
/// </summary>
public static class NeonDatabase
{
    private static readonly string[] People = [RlsRoles.Authenticated, RlsRoles.Anonymous];

    /// <summary>Looks, and changes nothing.</summary>
    /// <param name="connectionString">Of the database, as any role.</param>
    /// <param name="schemas">The schemas that the Data API exposes.</param>
    /// <param name="endpoints">Ids of the branch's computes, <c>ep-…</c>, one of which the connection has to lead to.</param>
    /// <param name="appRole">The role that the application logs in as; null leaves it alone.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public static async Task<IReadOnlyList<NeonFinding>> CheckAsync(
        string connectionString, IReadOnlyCollection<string> schemas, IReadOnlyCollection<string> endpoints, string? appRole = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        ArgumentNullException.ThrowIfNull(endpoints);
        var address = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var connection = new NpgsqlConnection(address.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            var findings = new List<NeonFinding>(Whereabouts(address.Host ?? "", endpoints));
            var roles = await RolesAsync(connection, findings, cancellationToken).ConfigureAwait(false);
            if (appRole is not null)
                await AppRoleAsync(connection, appRole, findings, cancellationToken).ConfigureAwait(false);
            await AuthAsync(connection, findings, cancellationToken).ConfigureAwait(false);
            await ReachedAsync(connection, [.. schemas], roles, findings, cancellationToken).ConfigureAwait(false);
            await FutureTablesAsync(connection, [.. schemas], roles, findings, cancellationToken).ConfigureAwait(false);
            return findings;
        }
    }

    // A host at Neon is the compute's id, perhaps with -pooler, and the region.
    internal static IEnumerable<NeonFinding> Whereabouts(string host, IReadOnlyCollection<string> endpoints)
    {
        const string About = "branch";
        if (endpoints.Count == 0)
            yield break;
        var name = host.Split('.')[0];
        var id = name.EndsWith("-pooler", StringComparison.Ordinal) ? name[..^"-pooler".Length] : name;
        if (endpoints.Contains(id))
            yield return new(NeonVerdict.Fine, About, "The database that was looked at is on this branch.");
        else if (id.StartsWith("ep-", StringComparison.Ordinal))
            yield return new(NeonVerdict.Problem, About, "The database that was looked at is on another branch or in another project.", "name the database of this branch, or its branch");
        else
            yield return new(NeonVerdict.Note, About, "Its host's name does not tell whether the database that was looked at is on this branch.");
    }

    private static async Task<string[]> RolesAsync(NpgsqlConnection connection, List<NeonFinding> findings, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = ANY ($1)";
        var roles = await connection.ListAsync(Sql, row => (Name: row.GetString(0), Bypasses: row.GetBoolean(1)), cancellationToken, (object)People).ConfigureAwait(false);
        foreach (var missing in People.Except(roles.Select(role => role.Name)))
            findings.Add(new(NeonVerdict.Problem, $"role {missing}", $"The database has no role '{missing}'.", "clerk2workos rls apply"));
        foreach (var (name, _) in roles.Where(role => role.Bypasses))
            findings.Add(new(NeonVerdict.Problem, $"role {name}", $"The role '{name}' bypasses row-level security.", $"ALTER ROLE {SqlName.Quote(name)} NOSUPERUSER NOBYPASSRLS;"));
        if (roles.Count == People.Length && !roles.Exists(role => role.Bypasses))
            findings.Add(new(NeonVerdict.Fine, "roles", $"'{RlsRoles.Authenticated}' and '{RlsRoles.Anonymous}' are there, and bypass nothing."));
        return [.. roles.Select(role => role.Name)];
    }

    /// <summary>A role that the console makes belongs to neon_superuser, which bypasses row-level security. Source: https://neon.com/docs/manage/roles</summary>
    private static async Task AppRoleAsync(NpgsqlConnection connection, string role, List<NeonFinding> findings, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT a.rolname::text, (SELECT min(p.rolname::text) FROM pg_roles p WHERE (p.rolsuper OR p.rolbypassrls) AND pg_has_role(a.oid, p.oid, 'member'))
            FROM pg_roles a WHERE a.rolname = $1
            """;
        const string Mend = "CREATE ROLE … LOGIN NOINHERIT PASSWORD '…'; with SQL, since roles of the console bypass row-level security; then clerk2workos rls apply";
        var about = $"role {role}";
        findings.Add(await connection.ListAsync(Sql, row => row.Text(1), cancellationToken, role).ConfigureAwait(false) switch
        {
            [] => new(NeonVerdict.Problem, about, $"The database has no role '{role}' for the application.", Mend),
            [null] => new(NeonVerdict.Fine, about, "The application's role bypasses nothing."),
            [var bypassing, ..] => new(NeonVerdict.Problem, about, $"The application's role is or can become '{bypassing}', which bypasses row-level security.", Mend),
        });
    }

    /// <summary>Source: https://neon.com/docs/extensions/pg_session_jwt</summary>
    private static async Task AuthAsync(NpgsqlConnection connection, List<NeonFinding> findings, CancellationToken cancellationToken)
    {
        const string About = "auth.user_id()";
        const string MembersSql = """
            SELECT format('auth.%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid)), EXISTS (
                SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
                WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e' AND e.extname = 'pg_session_jwt')
            FROM pg_proc p WHERE p.pronamespace = to_regnamespace('auth') AND p.proname IN ('user_id', 'session') ORDER BY p.proname
            """;
        var isInstalled = await connection.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_session_jwt')", cancellationToken).ConfigureAwait(false);
        var functions = await connection.ListAsync(MembersSql, row => (Name: row.GetString(0), IsNeons: row.GetBoolean(1)), cancellationToken).ConfigureAwait(false);
        var others = functions.Where(function => !function.IsNeons).Select(function => function.Name).ToList();
        if (!isInstalled)
            findings.Add(new(NeonVerdict.Problem, About, "The extension pg_session_jwt, whose auth.user_id() the policies call, is not installed.", "CREATE EXTENSION pg_session_jwt;"));
        if (others.Count > 0)
        {
            findings.Add(new(
                NeonVerdict.Problem, About, $"{string.Join(" and ", others)} {(others.Count == 1 ? "is" : "are")} not Neon's own: the Data API's claims would not be what the policies read.",
                "DROP the functions, with what uses them; CREATE EXTENSION pg_session_jwt; then clerk2workos rls apply"));
        }

        if (isInstalled && others.Count == 0)
        {
            findings.Add(functions.Exists(function => function.Name == "auth.user_id()")
                ? new(NeonVerdict.Fine, About, "It is that of the extension pg_session_jwt.")
                : new(NeonVerdict.Problem, About, "The extension pg_session_jwt is installed, but without auth.user_id(), which the policies call.", "ALTER EXTENSION pg_session_jwt UPDATE;"));
        }
    }

    private static async Task ReachedAsync(NpgsqlConnection connection, string[] schemas, string[] roles, List<NeonFinding> findings, CancellationToken cancellationToken)
    {
        // An owner is held by FORCE alone, and whoever is a member of the owner is the owner.
        const string Sql = """
            SELECT format('%I.%I', n.nspname, c.relname), c.relkind::text, string_agg(r.name, ' and ' ORDER BY r.name)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN unnest($2) r(name)
            WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                AND has_schema_privilege(r.name, n.oid, 'USAGE')
                AND (has_table_privilege(r.name, c.oid, 'SELECT, INSERT, UPDATE, DELETE') OR has_any_column_privilege(r.name, c.oid, 'SELECT, INSERT, UPDATE'))
                AND CASE c.relkind
                    WHEN 'v' THEN NOT coalesce((SELECT option_value::boolean FROM pg_options_to_table(c.reloptions) WHERE option_name = 'security_invoker'), false)
                    WHEN 'r' THEN NOT c.relrowsecurity OR (NOT c.relforcerowsecurity AND pg_has_role(r.name, c.relowner, 'USAGE'))
                    WHEN 'p' THEN NOT c.relrowsecurity OR (NOT c.relforcerowsecurity AND pg_has_role(r.name, c.relowner, 'USAGE'))
                    ELSE true END
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            GROUP BY n.nspname, c.relname, c.relkind ORDER BY n.nspname, c.relname
            """;
        var open = await connection.ListAsync(Sql, row => (Name: row.GetString(0), Kind: row.GetString(1), Roles: row.GetString(2)), cancellationToken, schemas, roles).ConfigureAwait(false);
        foreach (var (name, kind, who) in open)
        {
            findings.Add(kind switch
            {
                "v" => new(NeonVerdict.Problem, name, $"{who} may use this view, which reads with its owner's rights.", $"ALTER VIEW {name} SET (security_invoker = true);"),
                "m" => new(NeonVerdict.Problem, name, $"{who} may read this materialized view, which no policy holds.", $"REVOKE ALL ON {name} FROM public, {who.Replace(" and ", ", ", StringComparison.Ordinal)};"),
                "f" => new(NeonVerdict.Problem, name, $"{who} may use this foreign table, which no policy holds.", $"REVOKE ALL ON {name} FROM public, {who.Replace(" and ", ", ", StringComparison.Ordinal)};"),
                _ => new(
                    NeonVerdict.Problem, name, $"{who} may use this table, and row-level security is not on, or does not hold for {who}.",
                    $"clerk2workos rls apply, or ALTER TABLE {name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"),
            });
        }

        if (open.Count == 0 && roles.Length > 0)
            findings.Add(new(NeonVerdict.Fine, "tables", $"All that those roles may use in {string.Join(", ", schemas)} is behind row-level security."));
    }

    private static async Task FutureTablesAsync(NpgsqlConnection connection, string[] schemas, string[] roles, List<NeonFinding> findings, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT DISTINCT pg_get_userbyid(d.defaclrole)::text, n.nspname::text, coalesce(g.rolname::text, 'public')
            FROM pg_default_acl d CROSS JOIN aclexplode(d.defaclacl) a LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace LEFT JOIN pg_roles g ON g.oid = a.grantee
            WHERE d.defaclobjtype = 'r' AND (d.defaclnamespace = 0 OR n.nspname = ANY ($1)) AND (a.grantee = 0 OR g.rolname = ANY ($2)) ORDER BY 1, 2, 3
            """;
        foreach (var (owner, schema, role) in await connection.ListAsync(Sql, row => (row.GetString(0), row.Text(1), row.GetString(2)), cancellationToken, schemas, roles).ConfigureAwait(false))
        {
            findings.Add(new(
                NeonVerdict.Problem, "default privileges", $"Every table that '{owner}' creates{(schema is null ? "" : $" in {schema}")} is open to {role} before it has a policy, as the console's grant of the public schema does it.",
                $"ALTER DEFAULT PRIVILEGES FOR ROLE {SqlName.Quote(owner)}{(schema is null ? "" : $" IN SCHEMA {SqlName.Quote(schema)}")} REVOKE ALL ON TABLES FROM {(role == "public" ? role : SqlName.Quote(role))};"));
        }
    }
}
