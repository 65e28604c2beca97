using Clerk2WorkOS.RowLevelSecurity.Linting.Model;

namespace Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

/// <summary>Walks through a statement; at its end every question is answered with no.</summary>
internal sealed class TokenCursor(SqlStatement statement)
{
    private static readonly SqlToken End = new(SqlTokenKind.Symbol, 0, 0, "");

    public int At { get; set; }

    public bool IsAtEnd => At >= statement.Tokens.Count;

    public SqlToken Current => Peek(0);

    public SqlToken Peek(int ahead) => At + ahead < statement.Tokens.Count ? statement.Tokens[At + ahead] : End;

    /// <summary>Whether these words come next.</summary>
    public bool Is(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!Peek(i).IsWord(words[i]))
                return false;
        }

        return true;
    }

    /// <summary>Goes past these words if they come next.</summary>
    public bool Take(params ReadOnlySpan<string> words)
    {
        if (!Is(words))
            return false;
        At += words.Length;
        return true;
    }

    public bool TakeSymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;
        At++;
        return true;
    }

    public bool TakeAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Take(word))
                return true;
        }

        return false;
    }

    public SqlToken Next() => IsAtEnd ? End : statement.Tokens[At++];

    /// <summary>Goes to the first of these words outside parentheses; to the end, and false, where there is none.</summary>
    public bool SkipTo(params ReadOnlySpan<string> words)
    {
        for (; !IsAtEnd; Skip())
        {
            foreach (var word in words)
            {
                if (Current.IsWord(word))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Goes past one token, or past all that stands in parentheses.</summary>
    public void Skip()
    {
        if (Current.IsSymbol("("))
            Parenthesized();
        else
            At++;
    }

    /// <summary>Goes past what stands in parentheses, and gives the text in them; null where none come next.</summary>
    public string? Parenthesized()
    {
        if (!Current.IsSymbol("("))
            return null;
        var (from, depth) = (Current.End, 0);
        for (; !IsAtEnd; At++)
        {
            if (Current.IsSymbol("("))
                depth++;
            else if (Current.IsSymbol(")") && --depth == 0)
                return statement.Text[from..Next().Start].Trim();
        }

        return statement.Text[from..statement.Tokens[^1].End].Trim();
    }

    /// <summary>A name, with the schema that it has, or the one given.</summary>
    public ObjectName? Name(string schema)
    {
        if (!Current.IsName)
            return null;
        var (first, second) = (Next().Value, (string?)null);
        while (Current.IsSymbol(".") && Peek(1).IsName)
        {
            At++;
            (first, second) = (second ?? first, Next().Value);
        }

        return second is null ? new(schema, first) : new(first, second);
    }

    /// <summary>Roles, separated by commas; <c>public</c> is everybody.</summary>
    public List<string> Roles()
    {
        var roles = new List<string>();
        do
        {
            Take("group");
            if (Current.IsName)
                roles.Add(Next().Value);
        }
        while (TakeSymbol(","));
        return roles;
    }
}
