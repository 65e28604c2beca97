using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk.Files;

/// <summary>
/// The keys and values of a JSON file with the comments and trailing commas that .NET's configuration allows. It reads on where a parser would stop: half a
/// file is what an IDE shows while somebody types.
/// </summary>
internal static class JsonParts
{
    public static List<FilePart> Of(string text)
    {
        var parts = new List<FilePart>();
        var sections = new Stack<string>();
        var pending = "";
        for (var at = 0; at < text.Length;)
        {
            var character = text[at];
            if (character == '/' && at + 1 < text.Length && text[at + 1] is '/' or '*')
            {
                at = EndOfComment(text, at);
                continue;
            }

            if (character == '"')
            {
                var end = EndOfString(text, at + 1);
                var span = TextSpan.FromBounds(at + 1, end);
                var next = SkipBlanks(text, Math.Min(end + 1, text.Length));
                var isKey = next < text.Length && text[next] == ':';
                if (isKey)
                {
                    var section = sections.Count > 0 ? sections.Peek() : "";
                    var value = SkipBlanks(text, next + 1);
                    parts.Add(new(span, PartRole.Key, section, OpensSection: value < text.Length && text[value] == '{'));
                    pending = section.Length == 0 ? text.Substring(span.Start, span.Length) : section + ":" + text.Substring(span.Start, span.Length);
                }
                else
                {
                    parts.Add(new(span, PartRole.Value));
                }

                at = Math.Min(end + 1, text.Length);
                continue;
            }

            if (character is '{' or '[')
            {
                sections.Push(pending);
            }
            else if (character is '}' or ']' && sections.Count > 0)
            {
                sections.Pop();
                pending = sections.Count > 0 ? sections.Peek() : "";
            }

            at++;
        }

        return parts;
    }

    /// <summary>The closing quote, or the end of the line where there is none yet.</summary>
    private static int EndOfString(string text, int from)
    {
        var at = from;
        while (at < text.Length && text[at] is not ('"' or '\r' or '\n'))
            at += text[at] == '\\' && at + 1 < text.Length ? 2 : 1;
        return Math.Min(at, text.Length);
    }

    private static int EndOfComment(string text, int from)
    {
        var end = text[from + 1] == '*' ? text.IndexOf("*/", from + 2, StringComparison.Ordinal) : text.IndexOf('\n', from);
        return end < 0 ? text.Length : end + (text[from + 1] == '*' ? 2 : 1);
    }

    private static int SkipBlanks(string text, int from)
    {
        var at = from;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
                at++;
            else if (text[at] == '/' && at + 1 < text.Length && text[at + 1] is '/' or '*')
                at = EndOfComment(text, at);
            else
                break;
        }

        return at;
    }
}
