using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk.Files;

/// <summary>The variables of a <c>.env</c> file: <c>NAME=value</c> a line, perhaps after <c>export</c>; a quoted value may go over several lines.</summary>
internal static class EnvironmentParts
{
    public static List<FilePart> Of(string text)
    {
        var parts = new List<FilePart>();
        for (var at = 0; at < text.Length;)
        {
            var lineEnd = EndOfLine(text, at);
            var start = SkipBlanks(text, at, lineEnd);
            if (string.CompareOrdinal(text, start, "export ", 0, "export ".Length) == 0)
                start = SkipBlanks(text, start + "export ".Length, lineEnd);
            var equals = start < lineEnd && text[start] != '#' ? text.IndexOf('=', start, lineEnd - start) : -1;
            if (equals < 0)
            {
                at = lineEnd + 1;
                continue;
            }

            var keyEnd = equals;
            while (keyEnd > start && char.IsWhiteSpace(text[keyEnd - 1]))
                keyEnd--;
            parts.Add(new(TextSpan.FromBounds(start, keyEnd), PartRole.Key));
            var end = EndOfValue(text, SkipBlanks(text, equals + 1, lineEnd), lineEnd);
            parts.Add(new(TextSpan.FromBounds(equals + 1, end), PartRole.Value));
            at = EndOfLine(text, end) + 1;
        }

        return parts;
    }

    /// <summary>The closing quote, wherever it is; the end of the line where none opens or closes.</summary>
    private static int EndOfValue(string text, int start, int lineEnd)
    {
        if (start >= lineEnd || text[start] is not ('"' or '\'' or '`'))
            return lineEnd;
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] == '\\' && text[start] == '"')
                at++;
            else if (text[at] == text[start])
                return at;
        }

        return lineEnd;
    }

    private static int EndOfLine(string text, int from) => text.IndexOf('\n', from) is var end and >= 0 ? end : text.Length;

    private static int SkipBlanks(string text, int from, int end)
    {
        var at = from;
        while (at < end && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }
}
