using Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Expressions;

/// <summary>Words that are no names where an expression has them.</summary>
internal static class SqlWords
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "all", "analyse", "and", "any", "array", "as", "asc", "asymmetric", "between", "both", "by", "case", "cast", "collate", "cross", "current_catalog", "current_date",
        "current_role", "current_schema", "current_time", "current_timestamp", "current_user", "default", "desc", "distinct", "else", "end", "escape", "except", "exists", "false",
        "fetch", "filter", "first", "for", "from", "full", "group", "having", "ilike", "in", "inner", "intersect", "interval", "is", "isnull", "join", "last", "lateral", "left", "like",
        "limit", "localtime", "localtimestamp", "natural", "not", "notnull", "null", "nulls", "offset", "on", "only", "or", "order", "outer", "over", "overlaps", "partition",
        "right", "row", "select", "session_user", "similar", "some", "symmetric", "table", "tablesample", "then", "to", "true", "union", "unknown", "unique", "user", "using", "values", "when",
        "where", "window", "with", "zone", "at",
    };

    /// <summary>What follows the name of a type of several words.</summary>
    private static readonly HashSet<string> OfTypes = new(StringComparer.Ordinal) { "varying", "precision", "with", "without", "time", "zone" };

    /// <summary>Words that stand before a parenthesis and call no function.</summary>
    private static readonly HashSet<string> BeforeParenthesis = new(StringComparer.Ordinal) { "coalesce", "nullif", "greatest", "least", "extract", "substring", "trim", "position", "overlay" };

    /// <summary>
    /// Functions of PostgreSQL's own that a policy may well call with a column, where a file does not say whose a function is. In a database the catalog says it.
    /// </summary>
    private static readonly HashSet<string> BuiltIn = new(StringComparer.Ordinal)
    {
        "lower", "upper", "btrim", "ltrim", "rtrim", "length", "char_length", "left", "right", "replace", "split_part", "starts_with", "concat", "concat_ws", "md5", "abs", "mod", "floor",
        "ceil", "round", "date_trunc", "date_part", "now", "age", "to_char", "to_date", "to_timestamp", "make_date", "array_length", "cardinality", "array_position", "array_append", "unnest",
        "jsonb_extract_path", "jsonb_extract_path_text", "jsonb_array_length", "jsonb_typeof", "json_extract_path_text", "to_jsonb", "row_to_json", "count", "sum", "min", "max", "bool_or",
        "bool_and", "array_agg", "string_agg", "isempty", "lower_inc", "upper_inc", "range_merge", "int4range", "int8range", "tstzrange", "daterange", "int4", "int8", "text", "uuid", "varchar",
        "numeric", "char", "decimal", "hashtext", "encode", "decode", "sha256", "regexp_replace", "regexp_match", "varying", "timestamptz", "timestamp", "bit", "time",
    };

    public static bool IsReserved(SqlToken token) => token.Kind == SqlTokenKind.Word && Reserved.Contains(token.Value);

    public static bool IsOfType(SqlToken token) => token.Kind == SqlTokenKind.Word && OfTypes.Contains(token.Value);

    public static bool IsSyntax(string name) => BeforeParenthesis.Contains(name);

    public static bool IsBuiltIn(string name) => BuiltIn.Contains(name);

    /// <summary>Whether it cannot be the alias of the table before it.</summary>
    public static bool EndsAlias(SqlToken token) => IsReserved(token) || token.IsWord("returning") || token.IsWord("set");

    public static bool IsLiteral(SqlToken token) =>
        token.Kind is SqlTokenKind.Text or SqlTokenKind.Number or SqlTokenKind.Parameter || token.IsWord("true") || token.IsWord("false") || token.IsWord("null");
}
