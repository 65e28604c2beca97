using Clerk2WorkOS.RowLevelSecurity.Linting.Model;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

/// <summary>Reads files of SQL into a state, statement by statement; into <c>DO</c> blocks, too, as if each of their branches ran.</summary>
internal sealed class ScriptReader(DatabaseState state)
{
    private const int DeepestBlock = 8;

    /// <summary>What begins a statement that has no say in who sees which row.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare", "deallocate", "execute", "select", "values", "with", "table", "insert", "update",
        "delete", "merge", "copy", "comment", "analyze", "vacuum", "explain", "show", "reindex", "cluster", "notify", "listen", "unlisten", "lock", "fetch", "close", "truncate",
        "checkpoint", "refresh", "call", "discard", "set", "reset", "create", "alter", "drop",
        "perform", "raise", "return", "null", "get", "assert", "exit", "continue", "open", "move",
    };

    /// <summary>What, among the statements that begin harmlessly, has a say all the same.</summary>
    private static readonly string[][] Telling =
    [
        ["alter", "default"], ["set", "role"], ["set", "local", "role"], ["set", "session"], ["reset", "role"], ["create", "rule"], ["create", "or", "replace", "rule"], ["alter", "schema"],
        ["drop", "owned"], ["drop", "role"], ["drop", "user"], ["drop", "schema"], ["create", "table"], ["create", "policy"], ["alter", "policy"], ["create", "role"],
    ];

    private readonly List<string> _notRead = [];
    private string _schema = DatabaseState.Public;

    /// <summary>Statements that may matter and were not understood.</summary>
    public IReadOnlyList<string> NotRead => _notRead;

    public void Read(SqlScript script)
    {
        var (line, counted) = (1, 0);
        foreach (var statement in SqlStatement.Split(script.Name, script.Text))
        {
            var start = statement.Tokens[0].Start;
            line += script.Text.AsSpan(counted, start - counted).Count('\n');
            counted = start;
            Read(statement, $"{script.Name}:{line}", 0);
        }
    }

    private void Read(SqlStatement statement, string place, int depth)
    {
        var cursor = new TokenCursor(statement);
        if (cursor.Take("do"))
        {
            ReadBlock(cursor, place, depth);
            return;
        }

        if (!TableStatements.Read(cursor, state, _schema) && !PolicyStatements.Read(cursor, state, _schema) && !ViewAndFunctionStatements.Read(cursor, state, _schema)
            && !RoleStatements.Read(cursor, state, _schema) && !SetsSearchPath(cursor) && MayMatter(statement))
            _notRead.Add($"{string.Join(' ', statement.Tokens.Take(3).Select(token => token.Value)).ToUpperInvariant()} ({place})");
    }

    private static bool MayMatter(SqlStatement statement)
    {
        var cursor = new TokenCursor(statement);
        if (cursor.Peek(1) is { Kind: SqlTokenKind.Symbol, Value: ":=" } || cursor.Peek(1) is { Kind: SqlTokenKind.Operator, Value: "=" })
            return false;                                       // an assignment in a block
        return !Harmless.Contains(cursor.Current.Value) || Array.Exists(Telling, words => cursor.Is(words));
    }

    private bool SetsSearchPath(TokenCursor cursor)
    {
        cursor.At = 0;
        if (cursor.Take("select"))
        {
            // As pg_dump writes it.
            _ = cursor.Take("pg_catalog") && cursor.TakeSymbol(".");
            if (!cursor.Take("set_config") || !cursor.TakeSymbol("(") || cursor.Next() is not { Kind: SqlTokenKind.Text, Value: "search_path" } || !cursor.TakeSymbol(","))
                return false;
        }
        else
        {
            if (!cursor.Take("set"))
                return false;
            cursor.TakeAny("local", "session");
            if (!cursor.Take("search_path"))
                return false;
            cursor.Next();
        }

        for (; !cursor.IsAtEnd; cursor.At++)
        {
            if (cursor.Current is { Kind: SqlTokenKind.Word or SqlTokenKind.QuotedName or SqlTokenKind.Text, Value: var schema } && schema is not ("" or "$user" or "pg_catalog" or "default" or "false" or "true"))
            {
                _schema = schema;
                return true;
            }
        }

        return true;
    }

    /// <summary>A block in PL/pgSQL: what stands between its control words, and what it executes as a text.</summary>
    private void ReadBlock(TokenCursor cursor, string place, int depth)
    {
        while (!cursor.IsAtEnd && cursor.Current.Kind != SqlTokenKind.Text)
            cursor.At++;
        if (cursor.IsAtEnd)
            return;
        if (depth >= DeepestBlock)
        {
            _notRead.Add($"DO ({place})");
            return;
        }

        var body = cursor.Current.Value;
        var isDeclaring = false;
        foreach (var statement in SqlStatement.Split(place, body))
        {
            var inner = new TokenCursor(statement);
            isDeclaring = (isDeclaring || inner.Take("declare")) && !inner.SkipTo("begin");
            if (!isDeclaring)
                ReadInBlock(statement, inner, place, depth + 1);
        }
    }

    private void ReadInBlock(SqlStatement statement, TokenCursor cursor, string place, int depth)
    {
        SkipControlWords(cursor);
        if (cursor.IsAtEnd || cursor.Is("end"))
            return;
        var rest = statement.Tokens[cursor.At..];
        if (!cursor.Take("execute"))
            Read(new SqlStatement(statement.Text, rest), place, depth);
        else if (ExecutedText(cursor) is { } executed)
        {
            foreach (var further in SqlStatement.Split(place, executed))
                Read(further, place, depth);
        }
        else
            _notRead.Add($"EXECUTE ({place})");
    }

    private static void SkipControlWords(TokenCursor cursor)
    {
        while (true)
        {
            if (cursor.TakeAny("begin", "else", "loop", "exception"))
                continue;
            if (!cursor.Is("if") && !cursor.Is("elsif") && !cursor.Is("elseif") && !cursor.Is("when") && !cursor.Is("while") && !cursor.Is("for") && !cursor.Is("foreach"))
                return;
            cursor.SkipTo("then", "loop");
            cursor.At++;
        }
    }

    /// <summary>A text, texts put together, or <c>format</c> with nothing but texts; null for what is known at run time alone.</summary>
    private static string? ExecutedText(TokenCursor cursor)
    {
        if (cursor.Take("format") && cursor.TakeSymbol("(") && cursor.Next() is { Kind: SqlTokenKind.Text, Value: var form })
        {
            var values = new Queue<string>();
            while (cursor.TakeSymbol(","))
            {
                if (cursor.Next() is not { Kind: SqlTokenKind.Text, Value: var value })
                    return null;
                values.Enqueue(value);
            }

            return cursor.TakeSymbol(")") ? Formatted(form, values) : null;
        }

        var text = "";
        while (cursor.Current is { Kind: SqlTokenKind.Text, Value: var part })
        {
            text += part;
            cursor.At++;
            if (cursor.IsAtEnd)
                return text;
            if (cursor.Next() is not { Kind: SqlTokenKind.Operator, Value: "||" })
                return null;
        }

        return null;
    }

    private static string? Formatted(string form, Queue<string> values)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < form.Length; i++)
        {
            if (form[i] != '%' || i + 1 == form.Length)
            {
                text.Append(form[i]);
                continue;
            }

            var kind = form[++i];
            if (kind == '%')
                text.Append('%');
            else if (kind is 'I' or 'L' or 's' && values.TryDequeue(out var value))
                text.Append(kind == 'I' ? Sql.SqlName.Quote(value) : kind == 'L' ? Sql.SqlName.Literal(value) : value);
            else
                return null;
        }

        return text.ToString();
    }
}
