using System.Text;
using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Expressions;

/// <summary>
/// Rewrites an expression so that it means the same and is evaluated once for a statement: calls are wrapped in <c>(select …)</c>, a comparison leaves its
/// <c>(select …)</c>, <c>in (select …)</c> and a correlated <c>exists</c> become <c>= any (array(select …))</c>.
/// </summary>
internal static class MendedExpression
{
    /// <summary>Clauses of a query that is more than a selection of rows.</summary>
    private static readonly string[] ManyRows = ["group", "union", "except", "intersect", "limit", "offset", "having", "order"];

    /// <summary>The better expression; null where it takes a person.</summary>
    public static string? Of(PolicyExpression expression, Relation table, DatabaseState state)
    {
        if (!expression.IsBalanced)
            return null;
        var edits = new List<Edit>();
        foreach (var query in expression.QueriesPerRow)
        {
            if (query is { Form: QueryForm.Value, From.Count: 0 } && !expression.Queries.Exists(inner => inner.Outer == query && inner.IsCorrelated))
                Unpack(expression, query, edits);
            else if (query.Form != QueryForm.Exists || !FromExists(expression, query, edits))
                return null;
        }

        foreach (var query in expression.QueriesPastIndex)
        {
            if (!ToArray(expression, query, edits))
                return null;
        }

        foreach (var call in expression.UnwrappedCalls)
            Wrap(expression, call, edits);
        foreach (var call in expression.CallsPerRow.Where(call => IsMembership(expression, call, state)))
        {
            var start = expression.Tokens[call.Start].Start;
            edits.Add(new(start, expression.Tokens[call.Close].End - start, $"{expression.Slice(call.Open + 1, call.Close - 1)} = any ((select clerk2workos.member_org_ids())::uuid[])"));
        }

        var mended = Apply(expression.Text, edits);
        return new PolicyExpression(mended, table, state).IsSlow ? null : mended;
    }

    /// <summary>Whether it asks for membership in the organization of a row, for which the migration has a function that is asked once.</summary>
    private static bool IsMembership(PolicyExpression expression, Call call, DatabaseState state) =>
        call.Name.Contains("is_member", StringComparison.Ordinal) && state.Functions.ContainsKey(new("clerk2workos", "member_org_ids"))
        && expression.Columns.Exists(column => column is { Name: "org_id", IsOfPolicy: true } && column.Start == call.Open + 1 && column.End == call.Close - 1);

    private static void Wrap(PolicyExpression expression, Call call, List<Edit> edits)
    {
        edits.Add(new(expression.Tokens[call.Start].Start, 0, "(select "));
        edits.Add(new(expression.Tokens[call.Close].End, 0, ")"));
    }

    /// <summary><c>(select auth.user_id() = owner)</c> → <c>((select auth.user_id()) = owner)</c>.</summary>
    private static void Unpack(PolicyExpression expression, Query query, List<Edit> edits)
    {
        var select = expression.Tokens[query.Open + 1];
        edits.Add(new(select.Start, select.End - select.Start, ""));
        var alias = query.Close - 2;
        if (alias > query.Open && expression.Tokens[alias].IsWord("as"))
            edits.Add(new(expression.Tokens[alias].Start, expression.Tokens[query.Close - 1].End - expression.Tokens[alias].Start, ""));
        foreach (var call in expression.Calls.Where(call => call.Query == query && call.IsOfSession))
            Wrap(expression, call, edits);
    }

    /// <summary><c>org_id in (select …)</c> → <c>org_id = any (array(select …))</c>; a row of several columns has no array.</summary>
    private static bool ToArray(PolicyExpression expression, Query query, List<Edit> edits)
    {
        var word = expression.Tokens[query.Open - 1];
        if (word.IsWord("all") || expression.EndingAt(query.Open - 2 - (IsNot(expression, query.Open - 2) || query.Form == QueryForm.Any ? 1 : 0)) is null)
            return false;
        if (query.Form == QueryForm.Any)
            edits.Add(new(expression.Tokens[query.Open].Start, 0, "(array"));
        else if (IsNot(expression, query.Open - 2))
        {
            var not = expression.Tokens[query.Open - 2];
            edits.Add(new(not.Start, word.End - not.Start, "<> all (array"));
        }
        else
            edits.Add(new(word.Start, word.End - word.Start, "= any (array"));
        edits.Add(new(expression.Tokens[query.Close].End, 0, ")"));
        return true;
    }

