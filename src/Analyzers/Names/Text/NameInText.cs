using Clerk2WorkOS.Analyzers.Clerk.Configuration;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Names.Text;

/// <summary>A word of a text, written like an identifier, that holds the Clerk user id's name.</summary>
/// <param name="Span">Where the word is, in the text.</param>
/// <param name="Written">The word.</param>
/// <param name="NewName">The same word with the new name.</param>
internal readonly record struct NameInText(TextSpan Span, string Written, string NewName)
{
    private const string Clerk = "clerk";

    /// <summary>The words of <paramref name="text"/> that count in <paramref name="project"/>, in order.</summary>
    /// <param name="text">What is said.</param>
    /// <param name="project">Where.</param>
    /// <param name="isBesideCode">The text is of a file beside the code, where whatever shows the product makes <c>clerk_id</c> count.</param>
    /// <remarks>
    /// <c>Clerk user id</c> in a sentence is no such word. Hyphens belong to one (<c>x-clerk-user-id</c>), and so does the dot of <c>clerk.user_id</c> where
    /// the text is one key without blanks. A word that goes on with a number (<c>clerk_id_001</c>) is somebody's id and no name.
    /// </remarks>
    public static List<NameInText> In(string text, MigrationProject project, bool isBesideCode = false)
    {
        var found = new List<NameInText>();
        bool? isKey = null;
        for (var at = IndexOfClerk(text, 0); at >= 0; at = IndexOfClerk(text, at))
        {
            var span = WordAround(text, at);
            var after = at + Clerk.Length;
            if (after < text.Length - 1 && text[after] == '.' && char.IsLetter(text[after + 1]) && (isKey ??= IsKey(text)))
                span = TextSpan.FromBounds(span.Start, WordAround(text, after + 1).End);
            at = Math.Max(after, span.End);

            var word = text.Substring(span.Start, span.Length);
            var kind = project.Map.Names.KindOf(word);
            if (kind != ClerkNameKind.None && !EndsInNumber(word) && !IsInUrl(text, span) && (project.Counts(kind) || (isBesideCode && project.Counts(TraceStrength.Weak)))
                && project.Map.Names.TryRename(word, out var renamed))
                found.Add(new NameInText(span, word, renamed));
        }

        return found;
    }

    private static int IndexOfClerk(string text, int from) =>
        from >= text.Length ? -1 : text.IndexOf(Clerk, from, StringComparison.OrdinalIgnoreCase);

    private static TextSpan WordAround(string text, int at)
    {
        var start = at;
        while (start > 0 && IsPart(text[start - 1]))
            start--;
        var end = at;
        while (end < text.Length && IsPart(text[end]))
            end++;
        while (start < at && text[start] == '-')
            start++;
        while (end > at && text[end - 1] == '-')
            end--;
        return TextSpan.FromBounds(start, end);
    }

    private static bool IsPart(char character) => character is '_' or '-' || char.IsLetterOrDigit(character);

    private static bool IsKey(string text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
                return false;
        }

        return true;
    }

    private static bool EndsInNumber(string word)
    {
        var digits = word.Length;
        while (char.IsDigit(word[digits - 1]))          // it has letters
            digits--;
        return digits < word.Length && word[digits - 1] is '_' or '-';
    }

    /// <summary>The path of another site's address is not ours to name; its query is.</summary>
    private static bool IsInUrl(string text, TextSpan word)
    {
        for (var at = word.Start - 1; at > 1 && !char.IsWhiteSpace(text[at]) && text[at] is not ('"' or '\'' or '?' or '{'); at--)
        {
            if (text[at] == '/' && text[at - 1] == '/' && text[at - 2] == ':')
                return true;
        }

        return false;
    }
}
