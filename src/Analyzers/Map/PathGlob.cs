using System.Collections.Immutable;

namespace Clerk2WorkOS.Analyzers.Map;

/// <summary>
/// Matches paths against <c>*</c> (within a folder), <c>**</c> (any folders) and <c>?</c>. A pattern that does not start at the root
/// may start at any folder: <c>scripts/**</c> matches <c>/repo/scripts/a/b.cs</c>. Case does not matter, nor which slash is used.
/// </summary>
internal static class PathGlob
{
    /// <summary>Whether one of the <paramref name="patterns"/> matches <paramref name="path"/>.</summary>
    public static bool IsAnyMatch(ImmutableArray<string> patterns, string path)
    {
        foreach (var pattern in patterns)
        {
            if (IsMatch(pattern, path))
                return true;
        }

        return false;
    }

    /// <summary>What is wrong with a pattern; <c>null</c> when nothing is. What other tools' globs can do, and these cannot, must not pass for a name.</summary>
    public static string? Problem(string pattern) => pattern.IndexOfAny(Foreign) >= 0 || pattern.StartsWith("!", StringComparison.Ordinal)
        ? $"'{pattern}' is no glob of *, ** and ?"
        : pattern.Split('/', '\\').Any(part => part is "." or "..") ? $"'{pattern}' has a folder '.' or '..', which no path has" : null;

    private static readonly char[] Foreign = ['[', ']', '{', '}', '<', '>', '|', '"'];

    /// <summary>Whether <paramref name="pattern"/> matches <paramref name="path"/>.</summary>
    public static bool IsMatch(string pattern, string path)
    {
        var glob = pattern.Replace('\\', '/');
        var text = path.Replace('\\', '/');
        if (glob.StartsWith("/", StringComparison.Ordinal))
            return Matches(glob, 0, text, 0);
        for (var start = 0; start >= 0; start = NextFolder(text, start))
        {
            if (Matches(glob, 0, text, start))
                return true;
        }

        return false;
    }

    private static int NextFolder(string text, int from)
    {
        var slash = text.IndexOf('/', from);
        return slash < 0 ? -1 : slash + 1;
    }

    private static bool Matches(string glob, int at, string text, int position)
    {
        for (; at < glob.Length; at++, position++)
        {
            if (glob[at] == '*')
                return MatchesStar(glob, at, text, position);
            if (position >= text.Length || !SameCharacter(glob[at], text[position]))
                return false;
        }

        return position == text.Length;
    }

    private static bool MatchesStar(string glob, int at, string text, int position)
    {
        var folders = at + 1 < glob.Length && glob[at + 1] == '*';
        var rest = folders ? at + 2 : at + 1;
        if (folders && rest < glob.Length && glob[rest] == '/' && Matches(glob, rest + 1, text, position))
            return true;                                // "**/" also stands for no folder at all
        for (var end = position; end <= text.Length; end++)
        {
            if (Matches(glob, rest, text, end))
                return true;
            if (!folders && end < text.Length && text[end] == '/')
                return false;
        }

        return false;
    }

    private static bool SameCharacter(char pattern, char character) =>
        pattern == '?' ? character != '/' : char.ToUpperInvariant(pattern) == char.ToUpperInvariant(character);
}
