namespace Clerk2WorkOS.EndToEnd.Setting;

/// <summary>Every file below a folder with its bytes, by path with forward slashes.</summary>
internal sealed class Tree
{
    private const string OutputMarker = ".clerk2workos-output";

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    private Tree()
    {
    }

    public IEnumerable<string> Paths => _files.Keys;

    public byte[] this[string path] => _files[path];

    /// <summary>What people write: not what building and undo leave behind, and not the mark on a folder that <c>--output</c> made.</summary>
    public static Tree OfSources(string root) =>
        Of(root, path => path != OutputMarker && !path.Split('/').SkipLast(1).Any(folder => folder is "bin" or "obj" or ".git" or ".clerk2workos"));

    /// <summary>Everything that is there.</summary>
    public static Tree OfEverything(string root) => Of(root, _ => true);

    /// <summary>Writes the files below <paramref name="root"/>.</summary>
    /// <returns>The folder.</returns>
    public string CopyTo(string root)
    {
        foreach (var (path, bytes) in _files)
        {
            var file = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
        }

        return root;
    }

    /// <summary>The paths of files that are not the same in both, in order.</summary>
    public IReadOnlyList<string> DifferencesFrom(Tree other) =>
    [
        .. Paths.Union(other.Paths)
            .Where(path => !_files.TryGetValue(path, out var mine) || !other._files.TryGetValue(path, out var theirs) || !mine.AsSpan().SequenceEqual(theirs))
            .Order(StringComparer.Ordinal),
    ];

    private static Tree Of(string root, Func<string, bool> isWanted)
    {
        var tree = new Tree();
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (isWanted(path))
                tree._files.Add(path, File.ReadAllBytes(file));
        }

        return tree;
    }
}
