namespace Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

/// <summary>One statement of a text, without its semicolon.</summary>
internal sealed record SqlStatement(string Text, List<SqlToken> Tokens)
{
    /// <summary>The statements of a text one after the other; the text is read once, however long it is.</summary>
    /// <exception cref="SqlScriptException">A text, name or comment has no end.</exception>
    public static IEnumerable<SqlStatement> Split(string file, string text)
    {
        var tokenizer = new SqlTokenizer(text);
        var tokens = new List<SqlToken>();
        var (depth, bodies) = (0, 0);
        while (tokenizer.Next() is { } token)
        {
            if (token.Kind == SqlTokenKind.Unterminated)
                throw Unterminated(file, text, token);
            if (!token.IsSymbol(";") || depth > 0 || bodies > 0)
            {
                tokens.Add(token);
                depth = Math.Max(0, depth + (token.IsSymbol("(") ? 1 : token.IsSymbol(")") ? -1 : 0));
                bodies = Math.Max(0, bodies + Body(tokens, bodies));
                continue;
            }

            if (tokens.Count > 0)
            {
                if (tokens[0].IsWord("copy") && tokens.Exists(word => word.IsWord("stdin")))
                    tokenizer.SkipCopiedRows();
                yield return new(text, tokens);
                tokens = [];
            }
        }

        if (tokens.Count > 0)
            yield return new(text, tokens);
    }

    /// <summary>Whether the last token opens or closes a function's body in SQL's own form: <c>BEGIN ATOMIC … END</c>, in which CASE ends like it.</summary>
    private static int Body(List<SqlToken> tokens, int bodies) => tokens[^1] switch
    {
        var token when token.IsWord("atomic") && tokens.Count > 1 && tokens[^2].IsWord("begin") && tokens[0].IsWord("create") => 1,
        var token when bodies > 0 && token.IsWord("case") => 1,
        var token when bodies > 0 && token.IsWord("end") => -1,
        _ => 0,
    };

    private static SqlScriptException Unterminated(string file, string text, SqlToken token)
    {
        var (line, column) = Place(text, token.Start);
        return new(file, line, column, $"{token.Value} begins here and has no end.");
    }

    /// <summary>Line and column, from 1.</summary>
    public static (int Line, int Column) Place(string text, int at)
    {
        var before = text.AsSpan(0, at);
        return (before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }
}
