using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Writing.Journals;

/// <summary>
/// Writes many files so that either all change or none, whatever ends the run: first the journal with what is there, then each new text beside its file, then one
/// rename after the other, each file looked at once more right before. Whoever finds the journal unfinished rolls it back.
/// </summary>
internal sealed class JournaledRun
{
    private const int Lanes = 8;

    private readonly JournalFolder _folder;
    private Journal _journal;
    private long _originals;

    private JournaledRun(JournalFolder folder, ImmutableArray<FileChange> files)
    {
        _folder = folder;
        var entries = ImmutableArray.CreateBuilder<JournaledFile>();
        foreach (var file in files)
        {
            var (before, after) = (file.OldBytes, file.NewBytes);
            entries.Add(new JournaledFile(Shown(file.Path), before is null ? null : Journal.HashOf(before), after is null ? null : Journal.HashOf(after), _originals, before?.Length ?? 0)
            {
                IsGone = file.IsRemoval,
                Mode = file.IsPartOfMove && file.Leaving is not null && !OperatingSystem.IsWindows() ? (int)File.GetUnixFileMode(file.Path) : null,
            });
            _originals += before?.Length ?? 0;
        }

        _journal = new Journal(Journal.CurrentVersion, Guid.NewGuid().ToString("N")[..8], folder.Root, entries.ToImmutable(), [])
        {
            Folders = [.. FileChange.NewFolders(files).Select(Shown)],
        };
    }

    /// <summary>Writes them; the run is still open after that, and can be put back.</summary>
    /// <param name="folder">Where the journal is kept.</param>
    /// <param name="files">What to write.</param>
    /// <param name="cancellationToken">Heeded up to the first rename, and not any more from there.</param>
    /// <exception cref="CannotRunException">Nothing was written, or it says what could not be put back.</exception>
    public static JournaledRun Write(JournalFolder folder, ImmutableArray<PlannedFile> files, CancellationToken cancellationToken)
    {
        var changes = FileChange.Of(files);
        var run = Prepared(folder, changes);
        var replaced = 0;
        try
        {
            run.Begin(changes, cancellationToken);
            run.WriteBeside(changes, cancellationToken);
            foreach (var change in changes)
                LookAgain(change);
            cancellationToken.ThrowIfCancellationRequested();
            for (; replaced < changes.Length; replaced++)
                run.Replace(changes[replaced], replaced);
            foreach (var left in FileChange.LeftFolders(changes, folder.Root))
                run.Leave(left);
            return run;
        }
        catch
        {
            run.PutBack(replaced);
            throw;
        }
    }

    /// <summary>Says before it happens what another program will write.</summary>
    /// <param name="changed">Files that it may change.</param>
    /// <param name="migrations">Files that it makes.</param>
    public void Expect(IEnumerable<string> changed, IEnumerable<ExpectedMigration> migrations)
    {
        var originals = new List<byte[]>();
        var entries = new List<JournaledFile>();
        foreach (var path in changed)
        {
            var content = File.ReadAllBytes(path);
            entries.Add(new JournaledFile(Shown(path), Journal.HashOf(content), null, _originals, content.Length));
            originals.Add(content);
            _originals += content.Length;
        }

        _journal = _journal with
        {
            Files = _journal.Files.AddRange(entries),
            Migrations = [.. migrations.Select(migration => migration with { Folder = Shown(migration.Folder) })],
        };
        if (!_journal.Migrations.IsEmpty)
            _folder.Extend(_journal, originals);
    }

    /// <summary>Writes a file that is not there yet.</summary>
    /// <exception cref="CannotRunException">It is.</exception>
    public void Make(string path, byte[] content)
    {
        if (Path.Exists(path))
            throw PlannedFile.Changed(Shown(path));
        _folder.Disk.CreateFolder(Path.GetDirectoryName(path)!);
        _journal = _journal with { Files = _journal.Files.Add(new JournaledFile(Shown(path), null, Journal.HashOf(content), 0, 0)) };
        _folder.Extend(_journal, []);
        var temporary = _journal.Temporary(_folder.Root, _journal.Files.Length - 1);
        _folder.Disk.Write(temporary, [content], permissionsOf: _folder.Usual);
        _folder.Disk.Move(temporary, path);
    }

