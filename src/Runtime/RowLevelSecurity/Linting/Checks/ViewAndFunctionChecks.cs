using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Checks;

/// <summary>Ways around the policies: what runs with someone else's rights.</summary>
internal static class ViewAndFunctionChecks
{
    private const string OwnSchema = "clerk2workos";
    private const int InvokerViews = 150_000;

    public static void Run(Review review)
    {
        foreach (var view in review.Reviewed)
        {
            if (view.Kind == RelationKind.View)
                View(review, view);
            else if (view.Kind == RelationKind.MaterializedView && review.IsExposed(view))
                review.Report(
                    "materialized-view-exposed", LintSeverity.Error, view.Name.ToString(), $"A materialized view has no row-level security, and {review.WhoMay(view)} may read what its owner saw.", review.Revoke(view, "ALL"));
        }

        foreach (var function in review.State.Functions.Where(named => named.Key.Schema == review.Options.Schema || named.Key.Schema == OwnSchema).SelectMany(named => named.Value))
        {
            if (function is { IsDefiner: true, IsOfExtension: false })
                Definer(review, function);
        }
    }

    private static void View(Review review, Relation view)
    {
        if (view.IsInvoker || !review.State.ReadsProtected(view))
            return;
        var isExposed = review.IsExposed(view);
        review.Report(
            "definer-view", isExposed ? LintSeverity.Error : LintSeverity.Warning, view.Name.ToString(),
            $"It reads tables with row-level security by its owner's rights{(isExposed ? $", and {review.WhoMay(view)} may read it" : "; nobody outside may read it yet")}.",
            review.State.ServerVersion < InvokerViews && isExposed ? review.Revoke(view, "ALL") : $"ALTER VIEW {view.Name.Quoted} SET (security_invoker = true);");
    }

    private static void Definer(Review review, Function function)
    {
        var hasCallers = function.SearchPath?.Contains("$user", StringComparison.Ordinal) == true;
        if (function.SearchPath is not null && !hasCallers)
            return;
        review.Report(
            "definer-search-path", LintSeverity.Error, $"{function.Name}({function.Arguments})",
            hasCallers ? "It runs with its owner's rights and looks for names first in a schema of its caller's." : "It runs with its owner's rights and looks for names where its caller says: a table or function of the caller's takes the place of the one that was meant.",
            $"ALTER {function.Kind} {function.Name.Quoted}({function.Arguments}) SET search_path = pg_catalog, {SqlName.Quote(function.Name.Schema)}, pg_temp;");
    }
}
