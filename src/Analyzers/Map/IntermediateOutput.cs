using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Map;

/// <summary>
/// Which files lie under <c>obj</c>: the build writes them, and a configuration file may leave them out. A folder of that name that all of them share is none of the
/// build's: the whole solution was put there.
/// </summary>
internal readonly struct IntermediateOutput
{
    private readonly int _shared;

    private IntermediateOutput(int shared) => _shared = shared;

    public static IntermediateOutput Of(Compilation compilation) => Of(compilation.SyntaxTrees.Select(tree => tree.FilePath));

    public static IntermediateOutput Of(IEnumerable<string> paths)
    {
        string? first = null;
        var shared = 0;
        foreach (var path in paths)
        {
            // What a generator makes has no folder of the solution's in some hosts.
            if (!IsRooted(path))
                continue;
            if (first is null)
            {
                first = path;
                shared = path.Length;
            }

            var same = 0;
            while (same < shared && same < path.Length && path[same] == first[same])
                same++;
            shared = same;
        }

        return new(first is null || shared == 0 ? 0 : first.LastIndexOfAny(['/', '\\'], shared - 1) + 1);
    }

    /// <summary>Whether a file is among them.</summary>
    /// <param name="path">One of the paths that this was made of.</param>
    public bool Contains(string path) => PathGlob.IsMatch("obj/**", IsRooted(path) ? path.Substring(_shared) : path);

    // A path of Windows is one wherever this runs.
    private static bool IsRooted(string path) => path.Length > 0 && (path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':'));
}
