using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>
/// Where the solution's folder is in its repository. <c>git apply</c> and code scanning name files from the repository's top folder; outside
/// of a repository the solution's folder takes its place.
/// </summary>
/// <param name="FromTop">The folders from the top to the solution's.</param>
/// <param name="AboveTop">The folders from the root of the disk to the top.</param>
internal sealed record SolutionPlace(ImmutableArray<string> FromTop, ImmutableArray<string> AboveTop)
{
    /// <summary>In the top folder itself.</summary>
    public static SolutionPlace Alone { get; } = new([], []);

    /// <param name="root">The solution's folder.</param>
    public static SolutionPlace Of(string root)
    {
        root = RealPath.Of(root);
        var top = GitGuard.WorkTreeOf(root) ?? root;
        return new SolutionPlace(Folders(Path.GetRelativePath(top, root)), Folders(top));
    }

    /// <summary>A file as the repository names it; begins with <c>..</c> where it is outside.</summary>
    /// <param name="shown">Relative to the solution's folder, with forward slashes.</param>
    public string PathOf(string shown)
    {
        var parts = FromTop.ToList();
        foreach (var part in shown.Split('/'))
        {
            if (part == ".." && parts is [.., not ".."])
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    /// <summary>The same seen from the nearest folder that holds all of some files.</summary>
    /// <param name="shown">Relative to the solution's folder, with forward slashes.</param>
    public SolutionPlace Holding(IEnumerable<string> shown)
    {
        var outside = shown.Select(path => PathOf(path).Split('/').TakeWhile(part => part == "..").Count()).DefaultIfEmpty().Max();
        var levels = Math.Min(outside, AboveTop.Length);
        return new SolutionPlace([.. AboveTop[^levels..], .. FromTop], AboveTop[..^levels]);
    }

    private static ImmutableArray<string> Folders(string path) =>
        [.. path.Split(Path.DirectorySeparatorChar).Where(part => part is not ("" or "."))];
}
