namespace Clerk2WorkOS.RowLevelSecurity.Linting.Scripts;

internal enum SqlTokenKind
{
    /// <summary>A keyword or a name without quotes, in lower case.</summary>
    Word,

    /// <summary>A name in quotes, without them.</summary>
    QuotedName,

    /// <summary>A text in any of the ways to write one.</summary>
    Text,

    Number,

    /// <summary><c>$1</c>.</summary>
    Parameter,

    Operator,

    /// <summary>Parentheses, brackets, comma, semicolon, dot, colons, and what is no part of SQL.</summary>
    Symbol,

    /// <summary>A text, name or comment that the file ends in; the value says which.</summary>
    Unterminated,
}

/// <summary>One token of a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Value">What it says: the name, the content of the text, the operator.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End, string Value)
{
    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName;

    public bool IsWord(string word) => Kind == SqlTokenKind.Word && Value == word;

    public bool IsSymbol(string symbol) => Kind == SqlTokenKind.Symbol && Value == symbol;
}