    private static bool IsNot(PolicyExpression expression, int token) => token >= 0 && expression.Tokens[token].IsWord("not");

    /// <summary>
    /// <c>exists (select 1 from m where m.org_id = t.org_id and …)</c> → <c>t.org_id = any (array(select m.org_id from m where …))</c>, where one equation alone
    /// ties the query to the row.
    /// </summary>
    private static bool FromExists(PolicyExpression expression, Query query, List<Edit> edits)
    {
        if (IsNot(expression, query.Open - 2) || Within(expression, query, "from") is not { } from || Within(expression, query, "where") is not { } where
            || ManyRows.Any(word => Within(expression, query, word) is not null))
            return false;
        var conditions = Conditions(expression, where + 1, query.Close - 1);
        var tying = conditions.Where(condition => expression.Columns.Exists(column => column.IsOfPolicy && column.Start >= condition.First && column.End <= condition.Last)).ToList();
        if (tying is not [var tie] || expression.Columns.Exists(column => column.IsOfPolicy && column.Start > query.Open && column.Start < where))
            return false;
        var columns = expression.Columns.Where(column => column.Start >= tie.First && column.End <= tie.Last).ToList();
        var equation = Enumerable.Range(tie.First, tie.Last - tie.First + 1).Where(token => expression.Tokens[token].Kind == SqlTokenKind.Operator).ToList();
        if (columns is not [var one, var other] || equation is not [var equals] || expression.Tokens[equals].Value != "=" || one.IsOfPolicy == other.IsOfPolicy || equals < one.End || equals > other.Start
            || one.Query != query || other.Query != query)
            return false;

        var (outer, inner) = one.IsOfPolicy ? (one, other) : (other, one);
        var rest = conditions.Where(condition => condition != tie).Select(condition => expression.Slice(condition.First, condition.Last)).ToList();
        var mended = $"{expression.Slice(outer.Start, outer.End)} = any (array(select {expression.Slice(inner.Start, inner.End)} {expression.Slice(from, where - 1)}{(rest.Count > 0 ? $" where {string.Join(" and ", rest)}" : "")}))";
        var start = expression.Tokens[query.Open - 1].Start;
        edits.Add(new(start, expression.Tokens[query.Close].End - start, mended));
        return true;
    }

    /// <summary>The word outside all parentheses of a query but its own.</summary>
    private static int? Within(PolicyExpression expression, Query query, string word)
    {
        for (var i = query.Open + 1; i < query.Close; i++)
        {
            if (expression.Tokens[i].IsWord(word))
                return i;
            if (expression.Tokens[i].IsSymbol("("))
                i = expression.CloseOf(i);
        }

        return null;
    }

    /// <summary>What AND connects, without the parentheses around it; a single one that begins with OR stays whole.</summary>
    private static List<(int First, int Last)> Conditions(PolicyExpression expression, int first, int last)
    {
        while (first < last && expression.Tokens[first].IsSymbol("(") && expression.CloseOf(first) == last)
            (first, last) = (first + 1, last - 1);
        var conditions = new List<(int, int)>();
        var start = first;
        for (var i = first; i <= last; i++)
        {
            if (expression.Tokens[i].IsWord("or") || expression.Tokens[i].IsWord("between"))
                return [(first, last)];
            if (expression.Tokens[i].IsWord("and"))
            {
                conditions.Add((start, i - 1));
                start = i + 1;
            }
            else if (expression.Tokens[i].IsSymbol("("))
                i = expression.CloseOf(i);
        }

        conditions.Add((start, last));
        return conditions;
    }

    private static string Apply(string text, List<Edit> edits)
    {
        var mended = new StringBuilder();
        var copied = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Start).ThenBy(edit => edit.Length > 0))
        {
            if (edit.Start < copied)
                continue;                                       // within what was replaced as a whole
            mended.Append(text, copied, edit.Start - copied).Append(edit.Replacement);
            copied = edit.Start + edit.Length;
        }

        return mended.Append(text, copied, text.Length - copied).ToString();
    }

    private readonly record struct Edit(int Start, int Length, string Replacement);
}
