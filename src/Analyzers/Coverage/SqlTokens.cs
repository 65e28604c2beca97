namespace Clerk2WorkOS.Analyzers.Coverage;

/// <summary>What a token of SQL is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A word: a keyword, or a name without quotes.</summary>
    Word,

    /// <summary>A name in double quotes.</summary>
    Quoted,

    /// <summary>A string in single quotes.</summary>
    String,

    /// <summary>A string in dollar quotes: the body of a function or of <c>DO</c>.</summary>
    Body,

    /// <summary>Any other character.</summary>
    Symbol,
}

/// <summary>A token of PostgreSQL's SQL.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A word or symbol as written; the content of what is quoted.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text)
{
    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.Quoted;

    public bool Is(string keyword) => Kind == SqlTokenKind.Word && string.Equals(Text, keyword, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(char symbol) => Kind == SqlTokenKind.Symbol && Text[0] == symbol;
}

/// <summary>Reads the tokens of SQL without its comments; what is never closed ends with the text.</summary>
internal static class SqlTokens
{
    public static List<SqlToken> Of(string sql)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < sql.Length;)
        {
            var character = sql[at];
            var next = at + 1 < sql.Length ? sql[at + 1] : '\0';
            if (char.IsWhiteSpace(character))
                at++;
            else if (character == '-' && next == '-')
                at = sql.IndexOf('\n', at) is var line and >= 0 ? line + 1 : sql.Length;
            else if (character == '/' && next == '*')
                at = EndOfComment(sql, at);
            else if (character is '\'' or '"')
                at = ReadQuoted(sql, at, tokens);
            else if (character == '$' && TagAt(sql, at) is { } tag)
                at = ReadBody(sql, at, tag, tokens);
            else if (IsStart(character))
                at = ReadWord(sql, at, tokens);
            else
                tokens.Add(new(SqlTokenKind.Symbol, sql.Substring(at++, 1)));
        }

        return tokens;
    }

    /// <summary>Comments nest in PostgreSQL.</summary>
    private static int EndOfComment(string sql, int at)
    {
        var depth = 0;
        for (; at + 1 < sql.Length; at++)
        {
            if (sql[at] == '/' && sql[at + 1] == '*')
            {
                depth++;
                at++;
            }
            else if (sql[at] == '*' && sql[at + 1] == '/')
            {
                at++;
                if (--depth == 0)
                    return at + 1;
            }
        }

        return sql.Length;
    }

    private static int ReadQuoted(string sql, int at, List<SqlToken> tokens)
    {
        var quote = sql[at];
        var content = new System.Text.StringBuilder();
        var end = at + 1;
        for (; end < sql.Length; end++)
        {
            if (sql[end] != quote)
                content.Append(sql[end]);
            else if (end + 1 < sql.Length && sql[end + 1] == quote)
                content.Append(sql[end++]);
            else
                break;
        }

        tokens.Add(new(quote == '"' ? SqlTokenKind.Quoted : SqlTokenKind.String, content.ToString()));
        return end + 1;
    }

    /// <summary><c>$$</c> or <c>$name$</c>.</summary>
    private static string? TagAt(string sql, int at)
    {
        var end = at + 1;
        while (end < sql.Length && IsPart(sql[end]) && sql[end] != '$')
            end++;
        return end < sql.Length && sql[end] == '$' && !char.IsDigit(sql[at + 1]) ? sql.Substring(at, end - at + 1) : null;
    }

    private static int ReadBody(string sql, int at, string tag, List<SqlToken> tokens)
    {
        var start = at + tag.Length;
        var close = sql.IndexOf(tag, start, StringComparison.Ordinal);
        tokens.Add(new(SqlTokenKind.Body, sql.Substring(start, (close < 0 ? sql.Length : close) - start)));
        return close < 0 ? sql.Length : close + tag.Length;
    }

    private static int ReadWord(string sql, int at, List<SqlToken> tokens)
    {
        var end = at + 1;
        while (end < sql.Length && IsPart(sql[end]))
            end++;
        tokens.Add(new(SqlTokenKind.Word, sql.Substring(at, end - at)));
        return end;
    }

    private static bool IsStart(char character) => character == '_' || char.IsLetter(character);

    private static bool IsPart(char character) => character is '_' or '$' || char.IsLetterOrDigit(character);
}
