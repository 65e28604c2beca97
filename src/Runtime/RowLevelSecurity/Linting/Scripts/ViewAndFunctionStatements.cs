using Clerk2WorkOS.RowLevelSecurity.Linting.Expressions;
using Clerk2WorkOS.RowLevelSecurity.Linting.Model;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

/// <summary>CREATE and ALTER VIEW; CREATE, ALTER and DROP FUNCTION.</summary>
internal static class ViewAndFunctionStatements
{
    public static bool Read(TokenCursor cursor, DatabaseState state, string schema)
    {
        cursor.At = 0;
        if (cursor.Take("create"))
        {
            _ = cursor.Take("or", "replace");
            if (cursor.TakeAny("temporary", "temp"))
                return cursor.Is("view") || cursor.Is("recursive");
            _ = cursor.Take("recursive");
            if (cursor.Take("view"))
                return CreateView(cursor, state, schema, RelationKind.View);
            if (cursor.Take("materialized", "view"))
                return CreateView(cursor, state, schema, RelationKind.MaterializedView);
            return Kind(cursor) is { } created && CreateFunction(cursor, state, schema, created);
        }

        if (cursor.Take("alter"))
        {
            if (cursor.Take("view") || cursor.Take("materialized", "view"))
                return AlterView(cursor, state, schema);
            return Kind(cursor) is not null && AlterFunction(cursor, state, schema);
        }

        if (!cursor.Take("drop") || Kind(cursor) is null)
            return false;
        _ = cursor.Take("if", "exists");
        if (cursor.Name(schema) is { } dropped)
        {
            var arguments = cursor.Parenthesized();
            Overloads(state, dropped).RemoveAll(function => arguments is null || function.Arguments == ArgumentTypes(arguments));
        }

        return true;
    }

    private static string? Kind(TokenCursor cursor) => cursor.Take("function") ? "FUNCTION" : cursor.Take("procedure") ? "PROCEDURE" : cursor.Take("routine") ? "ROUTINE" : null;

    private static bool CreateView(TokenCursor cursor, DatabaseState state, string schema, RelationKind kind)
    {
        _ = cursor.Take("if", "not", "exists");
        if (cursor.Name(schema) is not { } name)
            return false;
        var view = state.Relation(name);
        (view.Kind, view.IsKnown, view.IsInvoker) = (kind, true, false);
        view.Reads.Clear();
        while (!cursor.IsAtEnd && !cursor.Is("as"))
        {
            if (cursor.Take("with"))
                Settings(cursor.Parenthesized() ?? "", view);
            else
                cursor.Skip();
        }

        while (!cursor.IsAtEnd)
        {
            if (!cursor.TakeAny("from", "join"))
            {
                cursor.At++;
                continue;
            }

            do
            {
                while (cursor.TakeSymbol("("))
                {
                }

                _ = cursor.Take("only");
                if (cursor.Is("select") || cursor.Name(schema) is not { } read)
                    break;
                if (!cursor.Current.IsSymbol("("))              // a function is no table
                    view.Reads.Add(read);
                _ = cursor.Take("as");
                if (cursor.Current.IsName && !SqlWords.EndsAlias(cursor.Current))
                    cursor.At++;
            }
            while (cursor.TakeSymbol(","));
        }

        return true;
    }

