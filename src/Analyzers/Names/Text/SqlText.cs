using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Names.Text;

/// <summary>Tells SQL by what it says.</summary>
internal static class SqlText
{
    internal static readonly (string First, string Then)[] Statements =
    {
        ("select", "from"), ("insert", "into"), ("update", "set"), ("delete", "from"), ("merge", "into"), ("with", "as"), ("create", "on"), ("create", "table"),
        ("alter", "table"), ("drop", "index"), ("comment", "on"), ("copy", "from"), ("copy", "to"),
    };

    /// <summary>Whether <paramref name="text"/> is a statement, or a piece of one that names a parameter.</summary>
    public static bool Is(string text, TextSpan name) => IsStatement(text) || IsCondition(text) || IsParameter(text, name);

    /// <summary>Whether the word is written as a parameter of a statement: <c>= @ClerkUserId</c>.</summary>
    public static bool IsParameter(string text, TextSpan name) =>
        name.Start > 1 && text[name.Start - 1] == '@' && (char.IsWhiteSpace(text[name.Start - 2]) || text[name.Start - 2] is '=' or '(' or ',');

    private static bool IsStatement(string text)
    {
        var start = 0;
        while (start < text.Length && !char.IsLetter(text[start]))
            start++;
        foreach (var (first, then) in Statements)
        {
            if (IsWord(text, start, first) && HasWord(text, start + first.Length, then))
                return true;
        }

        return false;
    }

    /// <summary>A piece that is added to a statement.</summary>
    private static bool IsCondition(string text)
    {
        var start = 0;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        return (IsWord(text, start, "where") || IsWord(text, start, "and") || IsWord(text, start, "or") || IsWord(text, start, "on"))
            && text.IndexOf('=', start) > 0;
    }

    private static bool HasWord(string text, int from, string word)
    {
        for (var at = text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (IsWord(text, at, word))
                return true;
        }

        return false;
    }

    private static bool IsWord(string text, int at, string word) =>
        string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (at == 0 || !IsPart(text[at - 1])) && (at + word.Length == text.Length || !IsPart(text[at + word.Length]));

    private static bool IsPart(char character) => character == '_' || char.IsLetterOrDigit(character);
}
