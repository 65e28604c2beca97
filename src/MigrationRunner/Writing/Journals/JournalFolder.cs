using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Writing.Journals;

/// <summary>
/// The folder <c>.clerk2workos</c> beside a solution, in which a run in place keeps what it replaces. Only one process has it open. There is a journal of the run
/// that is being written, whose renaming at the end is what finishes the run, and one of the last that was finished.
/// </summary>
internal sealed class JournalFolder : IDisposable
{
    public const string Name = ".clerk2workos";
    private const string UnfinishedName = "unfinished";
    private const string LastName = "last";
    private const string IgnoreName = ".gitignore";
    private const string LockName = "lock";

    private readonly FileStream _lock;

    private JournalFolder(string root, Disk disk, FileStream gate)
    {
        Root = root;
        Disk = disk;
        _lock = gate;
    }

    /// <summary>The solution's folder.</summary>
    public string Root { get; }

    public Disk Disk { get; }

    /// <summary>The run that ended in the middle; <c>null</c> where none did.</summary>
    /// <exception cref="CannotRunException">It cannot be read.</exception>
    public Journal? Unfinished => Read(UnfinishedName);

    /// <summary>The last run that was finished; <c>null</c> where there is none to undo.</summary>
    /// <exception cref="CannotRunException">It cannot be read.</exception>
    public Journal? Last => Read(LastName);

    /// <summary>A file with the permissions that new ones get here.</summary>
    public string Usual => Path.Combine(Folder, LockName);

    private string Folder => Path.Combine(Root, Name);

    /// <summary>Whether a run ended in the middle, or is under way.</summary>
    public static bool HasUnfinished(string root) => File.Exists(Path.Combine(root, Name, UnfinishedName));

    public static bool Exists(string root) => Directory.Exists(Path.Combine(root, Name));

    /// <exception cref="CannotRunException">Another process has it open, or it cannot be written.</exception>
    public static JournalFolder Open(string root, Disk disk)
    {
        var folder = Path.Combine(root, Name);
        FileStream? gate = null;
        try
        {
            disk.CreateFolder(folder);
            gate = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            var ignore = Path.Combine(folder, IgnoreName);
            if (!File.Exists(ignore) || !File.ReadAllBytes(ignore).AsSpan().SequenceEqual("*\n"u8))
                disk.Write(ignore, ["*\n"u8.ToArray()]);
            return new JournalFolder(root, disk, gate);
        }
        catch (Exception failure)
        {
            gate?.Dispose();
            if (failure is IOException && IsHeldByAnother(failure))
                throw new CannotRunException($"Another run of clerk2workos is under way in '{root}'; wait until it has ended.", failure);
            if (failure is IOException or UnauthorizedAccessException)
                throw new CannotRunException($"'{folder}' cannot be written: {Sentence.Of(failure)} Nothing was written.", failure);
            throw;
        }
    }

    /// <summary>From here on the run can be rolled back.</summary>
    public void Begin(Journal journal, IEnumerable<byte[]> originals)
    {
        Disk.Write(Path.Combine(Folder, journal.OriginalsName), originals);
        Save(journal);
    }

    /// <summary>Says anew what the run touches.</summary>
    /// <param name="journal">Begins with the files that it had.</param>
    /// <param name="added">Originals of those that came to it, which follow upon those that are there.</param>
    public void Extend(Journal journal, IReadOnlyCollection<byte[]> added)
    {
        var path = Path.Combine(Folder, journal.OriginalsName);
        if (added.Count > 0)
        {
            Disk.Write(path + ".new", [File.ReadAllBytes(path), .. added]);
            Disk.Move(path + ".new", path);
        }

        Save(journal);
    }

    /// <summary>The run is done: it is the one that <c>undo</c> is about.</summary>
    public void Finish() => Disk.Move(Path.Combine(Folder, UnfinishedName), Path.Combine(Folder, LastName));

    /// <summary>Makes the last run one that is to be rolled back, so that whatever ends that is gone on with.</summary>
    public void Reopen() => Disk.Move(Path.Combine(Folder, LastName), Path.Combine(Folder, UnfinishedName));

    /// <summary>The run has been rolled back.</summary>
    public void Forget() => Disk.Delete(Path.Combine(Folder, UnfinishedName));

    /// <summary>What a file of a journal held.</summary>
    /// <exception cref="CannotRunException">What is kept is not what was there.</exception>
    public byte[] Original(Journal journal, JournaledFile file)
    {
        var path = Path.Combine(Folder, journal.OriginalsName);
        if (!File.Exists(path))
            throw new CannotRunException($"What '{file.Path}' held is no longer kept: '{path}' is gone. Delete '{Folder}' to go on without it.");
        using var kept = File.OpenRead(path);
        var content = new byte[file.Length];
        kept.Position = file.Offset;
        if (kept.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) < content.Length || Journal.HashOf(content) != file.Before)
            throw new CannotRunException($"What '{file.Path}' held is damaged in '{path}'. Delete '{Folder}' to go on without it.");
        return content;
    }

    /// <summary>Keeps what is in a file that nobody can tell the author of.</summary>
    /// <returns>Where it is kept.</returns>
    public string Keep(Journal journal, string path, string shown)
    {
        var kept = Path.Combine(Folder, $"kept-{journal.Run}-{shown.Replace('/', '_')}.kept");
        Disk.Write(kept, [File.ReadAllBytes(path)], permissionsOf: path);
        return kept;
    }

    /// <summary>Gives the folder free; one that keeps nothing goes.</summary>
    public void Dispose()
    {
        try
        {
            Tidy();
            string[] own = [Path.Combine(Folder, IgnoreName), Path.Combine(Folder, LockName)];
            var keepsNothing = !Directory.EnumerateFileSystemEntries(Folder).Except(own, StringComparer.Ordinal).Any();
            _lock.Dispose();
            if (!keepsNothing)
                return;
            foreach (var file in own)
                Disk.Delete(file);
            Disk.DeleteEmptyFolder(Folder);
        }
        catch (CannotRunException)
        {
            // A journal of another version, or a damaged one: undo says so, and what it may speak of stays.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What is done is done; the next run tidies up.
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private Journal? Read(string name) => Path.Combine(Folder, name) is var path && File.Exists(path) ? Journal.Read(path, Root) : null;

    private void Save(Journal journal)
    {
        var path = Path.Combine(Folder, UnfinishedName);
        Disk.Write(path + ".new", [journal.ToBytes()]);
        Disk.Move(path + ".new", path);
    }

    /// <summary>Deletes what no journal speaks of: the originals of one that is done with, and what a run that crashed leaves.</summary>
    private void Tidy()
    {
        string?[] wanted = [IgnoreName, LockName, UnfinishedName, LastName, Unfinished?.OriginalsName, Last?.OriginalsName];
        foreach (var file in Directory.EnumerateFiles(Folder).Where(file => !wanted.Contains(Path.GetFileName(file)) && !Path.GetFileName(file).StartsWith("kept-", StringComparison.Ordinal)).ToList())
            Disk.Delete(file);
    }

    /// <summary>EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static bool IsHeldByAnother(Exception failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}