    /// <summary>All is done: from here on <c>undo</c> is the way back.</summary>
    /// <param name="made">Files that another program has made.</param>
    public void Finish(IEnumerable<string> made)
    {
        var known = _journal.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        if (!_journal.Migrations.IsEmpty)
        {
            _journal = _journal with
            {
                Files =
                [
                    .. _journal.Files.Select(file => file is { After: null, IsGone: false } ? file with { After = HashAt(file.Path) } : file),
                    .. made.Select(Shown).Where(known.Add).Select(path => new JournaledFile(path, null, HashAt(path), 0, 0)),
                ],
                Migrations = [],
            };
            _folder.Extend(_journal, []);
        }

        _folder.Finish();
    }

    /// <summary>Undoes what has been written.</summary>
    /// <exception cref="CannotRunException">Says what could not be put back.</exception>
    public void PutBack() => PutBack(_journal.Files.Length);

    /// <param name="replaced">So many files were written; in the others is whatever others wrote.</param>
    private void PutBack(int replaced)
    {
        var back = new RollBack(_folder, _journal, replaced);
        back.Run();
        if (!back.Edited.IsEmpty)
            throw new CannotRunException($"The run could not be finished; all was put back but for {Sentence.List(back.Edited)}, which somebody else wrote meanwhile.");
    }

    private static JournaledRun Prepared(JournalFolder folder, ImmutableArray<FileChange> changes)
    {
        try
        {
            return new JournaledRun(folder, changes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"A file cannot be read any more: {Sentence.Of(failure)} Nothing was written.", failure);
        }
    }

    private void Begin(ImmutableArray<FileChange> files, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            _folder.Begin(_journal, files.Select(file => file.OldBytes).OfType<byte[]>());
            foreach (var made in _journal.Folders)
                _folder.Disk.CreateFolder(Path.GetFullPath(made, _folder.Root));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{Path.Combine(_folder.Root, JournalFolder.Name)}' cannot be written: {Sentence.Of(failure)} Nothing was written.", failure);
        }
    }

    /// <summary>Nearly all of it is waiting for the disk, which brings many files home in the time of one.</summary>
    private void WriteBeside(ImmutableArray<FileChange> files, CancellationToken cancellationToken)
    {
        var next = -1;
        var lanes = Enumerable.Range(0, Math.Min(Lanes, files.Length)).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var index = Interlocked.Increment(ref next); index < files.Length; index = Interlocked.Increment(ref next))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    WriteBeside(files[index], index);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        Task.WhenAll(lanes).GetAwaiter().GetResult();
    }

    private void WriteBeside(FileChange file, int index)
    {
        if (file.NewBytes is not { } content)
            return;
        try
        {
            _folder.Disk.Write(_journal.Temporary(_folder.Root, index), [content], permissionsOf: file.PermissionsOf ?? _folder.Usual);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{file.ShownPath}' cannot be written: {Sentence.Of(failure)} Nothing was written.", failure);
        }
    }

    private void Replace(FileChange file, int index)
    {
        try
        {
            LookAgain(file);
            if (file.IsRemoval)
                _folder.Disk.Delete(file.Path);
            else
                _folder.Disk.Move(_journal.Temporary(_folder.Root, index), file.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{file.ShownPath}' could not be replaced: {Sentence.Of(failure)} Nothing was written.", failure);
        }
    }

    /// <summary>A folder that the run emptied goes; one that somebody still uses stays.</summary>
    private void Leave(string folder)
    {
        try
        {
            _folder.Disk.DeleteIfEmpty(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // An empty folder beside a good result: no reason to call the run a failure.
        }
    }

    /// <exception cref="CannotRunException">Somebody else has written the file, or there is one where none was.</exception>
    private static void LookAgain(FileChange file)
    {
        var isAsBefore = file.OldBytes is { } before
            ? Disk.Content(file.Path) is { } content && content.AsSpan().SequenceEqual(before)
            : !Path.Exists(file.Path);
        if (!isAsBefore)
            throw PlannedFile.Changed(file.ShownPath);
    }

    private string HashAt(string path) => Journal.HashOf(File.ReadAllBytes(Path.GetFullPath(path, _folder.Root)));

    private string Shown(string path) => Path.GetRelativePath(_folder.Root, path).Replace('\\', '/');
}
