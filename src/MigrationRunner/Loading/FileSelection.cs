using System.Collections.Concurrent;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Clerk2WorkOS.MigrationRunner.Loading;

/// <summary>The files whose declarations, calls and imports a run is about, as <c>--include</c> and <c>--exclude</c> name them.</summary>
internal sealed class FileSelection(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
{
    /// <summary>Whether a file is named by <c>--include</c>; <c>null</c> when every file is chosen.</summary>
    public Func<string, bool>? Includes(string root) => Matches(include, root);

    /// <summary>Whether a file is named by <c>--exclude</c>; <c>null</c> when none is.</summary>
    public Func<string, bool>? Excludes(string root) => Matches(exclude, root);

    private static Func<string, bool>? Matches(IReadOnlyList<string> globs, string root)
    {
        if (globs.Count == 0)
            return null;

        var matcher = new Matcher(StringComparison.OrdinalIgnoreCase);
        matcher.AddIncludePatterns(globs.Select(Anchored));
        var known = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        return path => known.GetOrAdd(path, file => matcher.Match(root, file).HasMatches);
    }

    public bool HasIncludes => include.Count > 0;

    public bool IsChoice => include.Count > 0 || exclude.Count > 0;

    /// <summary>The <c>--include</c> globs that match none of the files: most likely misspelt.</summary>
    public IEnumerable<string> Idle(string root, IReadOnlyCollection<string> files) =>
        include.Where(glob => !new Matcher(StringComparison.OrdinalIgnoreCase).AddInclude(Anchored(glob)).Match(root, files).HasMatches);

    /// <summary>A name without a folder is meant everywhere; a folder is meant with all that is in it.</summary>
    private static string Anchored(string glob)
    {
        glob = glob.Replace('\\', '/');
        if (glob.StartsWith("./", StringComparison.Ordinal))
            glob = glob[2..];
        if (glob.EndsWith('/'))
            return glob + "**/*";
        return glob.Contains('/', StringComparison.Ordinal) || glob == "**" ? glob : "**/" + glob;
    }
}
