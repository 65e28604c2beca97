using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Contracting;

/// <summary>What in the database names an old column, and does not simply go with it.</summary>
internal static class OldColumnObjects
{
    // Indexes and checks of the column alone go with it, as its default does; views and generated columns would stop the drop, a policy or a check of several columns would be lost.
    private const string DependentsSql = """
        SELECT DISTINCT coalesce(v.relname, p.polname, g.tgname, ga.attname, k.conname, f.proname, ''),
            CASE WHEN v.oid IS NOT NULL THEN 'the view ' || v.relname WHEN p.oid IS NOT NULL THEN 'the policy ' || p.polname WHEN g.oid IS NOT NULL THEN 'the trigger ' || g.tgname
                WHEN ga.attname IS NOT NULL THEN 'the generated column ' || ga.attname WHEN k.oid IS NOT NULL THEN 'the constraint ' || k.conname WHEN f.oid IS NOT NULL THEN 'the function ' || f.proname
                ELSE pg_describe_object(d.classid, d.objid, d.objsubid) END
        FROM pg_depend d
        JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
        LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid LEFT JOIN pg_class v ON v.oid = r.ev_class
        LEFT JOIN pg_policy p ON d.classid = 'pg_policy'::regclass AND p.oid = d.objid
        LEFT JOIN pg_trigger g ON d.classid = 'pg_trigger'::regclass AND g.oid = d.objid
        LEFT JOIN pg_attrdef e ON d.classid = 'pg_attrdef'::regclass AND e.oid = d.objid LEFT JOIN pg_attribute ga ON ga.attrelid = e.adrelid AND ga.attnum = e.adnum
        LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
        LEFT JOIN pg_proc f ON d.classid = 'pg_proc'::regclass AND f.oid = d.objid
        WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::regclass AND a.attname = $2
            AND d.classid NOT IN ('pg_class'::regclass, 'pg_statistic_ext'::regclass)
            AND NOT (e.oid IS NOT NULL AND e.adrelid = d.refobjid AND e.adnum = d.refobjsubid)
            AND NOT (k.oid IS NOT NULL AND (k.contype IN ('u', 'x') OR (k.contype = 'f' AND k.conname = ANY ($3)) OR (k.contype = 'c' AND cardinality(k.conkey) = 1)))
            AND NOT (g.oid IS NOT NULL AND g.tgisinternal)
        ORDER BY 2
        """;

    private const string FunctionsSql = """
        SELECT p.proname, p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'clerk2workos') AND l.lanname NOT IN ('c', 'internal') AND p.prosqlbody IS NULL ORDER BY p.proname
        """;

    public static async Task<List<string>> FindAsync(NpgsqlConnection connection, InPlacePlan plan, IReadOnlySet<string> accepted, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        var old = plan.Tables.SelectMany(table => table.ForeignKeys).Select(key => key.Old).OfType<string>().ToArray();
        foreach (var table in plan.Tables)
        {
            foreach (var column in OldColumns.Of(table))
            {
                var objects = await connection.ListAsync(DependentsSql, row => (Name: row.GetString(0), Description: row.GetString(1)), cancellationToken, table.QuotedName, column, old).ConfigureAwait(false);
                found.AddRange(objects.Where(one => one.Name != KeepingScript.Trigger && !accepted.Contains(one.Name)).Select(one => $"{Capital(one.Description)} names {table.Name}.{column}."));
            }
        }

        var columns = plan.Tables.SelectMany(OldColumns.Of).Distinct(StringComparer.Ordinal).ToList();
        var functions = await connection.ListAsync(FunctionsSql, row => (Name: row.GetString(0), Source: row.GetString(1)), cancellationToken).ConfigureAwait(false);
        foreach (var function in functions.Where(function => !accepted.Contains(function.Name)))
        {
            if (columns.Find(column => RenamedSql.Names(function.Source, column)) is { } named)
                found.Add($"The function {function.Name} names {named}.");
        }

        return found;
    }

    private static string Capital(string sentence) => $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}";
}
