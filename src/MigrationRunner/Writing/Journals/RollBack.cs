using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Writing.Journals;

/// <summary>
/// Gives the files of a journal back what they held before. It may end anywhere and be begun again; a file that holds what neither the run wrote nor was there
/// before is somebody else's, and is not touched.
/// </summary>
internal sealed class RollBack
{
    private readonly JournalFolder _folder;
    private readonly Journal _journal;
    private readonly ImmutableArray<(JournaledFile File, int Index, FileState State)> _files;

    /// <param name="folder">Where the journal is kept.</param>
    /// <param name="journal">What was written, or was going to be.</param>
    /// <param name="replaced">How many of the files were written, where that is known; what is in the others is not the run's.</param>
    /// <exception cref="CannotRunException">A file cannot be read.</exception>
    public RollBack(JournalFolder folder, Journal journal, int replaced = int.MaxValue)
    {
        _folder = folder;
        _journal = journal;
        _files = [.. journal.Files.Select((file, index) => (file, index, index < replaced ? StateOf(file, index) : FileState.Before))];
    }

    /// <summary>Files that the run changed or made, and that are as it left them.</summary>
    public ImmutableArray<string> Written => [.. In(FileState.Written).Concat(In(FileState.Unknown)).Order(StringComparer.Ordinal)];

    /// <summary>Files that somebody edited, replaced or deleted since.</summary>
    public ImmutableArray<string> Edited => In(FileState.Edited);

    /// <summary>Does it, and forgets the journal.</summary>
    /// <returns>What people should look at, as sentences.</returns>
    /// <exception cref="CannotRunException">A file could not be put back; what was done so far stays, and doing it again goes on.</exception>
    public ImmutableArray<string> Run()
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        for (var index = 0; index < _journal.Files.Length; index++)
            Try(_journal.Files[index].Path, () => _folder.Disk.Delete(Temporary(index)));
        foreach (var (file, index, state) in _files)
        {
            if (state == FileState.Unknown)
                Try(file.Path, () => remarks.Add(Keep(PathOf(file), file.Path)));
            if (state is FileState.Unknown or FileState.Written)
                Try(file.Path, () => PutBack(file, index, state));
        }

        foreach (var left in _journal.Migrations.SelectMany(LeftOf))
        {
            Try(left, () => remarks.Add(Keep(left, Path.GetRelativePath(_folder.Root, left).Replace('\\', '/'))));
            Try(left, () => _folder.Disk.Delete(left));
        }

        foreach (var made in _journal.Folders.Reverse())
            Try(made, () => _folder.Disk.DeleteIfEmpty(Path.GetFullPath(made, _folder.Root)));
        Try(JournalFolder.Name, _folder.Forget);
        return remarks.ToImmutable();
    }

    private string PathOf(JournaledFile file) => Path.GetFullPath(file.Path, _folder.Root);

    private string Temporary(int index) => _journal.Temporary(_folder.Root, index);

    private ImmutableArray<string> In(FileState state) => [.. _files.Where(file => file.State == state).Select(file => file.File.Path)];

    private FileState StateOf(JournaledFile file, int index)
    {
        try
        {
            var path = PathOf(file);
            var hash = Disk.Content(path) is { } content ? Journal.HashOf(content) : null;
            if (hash == file.Before && (hash is not null || !Path.Exists(path)))
                return FileState.Before;
            if (file.IsGone)
                return Path.Exists(path) ? FileState.Edited : FileState.Written;
            if (hash is not null && hash == file.After)
                return FileState.Written;
            if (file.After is not null && File.Exists(Temporary(index)))
                return FileState.Before;        // its turn had not come: whatever is in it, the run did not write it
            return file.After is null && hash is not null ? FileState.Unknown : FileState.Edited;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{file.Path}' cannot be read: {Sentence.Of(failure)} Nothing was put back.", failure);
        }
    }

    private void PutBack(JournaledFile file, int index, FileState state)
    {
        var path = PathOf(file);
        if (file.Before is null)
        {
            _folder.Disk.Delete(path);
            return;
        }

        _folder.Disk.CreateFolder(Path.GetDirectoryName(path)!);
        _folder.Disk.Write(Temporary(index), [_folder.Original(_journal, file)], permissionsOf: path, mode: (UnixFileMode?)file.Mode);
        if (state == FileState.Written && (file.IsGone ? Path.Exists(path) : Disk.Content(path) is not { } content || Journal.HashOf(content) != file.After))
        {
            _folder.Disk.Delete(Temporary(index));
            throw new CannotRunException($"'{file.Path}' changed while it was put back; it was left alone. Run 'clerk2workos undo' again.");
        }

        _folder.Disk.Move(Temporary(index), path);
    }

    private string Keep(string path, string shown) =>
        $"'{shown}' is what 'dotnet ef' had written when the run ended; it is kept as '{Path.GetRelativePath(_folder.Root, _folder.Keep(_journal, path, shown)).Replace('\\', '/')}'.";

    private IEnumerable<string> LeftOf(ExpectedMigration migration)
    {
        var folder = Path.GetFullPath(migration.Folder, _folder.Root);
        var known = _journal.Files.Select(PathOf).ToHashSet(StringComparer.Ordinal);
        string[] names = [$"*_{migration.Name}.cs", $"*_{migration.Name}.Designer.cs", "*ModelSnapshot.cs"];
        return !Directory.Exists(folder) ? []
            : [.. names.SelectMany(name => Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories)).Where(file => !known.Contains(file)).Order(StringComparer.Ordinal)];
    }

    private static void Try(string shown, Action step)
    {
        try
        {
            step();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{shown}' could not be put back: {Sentence.Of(failure)} 'clerk2workos undo' goes on from here.", failure);
        }
    }

    private enum FileState
    {
        /// <summary>As before the run, or never touched by it.</summary>
        Before,

        /// <summary>As the run left it.</summary>
        Written,

        /// <summary>In the hands of another program when the run ended.</summary>
        Unknown,

        /// <summary>Somebody was at it since.</summary>
        Edited,
    }
}
