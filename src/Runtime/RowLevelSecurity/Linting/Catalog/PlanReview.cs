using System.Text.Json;
using Clerk2WorkOS.RowLevelSecurity.Linting.Checks;
using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Catalog;

/// <summary>
/// Asks PostgreSQL itself: plans (EXPLAIN, which runs nothing) of each command on each table with policies, as the roles of requests. It is the net below the
/// checks of the expressions: a function, an operator or a view may hide what they do not see.
/// </summary>
internal static class PlanReview
{
    private const string RecursionInPolicy = "42P17";
    private const string InsufficientPrivilege = "42501";

    // A command is planned only as far as the role may give it.
    private const string CommandsSql = """
        SELECT r.rolname, c.relname,
            has_any_column_privilege(r.oid, c.oid, 'SELECT'), has_table_privilege(r.oid, c.oid, 'DELETE'),
            (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity <> 'a'
                AND has_column_privilege(r.oid, c.oid, a.attnum, 'SELECT') AND has_column_privilege(r.oid, c.oid, a.attnum, 'UPDATE') ORDER BY a.attnum LIMIT 1),
            pg_has_role(r.oid, 'MEMBER')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN pg_roles r
        WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AND has_schema_privilege(r.oid, n.oid, 'USAGE')
            AND r.rolname IN ('authenticated', 'anonymous') AND NOT r.rolsuper AND NOT r.rolbypassrls
        ORDER BY c.relname, r.rolname
        """;

    private static readonly string[] SeenInExpressions = [PolicySpeed.SubPlanPerRow, PolicySpeed.IndexLost, PolicySpeed.FunctionPerRow];

    public static async Task RunAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Review review, CancellationToken cancellationToken)
    {
        var rows = await connection.ListAsync(
            CommandsSql, row => (Role: row.GetString(0), Table: row.GetString(1), Commands: Commands(new(review.Options.Schema, row.GetString(1)), row), MayBecome: row.GetBoolean(5)), cancellationToken, review.Options.Schema).ConfigureAwait(false);
        foreach (var role in rows.Where(row => !row.MayBecome).Select(row => row.Role).Distinct())
            review.Note($"Plans were not looked at as '{role}': the connection's role may not become it.");
        foreach (var (role, name, commands, _) in rows.Where(row => row.MayBecome))
        {
            if (!review.State.Relations.TryGetValue(new(review.Options.Schema, name), out var table))
                continue;
            foreach (var (command, sql) in commands)
                await ExplainAsync(connection, transaction, review, table, role, command, sql, cancellationToken).ConfigureAwait(false);
        }
    }

    private static List<(string Command, string Sql)> Commands(ObjectName table, NpgsqlDataReader row)
    {
        var commands = new List<(string, string)>();
        if (row.GetBoolean(2))
            commands.Add(("SELECT", $"SELECT count(*) FROM {table.Quoted}"));
        if (row.Text(4) is { } column)
            commands.Add(("UPDATE", $"UPDATE {table.Quoted} SET {SqlName.Quote(column)} = {SqlName.Quote(column)}"));
        if (row.GetBoolean(3))
            commands.Add(("DELETE", $"DELETE FROM {table.Quoted}"));
        return commands;
    }

    private static async Task ExplainAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Review review, Relation table, string role, string command, string sql, CancellationToken cancellationToken)
    {
        const string Before = "before_plan";
        await transaction.SaveAsync(Before, cancellationToken).ConfigureAwait(false);
        try
        {
            await connection.ExecuteAsync($"SET LOCAL ROLE {SqlName.Quote(role)}", cancellationToken).ConfigureAwait(false);
            if (await connection.ScalarAsync<string>($"EXPLAIN (FORMAT JSON, COSTS OFF) {sql}", cancellationToken).ConfigureAwait(false) is { } plan)
                Judge(review, table, role, command, plan);
        }
        catch (PostgresException refused) when (refused.SqlState == RecursionInPolicy)
        {
            if (!review.IsReported(table, "policy-recursion"))
                review.Report(
                    "policy-recursion", LintSeverity.Error, table.Name.ToString(), $"PostgreSQL refuses {command} as {role}: {refused.MessageText}; policies of several tables read one another.",
                    $"-- Put the query of one of the policies on {table.Name.Quoted} into a SECURITY DEFINER function with a fixed search_path.");
        }
        catch (PostgresException refused)
        {
            review.Note($"{command} on {table.Name} as {role} cannot be planned ({refused.SqlState}){(refused.SqlState == InsufficientPrivilege ? ": a policy needs a privilege that the role lacks" : "")}: {refused.MessageText}.");
        }

        await transaction.RollbackAsync(Before, cancellationToken).ConfigureAwait(false);
    }

    private static void Judge(Review review, Relation table, string role, string command, string plan)
    {
        var id = Problem(plan);
        if (id is null || review.IsReported(table, SeenInExpressions))
            return;
        review.Report(
            id, LintSeverity.Error, table.Name.ToString(),
            id == PolicySpeed.SubPlanPerRow ? $"The plan of {command} as {role} runs a query again for every row." : $"The plan of {command} as {role} looks every row up in the result of a query, past any index.",
            $"-- EXPLAIN {command.ToLowerInvariant()} as {role} shows it; the policies: {string.Join(", ", table.Policies.Select(policy => policy.Name))}.");
    }

    /// <summary>
    /// What is wrong with a plan in JSON: a sub-plan that runs for every row, else one whose result is hashed; null for nothing. What is below an InitPlan runs
    /// once, and belongs to another table.
    /// </summary>
    internal static string? Problem(string plan)
    {
        using var document = JsonDocument.Parse(plan, new JsonDocumentOptions { MaxDepth = 1024 });
        string? problem = null;
        var open = new Stack<JsonElement>([document.RootElement[0].GetProperty("Plan")]);
        while (open.TryPop(out var node))
        {
            if (!node.TryGetProperty("Plans", out var children))
                continue;
            foreach (var child in children.EnumerateArray())
            {
                var relationship = child.GetProperty("Parent Relationship").GetString();
                if (relationship == "InitPlan")
                    continue;
                if (relationship == "SubPlan" && !IsHashed(node, child.GetProperty("Subplan Name").GetString()!))
                    return PolicySpeed.SubPlanPerRow;
                if (relationship == "SubPlan")
                    problem = PolicySpeed.IndexLost;
                open.Push(child);
            }
        }

        return problem;
    }

    private static bool IsHashed(JsonElement node, string name) => node.EnumerateObject().Any(
        property => property.Value.ValueKind == JsonValueKind.String && property.Value.GetString()!.Contains($"hashed {name}", StringComparison.Ordinal));
}
