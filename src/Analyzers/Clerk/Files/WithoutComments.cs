using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Clerk.Files;

/// <summary>How a kind of file writes comments.</summary>
internal enum CommentStyle
{
    /// <summary><c>#</c> at the start of a word.</summary>
    Hash,

    /// <summary><c>#</c> or <c>//</c> at the start of a line, as in requests.</summary>
    HashOrSlashesAtStart,

    /// <summary><c>--</c> and <c>/* */</c>; strings are quoted with <c>'</c> or <c>"</c>.</summary>
    Sql,

    /// <summary><c>//</c> and <c>/* */</c>; strings are quoted with <c>'</c>, <c>"</c> or <c>`</c>.</summary>
    Slashes,
}

/// <summary>What a file says, without its comments: those set nothing.</summary>
internal static class WithoutComments
{
    public static List<FilePart> Of(string text, CommentStyle style)
    {
        var parts = new List<FilePart>();
        var start = 0;
        var quote = '\0';
        for (var at = 0; at < text.Length;)
        {
            if (quote != '\0')
            {
                // A quote that nobody closes must not swallow the file.
                if (text[at] == quote || (text[at] == '\n' && style != CommentStyle.Sql && quote != '`'))
                    quote = '\0';
                at += text[at] == '\\' && style == CommentStyle.Slashes ? 2 : 1;
                continue;
            }

            var end = EndOfComment(text, at, style);
            if (end > at)
            {
                Add(parts, start, at);
                start = at = end;
                continue;
            }

            if (text[at] == '\'' || text[at] == '"' || (text[at] == '`' && style == CommentStyle.Slashes))
                quote = style is CommentStyle.Sql or CommentStyle.Slashes ? text[at] : '\0';
            at++;
        }

        Add(parts, start, text.Length);
        return parts;
    }

    private static void Add(List<FilePart> parts, int start, int end)
    {
        if (end > start)
            parts.Add(new(TextSpan.FromBounds(start, end), PartRole.Any));
    }

    /// <summary>Where the comment ends that begins at a position; the position itself where none does.</summary>
    private static int EndOfComment(string text, int at, CommentStyle style)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        return (style, text[at], next) switch
        {
            (CommentStyle.Hash, '#', _) when at == 0 || char.IsWhiteSpace(text[at - 1]) => EndOfLine(text, at),
            (CommentStyle.HashOrSlashesAtStart, '#', _) or (CommentStyle.HashOrSlashesAtStart, '/', '/') when IsAtStart(text, at) => EndOfLine(text, at),
            (CommentStyle.Sql, '-', '-') or (CommentStyle.Slashes, '/', '/') => EndOfLine(text, at),
            (CommentStyle.Sql or CommentStyle.Slashes, '/', '*') => text.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : text.Length,
            _ => at,
        };
    }

    private static bool IsAtStart(string text, int at)
    {
        while (at > 0 && text[at - 1] is ' ' or '\t')
            at--;
        return at == 0 || text[at - 1] == '\n';
    }

    private static int EndOfLine(string text, int from) => text.IndexOf('\n', from) is var end and >= 0 ? end : text.Length;
}
