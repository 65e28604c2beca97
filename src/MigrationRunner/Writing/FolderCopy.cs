namespace Clerk2WorkOS.MigrationRunner.Writing;

/// <summary>Copies a solution's folder without what builds and tools made in it.</summary>
internal sealed class FolderCopy(string source, string target, IReadOnlyCollection<string> leftOut)
{
    public void Run(CancellationToken cancellationToken) => Copy(new DirectoryInfo(source), target, cancellationToken);

    private void Copy(DirectoryInfo folder, string to, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var copy = Path.Combine(to, entry.Name);
            if (leftOut.Contains(entry.FullName) || (entry is DirectoryInfo && OutputFolders.IsLeftOut(entry.Name)))
                continue;

            if (entry.LinkTarget is { } link)
                CopyLink(entry, link, copy);
            else if (entry is DirectoryInfo below)
                Copy(below, copy, cancellationToken);
            else
                File.Copy(entry.FullName, copy);
        }
    }

    /// <summary>A link that stays inside is one in the copy, too; any other would let the run write through to the source.</summary>
    private void CopyLink(FileSystemInfo entry, string link, string copy)
    {
        var end = entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? link;
        var staysInside = !Path.IsPathRooted(link) && end.StartsWith(source + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (entry is DirectoryInfo && staysInside)
            Directory.CreateSymbolicLink(copy, link);
        else if (entry is DirectoryInfo)
            throw new CannotRunException($"--output copies '{source}', but '{Path.GetRelativePath(source, entry.FullName)}' is a link to '{end}', which is outside of it; run without --output on a branch.");
        else if (staysInside)
            File.CreateSymbolicLink(copy, link);
        else if (File.Exists(end))
            File.Copy(end, copy);
    }
}