    private static void Settings(string settings, Relation view)
    {
        var tokens = SqlTokenizer.All(settings);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].IsWord("security_invoker"))
                view.IsInvoker = i + 2 >= tokens.Count || tokens[i + 1].Value != "=" || tokens[i + 2].Value.ToLowerInvariant() is "true" or "on" or "1" or "yes";
        }
    }

    private static bool AlterView(TokenCursor cursor, DatabaseState state, string schema)
    {
        _ = cursor.Take("if", "exists");
        if (cursor.Name(schema) is not { } name)
            return false;
        var view = state.Relation(name);
        if (view.Kind == RelationKind.Table)
            view.Kind = RelationKind.View;
        if (cursor.Take("owner", "to"))
            view.Owner = cursor.Next().Value;
        else if (cursor.Take("set"))
            Settings(cursor.Parenthesized() ?? "", view);
        else if (cursor.Take("reset") && cursor.Parenthesized()?.Contains("security_invoker", StringComparison.OrdinalIgnoreCase) == true)
            view.IsInvoker = false;
        return true;
    }

    private static bool CreateFunction(TokenCursor cursor, DatabaseState state, string schema, string kind)
    {
        if (cursor.Name(schema) is not { } name)
            return false;
        var function = new Function(name, ArgumentTypes(cursor.Parenthesized() ?? "")) { Kind = kind };
        Attributes(cursor, function);
        state.Add(function);
        return true;
    }

    private static List<Function> Overloads(DatabaseState state, ObjectName name) => state.Functions.GetValueOrDefault(name) ?? [];

    private static bool AlterFunction(TokenCursor cursor, DatabaseState state, string schema)
    {
        if (cursor.Name(schema) is not { } name)
            return false;
        var arguments = cursor.Parenthesized();
        var from = cursor.At;
        foreach (var function in Overloads(state, name).Where(function => arguments is null || function.Arguments == ArgumentTypes(arguments)))
        {
            cursor.At = from;
            Attributes(cursor, function);
        }

        return true;
    }

    private static void Attributes(TokenCursor cursor, Function function)
    {
        while (!cursor.IsAtEnd)
        {
            if (cursor.Take("security", "definer"))
                function.IsDefiner = true;
            else if (cursor.Take("security", "invoker"))
                function.IsDefiner = false;
            else if (cursor.Take("reset", "search_path") || cursor.Take("reset", "all"))
                function.SearchPath = null;
            else if (cursor.Take("set", "search_path"))
                function.SearchPath = Path(cursor);
            else
                cursor.Skip();
        }
    }

    private static string? Path(TokenCursor cursor)
    {
        if (cursor.Take("from", "current"))
            return "";
        cursor.Next();                                          // TO or =
        var schemas = new List<string>();
        do
            schemas.Add(cursor.Next().Value);
        while (cursor.TakeSymbol(","));
        return schemas is ["default"] ? null : string.Join(", ", schemas);
    }

    /// <summary>Types alone, as far as they can be told from names: <c>a int default 1, out b text</c> → <c>int</c>.</summary>
    private static string ArgumentTypes(string arguments)
    {
        var (tokens, types, words, depth) = (SqlTokenizer.All(arguments), new List<string>(), new List<string>(), 0);
        var (isOut, isOver) = (false, false);
        foreach (var token in tokens.Append(new SqlToken(SqlTokenKind.Symbol, 0, 0, ",")))
        {
            depth += token.IsSymbol("(") ? 1 : token.IsSymbol(")") ? -1 : 0;
            if (depth == 0 && token.IsSymbol(","))
            {
                if (words.Count > 0 && !isOut)
                    types.Add(Type(words));
                words.Clear();
                (isOut, isOver) = (false, false);
            }
            else if (token.IsWord("out") && words.Count == 0)
                isOut = true;
            else if (token.IsWord("default") || token is { Kind: SqlTokenKind.Operator, Value: "=" } || token.IsSymbol(":="))
                isOver = true;
            else if (!isOver && !((token.IsWord("in") || token.IsWord("inout") || token.IsWord("variadic")) && words.Count == 0))
                words.Add(token.Kind == SqlTokenKind.QuotedName ? Sql.SqlName.Quote(token.Value) : token.Value);
        }

        return string.Join(", ", types);
    }

    /// <summary>Of the words of one argument those of its type: the first is its name, unless it begins a type of several words.</summary>
    private static string Type(List<string> words)
    {
        var isNamed = words.Count > 1 && words[1] is not ("." or "[" or "(" or "varying" or "precision" or "with" or "without");
        var type = "";
        foreach (var word in words.Skip(isNamed ? 1 : 0))
            type += type.Length == 0 || word is "." or "[" or "]" or "(" or ")" or "," || type[^1] is '.' or '(' or '[' ? word : $" {word}";
        return type;
    }
}
