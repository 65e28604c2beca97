using System.Collections.Immutable;

namespace Clerk2WorkOS.MigrationRunner.Writing;

/// <summary>
/// What becomes of one path. Files may change places, so that a path can lose its file to another and get one from a third: of the two that are named here,
/// either may be missing, and they may be the same.
/// </summary>
/// <param name="Path">The full path.</param>
/// <param name="ShownPath">Relative to the solution's folder, with forward slashes.</param>
/// <param name="Leaving">The file that is there; <c>null</c> where there is none.</param>
/// <param name="Coming">The file that is there afterwards; <c>null</c> where there is none.</param>
internal sealed record FileChange(string Path, string ShownPath, PlannedFile? Leaving, PlannedFile? Coming)
{
    /// <summary>The changes of some files, each path once.</summary>
    public static ImmutableArray<FileChange> Of(ImmutableArray<PlannedFile> files)
    {
        var changes = new Dictionary<string, FileChange>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => !file.IsNew))
            changes[file.Path] = new FileChange(file.Path, file.ShownPath, file, null);
        foreach (var file in files)
        {
            var (path, shown) = file.Move is { } move ? (move.Path, move.ShownPath) : (file.Path, file.ShownPath);
            changes[path] = changes.TryGetValue(path, out var known) ? known with { Coming = file } : new FileChange(path, shown, null, file);
        }

        return [.. changes.Values.OrderBy(change => change.ShownPath, StringComparer.Ordinal)];
    }

    /// <summary>Whether a file goes to another place, or comes from one.</summary>
    public bool IsPartOfMove => Leaving?.Move is not null || Coming?.Move is not null;

    /// <summary>Whether nothing is there afterwards.</summary>
    public bool IsRemoval => Coming is null;

    public byte[]? OldBytes => Leaving?.OldBytes;

    public byte[]? NewBytes => Coming?.NewBytes;

    /// <summary>The file whose permissions the new one gets; <c>null</c> for the usual ones.</summary>
    public string? PermissionsOf => Coming is null or { IsNew: true } ? null : Coming.Path;

    /// <summary>The folders that have to be made, the outermost first.</summary>
    public static ImmutableArray<string> NewFolders(ImmutableArray<FileChange> changes)
    {
        var missing = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var change in changes.Where(change => !change.IsRemoval))
        {
            for (var folder = System.IO.Path.GetDirectoryName(change.Path); folder is not null && !Directory.Exists(folder); folder = System.IO.Path.GetDirectoryName(folder))
                missing.Add(folder);
        }

        return [.. missing];
    }

    /// <summary>The folders that may have become empty, the innermost first.</summary>
    public static IEnumerable<string> LeftFolders(ImmutableArray<FileChange> changes, string root) => changes.Where(change => change.IsRemoval)
        .SelectMany(change => Above(change.Path, root)).Distinct(StringComparer.Ordinal).OrderByDescending(folder => folder.Length).ThenBy(folder => folder, StringComparer.Ordinal);

    private static IEnumerable<string> Above(string path, string root)
    {
        for (var folder = System.IO.Path.GetDirectoryName(path); folder is not null && folder.Length > root.Length && folder.StartsWith(root, StringComparison.Ordinal); folder = System.IO.Path.GetDirectoryName(folder))
            yield return folder;
    }
}
