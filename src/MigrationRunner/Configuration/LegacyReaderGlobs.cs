using System.Collections.Immutable;

namespace Clerk2WorkOS.MigrationRunner.Configuration;

/// <summary>The globs for the files that read the legacy schema on purpose.</summary>
internal static class LegacyReaderGlobs
{
    /// <summary>A folder where all of it is such files, else the file.</summary>
    public static ImmutableArray<string> Of(IEnumerable<string> readers, IReadOnlyCollection<string> files, string root)
    {
        var chosen = readers.ToHashSet(StringComparer.Ordinal);
        var others = files.Where(file => !chosen.Contains(file) && !IsBuilt(Path.GetRelativePath(root, file)))
            .Select(Path.GetDirectoryName).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. chosen
                .Select(file => Path.GetDirectoryName(file) is { } folder && folder != root && !others.Contains(folder) ? Path.Combine(folder, "*.cs") : file)
                .Distinct(StringComparer.Ordinal)
                .Select(path => Written(Path.GetRelativePath(root, path)))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin");

    /// <summary>What would end an entry or the line is left to the glob.</summary>
    private static string Written(string path) =>
        string.Concat(path.Replace('\\', '/').Select(character => character is ',' or '#' or ';' or '[' or ']' or '{' or '}' ? '?' : character));
}
