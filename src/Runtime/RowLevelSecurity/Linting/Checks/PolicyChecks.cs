using Clerk2WorkOS.RowLevelSecurity.Linting.Expressions;
using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Checks;

/// <summary>What policies let through.</summary>
internal static class PolicyChecks
{
    public static void Run(Review review)
    {
        foreach (var table in review.Reviewed)
        {
            var missing = new HashSet<(ObjectName, string)>();
            foreach (var policy in table.Policies)
            {
                Roles(review, policy);
                WithCheck(review, table, policy);
                var expressions = new[] { policy.Using, policy.WithCheck }.OfType<string>().Select(text => new PolicyExpression(text, table, review.State)).ToList();
                AlwaysTrue(review, table, policy);
                foreach (var expression in expressions)
                {
                    OwnTable(review, table, policy, expression);
                    missing.UnionWith(expression.ComparedColumns());
                }

                if (!review.IsReported("policy-recursion", policy.Place))       // else its plan is that of another policy
                    PolicySpeed.Check(review, table, policy);
            }

            Indexes(review, table, missing);
            Selecting(review, table);
        }
    }

    private static void Roles(Review review, Policy policy)
    {
        if (policy.Roles.Contains(DatabaseState.Public))
            review.Report(
                "policy-for-everyone", LintSeverity.Warning, policy.Place, "It names no role and so holds for everybody, anonymous visitors and roles still to come included.",
                $"ALTER POLICY {policy.Reference} TO {RlsRoles.Authenticated};");
    }

    private static void WithCheck(Review review, Relation table, Policy policy)
    {
        if (policy.WithCheck is not null || policy.Command is PolicyCommand.Select or PolicyCommand.Delete || policy.IsRestrictive)
            return;
        if (policy.Using is { } visible)
            review.Report(
                "missing-with-check", LintSeverity.Warning, policy.Place, "It has no WITH CHECK. PostgreSQL takes USING in its place, which says what may be changed, not what may come out of it: say it, so that loosening the one does not loosen the other.",
                $"ALTER POLICY {policy.Reference} WITH CHECK ({Better(review, table, visible)});");
        else
            review.Report(
                "missing-with-check", LintSeverity.Error, policy.Place, "It has no WITH CHECK, and nothing in its place: as the only one for its command it refuses every row.",
                $"ALTER POLICY {policy.Reference} WITH CHECK ({Proposal.OwnRowsToWrite(table) ?? "false"});");
    }

    /// <summary>An expression for another clause, without what is wrong with it in its own: the findings of one policy are mended in any order.</summary>
    private static string Better(Review review, Relation table, string text)
    {
        var expression = new PolicyExpression(text, table, review.State);
        return expression.IsAlwaysTrue ? Proposal.OwnRowsToWrite(table) ?? "false" : expression.IsSlow ? MendedExpression.Of(expression, table, review.State) ?? text : text;
    }

    private static void AlwaysTrue(Review review, Relation table, Policy policy)
    {
        var clauses = new List<string>();
        if (policy.Using is { } visible && new PolicyExpression(visible, table, review.State).IsAlwaysTrue)
            clauses.Add("USING (true)");
        if (policy.WithCheck is { } written && new PolicyExpression(written, table, review.State).IsAlwaysTrue)
            clauses.Add("WITH CHECK (true)");
        var isPublic = policy.Command == PolicyCommand.Select && review.Options.PublicTables.Contains(table.Name.Name);
        if (clauses.Count == 0 || policy.IsRestrictive || isPublic)
            return;
        review.Report(
            "always-true", policy.Roles.Any(review.Exposed.Contains) ? LintSeverity.Error : LintSeverity.Warning, policy.Place,
            $"{string.Join(" and ", clauses)} lets {Review.Names(policy.Roles)} at every row{(policy.Command == PolicyCommand.Select ? "; if it is meant for everybody, name the table with --public-table" : "")}.",
            $"ALTER POLICY {policy.Reference} {Proposal.Clauses(table, policy)};");
    }

    private static void OwnTable(Review review, Relation table, Policy policy, PolicyExpression expression)
    {
        if (!expression.QueriesOfOwnTable.Any() || review.IsReported("policy-recursion", policy.Place))
            return;
        review.Report(
            "policy-recursion", LintSeverity.Error, policy.Place, "It reads its own table, whose policy it is: PostgreSQL refuses every statement (infinite recursion). A SECURITY DEFINER function with a fixed search_path, of an owner that bypasses row-level security, breaks the circle.",
            RecursionFix.Of(table, policy, expression));
    }

    private static void Indexes(Review review, Relation table, HashSet<(ObjectName Table, string Column)> compared)
    {
        foreach (var (name, column) in compared)
        {
            if (!review.State.Relations.TryGetValue(name, out var read) || !read.IsKnown)
            {
                if (read?.IsIndexed(column) != true)
                    review.Note($"Indexes of {name} are not judged: its columns are not in these files.");
                continue;
            }

            var place = $"{name}.{column}";
            if (read.Kind != RelationKind.Table || !read.Columns.ContainsKey(column) || read.IsIndexed(column) || review.IsReported("missing-index", place))
                continue;
            // On a partitioned table no index is created concurrently.
            review.Report(
                "missing-index", LintSeverity.Warning, place, $"A policy on {table.Name} compares it and no index begins with it: every statement reads the whole table.",
                $"CREATE INDEX {(review.IsPartitioned(read) ? "" : "CONCURRENTLY ")}ON {name.Quoted} ({SqlName.Quote(column)});");
        }
    }

    /// <summary>Who writes and does not read: RETURNING fails, and an UPDATE finds no row.</summary>
    private static void Selecting(Review review, Relation table)
    {
        var policies = table.Policies.Where(policy => !policy.IsRestrictive).ToList();
        foreach (var role in policies.Where(policy => !policy.Covers(PolicyCommand.Select)).SelectMany(policy => policy.Roles).Distinct(StringComparer.Ordinal))
        {
            if (policies.Exists(policy => policy.Covers(PolicyCommand.Select) && (policy.Roles.Contains(role) || policy.Roles.Contains(DatabaseState.Public))))
                continue;
            var writing = policies.First(policy => !policy.Covers(PolicyCommand.Select) && policy.Roles.Contains(role));
            review.Report(
                "no-select-policy", LintSeverity.Info, table.Name.ToString(), $"{Review.Names([role])} may write and has no policy for SELECT: INSERT … RETURNING fails, UPDATE and DELETE with a condition touch no row.",
                $"CREATE POLICY {SqlName.Quote($"{table.Name.Name}_{role}_select")} ON {table.Name.Quoted} FOR SELECT TO {Review.Quoted(role)} USING ({Better(review, table, writing.Using ?? writing.WithCheck ?? "false")});");
        }
    }
}
