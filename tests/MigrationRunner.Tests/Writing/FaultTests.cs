using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>Real faults of a real file system in the middle of a run: nothing is written, or what was written can be put back.</summary>
public sealed class FaultTests : IDisposable
{
    private const int Files = 24;
    private const int FileLength = 8 << 10;
    private const int All = Files * FileLength;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NeedsTinyDisk]
    public void A_full_disk()
    {
        using var disk = TinyDisk.TryMount(_folder);
        var planned = LargeFiles();
        foreach (var free in new[] { 0, 4 << 10, All / 2, All + (16 << 10), All * 3 / 2, All * 2 - (8 << 10) })
        {
            disk!.LeaveFree(free);
            var before = _folder.Snapshot();
            var failure = Assert.Throws<CannotRunException>(() => Write(planned));
            Assert.Contains("Nothing was written.", failure.Message, StringComparison.Ordinal);
            Assert.Equal(before, _folder.Snapshot());
        }

        disk!.LeaveFree(All * 2 + (64 << 10));
        Write(planned);
        Assert.StartsWith("new", _folder.Read("00.cs"), StringComparison.Ordinal);

        disk.LeaveFree(0);
        var undo = Assert.Throws<CannotRunException>(() => Undo());
        Assert.Contains("could not be put back", undo.Message, StringComparison.Ordinal);
        disk.LeaveFree(64 << 10);
        Undo();
        Assert.All(planned, file => Assert.Equal(file.OldBytes, File.ReadAllBytes(file.Path)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Root, ".c*"));
    }

    [NeedsImmutableFiles]
    public void A_file_that_may_no_longer_be_written()
    {
        var planned = PlannedFiles.In(_folder, "a.cs", "b.cs", "c.cs");
        var before = _folder.Snapshot();
        WithImmutable("c.cs", onceNew: "b.cs", disk =>
        {
            var failure = Assert.Throws<CannotRunException>(() => Write(planned, disk));
            Assert.Contains("'c.cs' could not be replaced", failure.Message, StringComparison.Ordinal);
        });
        Assert.Equal(before, _folder.Snapshot());
        Assert.False(JournalFolder.Exists(_folder.Root));
    }

    [NeedsImmutableFiles]
    public void A_folder_that_may_no_longer_be_written_is_put_back_when_it_may()
    {
        var planned = PlannedFiles.In(_folder, "below/a.cs", "below/b.cs", "c.cs");
        WithImmutable("below", onceNew: "below/a.cs", disk =>
        {
            var failure = Assert.Throws<CannotRunException>(() => Write(planned, disk));
            Assert.Contains("'clerk2workos undo' goes on from here.", failure.Message, StringComparison.Ordinal);
            Assert.Equal("new below/a.cs", _folder.Read("below/a.cs"));
        });
        using (var journal = JournalFolder.Open(_folder.Root, new Disk()))
            Recovery.Run(journal);
        Assert.Equal("old below/a.cs", _folder.Read("below/a.cs"));
        Assert.Equal(["below", "c.cs"], Directory.EnumerateFileSystemEntries(_folder.Root).Select(Path.GetFileName).Order());
        Assert.Equal(["a.cs", "b.cs"], Directory.EnumerateFiles(_folder["below"]).Select(Path.GetFileName).Order());
    }

    private ImmutableArray<PlannedFile> LargeFiles()
    {
        var edits = Enumerable.Range(0, Files).Select(number =>
        {
            var name = $"{number:00}.cs";
            var text = "old" + new string('x', FileLength - 3);
            _folder.Write(name, text);
            return new FileEdit(_folder[name], SourceText.From(text), [new TextChange(new TextSpan(0, 3), "new")]);
        });
        return PlannedFile.Plan(edits, _folder.Root, ownCopy: false);
    }

    private void WithImmutable(string what, string onceNew, Action<Disk> run)
    {
        var isSet = false;
        try
        {
            run(new Disk(() =>
            {
                if (!isSet && _folder.Read(onceNew).StartsWith("new", StringComparison.Ordinal))
                    isSet = TinyDisk.Run("chattr", "+i", _folder[what]);
            }));
            Assert.True(isSet);
        }
        finally
        {
            TinyDisk.Run("chattr", "-i", _folder[what]);
        }
    }

    private void Write(ImmutableArray<PlannedFile> planned, Disk? disk = null)
    {
        using var journal = JournalFolder.Open(_folder.Root, disk ?? new Disk());
        JournaledRun.Write(journal, planned, default).Finish([]);
    }

    private void Undo()
    {
        using var journal = JournalFolder.Open(_folder.Root, new Disk());
        if (journal.Unfinished is null)
            journal.Reopen();
        new RollBack(journal, journal.Unfinished!).Run();
    }
}
