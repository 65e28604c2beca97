using Clerk2WorkOS.RowLevelSecurity.Linting.Expressions;
using Clerk2WorkOS.RowLevelSecurity.Linting.Model;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Checks;

/// <summary>Whether a policy's expression is evaluated once for a statement, as a WHERE of one's own would be, or for every row.</summary>
internal static class PolicySpeed
{
    public const string Unwrapped = "unwrapped-call";
    public const string FunctionPerRow = "function-per-row";
    public const string SubPlanPerRow = "sub-plan-per-row";
    public const string IndexLost = "index-lost";

    public static void Check(Review review, Relation table, Policy policy)
    {
        var reasons = new SortedDictionary<string, (LintSeverity Severity, string Reason)>(StringComparer.Ordinal);
        foreach (var text in new[] { policy.Using, policy.WithCheck }.OfType<string>())
            Judge(new PolicyExpression(text, table, review.State), reasons);
        if (reasons.Count == 0)
            return;
        var fix = Fix(review, table, policy);
        foreach (var (id, (severity, reason)) in reasons)
            review.Report(id, severity, policy.Place, reason, fix);
    }

    private static void Judge(PolicyExpression expression, SortedDictionary<string, (LintSeverity, string)> reasons)
    {
        if (expression.UnwrappedCalls.FirstOrDefault() is { } call)
            reasons[Unwrapped] = (LintSeverity.Warning, $"{call} is evaluated for every row; within (select …) it is evaluated once for a statement.");
        if (expression.CallsPerRow.FirstOrDefault() is { } called)
            reasons[FunctionPerRow] = (LintSeverity.Error, $"{called} is called with the row's columns, for every row, and no index helps: compare the column with what a function returns once.");
        if (expression.QueriesPerRow.Any())
            reasons[SubPlanPerRow] = (LintSeverity.Error, "A query in it uses the row's columns and so runs again for every row; no index on the table helps.");
        if (expression.QueriesPastIndex.Any())
            reasons[IndexLost] = (LintSeverity.Warning, "IN (select …) is looked up for every row, past any index; = ANY (ARRAY(select …)) is evaluated once, and the index finds the rows.");
    }

    /// <summary>One statement for all that is wrong with the policy; only advice where its meaning takes a person.</summary>
    private static string Fix(Review review, Relation table, Policy policy)
    {
        var clauses = "";
        foreach (var (keyword, text) in new[] { ("USING", policy.Using), ("WITH CHECK", policy.WithCheck) })
        {
            if (text is null)
                continue;
            var expression = new PolicyExpression(text, table, review.State);
            var mended = expression.IsSlow ? MendedExpression.Of(expression, table, review.State) : text;
            if (mended is null)
                return $"-- Which rows they are takes a person; the form that is fast:\n-- ALTER POLICY {policy.Reference} {keyword} (column = ANY (ARRAY(SELECT … WHERE … = (SELECT auth.user_id()))));";
            if (expression.IsSlow)
                clauses += $" {keyword} ({mended})";
        }

        return $"ALTER POLICY {policy.Reference}{clauses};";
    }
}
