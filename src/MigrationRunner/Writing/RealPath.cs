namespace Clerk2WorkOS.MigrationRunner.Writing;

/// <summary>A path with no symbolic link on the way.</summary>
internal static class RealPath
{
    /// <summary>Of a file or folder, which need not be there yet.</summary>
    public static string Of(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        var inRealFolder = Path.Combine(Of(parent), Path.GetFileName(path));
        FileSystemInfo entry = Directory.Exists(inRealFolder) ? new DirectoryInfo(inRealFolder) : new FileInfo(inRealFolder);
        return entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Of(target.FullName) : inRealFolder;
    }
}
