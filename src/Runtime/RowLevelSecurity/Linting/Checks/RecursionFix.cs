using Clerk2WorkOS.RowLevelSecurity.Linting.Expressions;
using Clerk2WorkOS.RowLevelSecurity.Linting.Model;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Checks;

/// <summary>Moves the query by which a policy reads its own table into a function, where that can be done from what is known.</summary>
internal static class RecursionFix
{
    public static string Of(Relation table, Policy policy, PolicyExpression expression)
    {
        if (expression.IsBalanced && expression.Text == policy.Using && policy.WithCheck is null && expression.QueriesOfOwnTable.Take(2).ToList() is [{ Outer: null, IsCorrelated: false } query]
            && Selected(table, expression, query) is { } type)
        {
            var function = $"{SqlName.Quote(table.Name.Schema, $"{table.Name.Name}_{policy.Name}")}";
            var start = expression.Tokens[query.Form == QueryForm.Array ? query.Open - 1 : query.Open].Start;
            var call = query.Form == QueryForm.Array ? $"((SELECT {function}())::{type}[])" : $"ANY ((SELECT {function}())::{type}[])";
            if (query.Form == QueryForm.In)
                (start, call) = (expression.Tokens[query.Open - 1].Start, $"= {call}");
            else if (query.Form == QueryForm.Any)
                start = expression.Tokens[query.Open - 1].Start;
            var mended = expression.Text[..start] + call + expression.Text[expression.Tokens[query.Close].End..];
            return $"""
                CREATE FUNCTION {function}() RETURNS {type}[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {SqlName.Quote(table.Name.Schema)}, pg_temp
                    AS $query$ SELECT ARRAY({expression.Slice(query.Open + 1, query.Close - 1)}) $query$;
                ALTER POLICY {policy.Reference} USING ({mended});
                """;
        }

        return $"-- Put the query on {table.Name.Quoted} into a SECURITY DEFINER function that returns the keys, and compare with them:\n-- ALTER POLICY {policy.Reference} USING (column = ANY ((SELECT function())::type[]));";
    }

    /// <summary>The type of the one column that the query selects; null where that is not known.</summary>
    private static string? Selected(Relation table, PolicyExpression expression, Query query)
    {
        if (query.Form is not (QueryForm.In or QueryForm.Any or QueryForm.Array) || (query.Form == QueryForm.In && expression.Tokens[query.Open - 2].IsWord("not")) || (query.Form == QueryForm.Any && expression.Tokens[query.Open - 1].IsWord("all")))
            return null;
        var column = expression.Columns.Find(column => column.Query == query && column.Start == query.Open + 2);
        if (column is null || !expression.Tokens[column.End + 1].IsWord("from"))
            return null;
        return column.Table == table.Name && table.Columns.GetValueOrDefault(column.Name) is { Length: > 0 } type && !type.StartsWith("serial", StringComparison.Ordinal) && !type.StartsWith("bigserial", StringComparison.Ordinal) ? type : null;
    }
}
