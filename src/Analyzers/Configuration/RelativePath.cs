namespace Clerk2WorkOS.Analyzers.Configuration;

/// <summary>Paths as a baseline has them. Nothing is looked up: the compiler's analyzers touch no disk.</summary>
internal static class RelativePath
{
    /// <summary>The folder of a file, without a slash at its end.</summary>
    public static string FolderOf(string path) => path.LastIndexOfAny(Slashes) is var slash and >= 0 ? path.Substring(0, slash) : "";

    /// <summary><paramref name="path"/> as seen from <paramref name="folder"/>, with forward slashes.</summary>
    public static string Of(string folder, string path)
    {
        var from = folder.Split(Slashes);
        var to = path.Split(Slashes);
        var same = 0;
        while (same < from.Length && same < to.Length - 1 && string.Equals(from[same], to[same], StringComparison.OrdinalIgnoreCase))
            same++;
        if (same == 0)
            return path.Replace('\\', '/');
        return string.Concat(Enumerable.Repeat("../", from.Length - same)) + string.Join("/", to, same, to.Length - same);
    }

    private static readonly char[] Slashes = { '/', '\\' };
}
