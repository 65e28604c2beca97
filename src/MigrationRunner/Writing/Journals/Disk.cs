namespace Clerk2WorkOS.MigrationRunner.Writing.Journals;

/// <summary>
/// Every change that a run in place makes on the disk, a step each. What was written is on the disk, not only on its way there, when its step has ended: a
/// later rename must not outrun it when the power fails.
/// </summary>
/// <param name="beforeStep">Called before each step, and in the middle of a write; what it throws leaves the disk as a crash would there.</param>
internal sealed class Disk(Action? beforeStep = null)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The bytes of a file that is one, and no link; <c>null</c> for anything else.</summary>
    public static byte[]? Content(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null } ? File.ReadAllBytes(path) : null;

    /// <summary>Writes a file of the run's own, which nobody else reads while it grows.</summary>
    /// <param name="path">Where.</param>
    /// <param name="parts">What it holds, one after the other.</param>
    /// <param name="permissionsOf">The file whose permissions it gets; <c>null</c> for its owner's eyes only, since what is kept may be a file of secrets.</param>
    /// <param name="mode">Its permissions, where no file has them any more.</param>
    public void Write(string path, IEnumerable<byte[]> parts, string? permissionsOf = null, UnixFileMode? mode = null)
    {
        beforeStep?.Invoke();
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        foreach (var part in parts)
        {
            file.Write(part.AsSpan(0, part.Length / 2));
            beforeStep?.Invoke();
            file.Write(part.AsSpan(part.Length / 2));
        }

        if (!OperatingSystem.IsWindows() && (mode is not null || permissionsOf is not null))
            File.SetUnixFileMode(file.SafeFileHandle, mode ?? File.GetUnixFileMode(permissionsOf!));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Puts a file in the place of another, or of none, in one go.</summary>
    public void Move(string from, string to)
    {
        beforeStep?.Invoke();
        File.Move(from, to, overwrite: true);
    }

    /// <summary>Deletes a file, if it is there.</summary>
    public void Delete(string path)
    {
        if (!File.Exists(path))
            return;
        beforeStep?.Invoke();
        File.Delete(path);
    }

    public void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        beforeStep?.Invoke();
        Directory.CreateDirectory(path);
    }

    /// <summary>Deletes a folder, if it is there and holds nothing.</summary>
    public void DeleteIfEmpty(string path)
    {
        if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
            DeleteEmptyFolder(path);
    }

    /// <summary>Deletes a folder that has become empty.</summary>
    public void DeleteEmptyFolder(string path)
    {
        beforeStep?.Invoke();
        Directory.Delete(path);
    }
}
