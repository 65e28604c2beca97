using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>Either all files change, or none; and nothing else is left lying about.</summary>
public sealed class JournaledRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_every_file_and_leaves_nothing_beside_it()
    {
        Write(PlannedFiles.In(_folder, "a.cs", "b.cs"));
        Assert.Equal("new a.cs", _folder.Read("a.cs"));
        Assert.Equal("new b.cs", _folder.Read("b.cs"));
        Assert.Equal([".clerk2workos", "a.cs", "b.cs"], Directory.EnumerateFileSystemEntries(_folder.Root).Select(Path.GetFileName).Order());
        Assert.Equal([".gitignore", "last", "lock", "originals"], Directory.EnumerateFiles(_folder[JournalFolder.Name]).Select(file => Path.GetFileName(file).Split('-')[0]).Order());
    }

    [Fact]
    public void Keeps_only_the_last_run()
    {
        Write(PlannedFiles.In(_folder, "a.cs"));
        Write(PlannedFiles.In(_folder, "a.cs"));
        Assert.Single(Directory.EnumerateFiles(_folder[JournalFolder.Name], "originals-*"));
    }

    [Fact]
    public void Is_ignored_by_git()
    {
        Write(PlannedFiles.In(_folder, "a.cs"));
        _folder.Commit();
        Assert.DoesNotContain(".clerk2workos", _folder.Git("ls-files"), StringComparison.Ordinal);
        Assert.Equal("", _folder.Git("status", "--porcelain"));
    }

    [Fact]
    public void Keeps_originals_from_others_eyes()
    {
        if (OperatingSystem.IsWindows())
            return;
        Write(PlannedFiles.In(_folder, "a.cs"));
        var originals = Assert.Single(Directory.EnumerateFiles(_folder[JournalFolder.Name], "originals-*"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(originals));
    }

    [Fact]
    public void Writes_nothing_when_a_file_changed_meanwhile()
    {
        var planned = PlannedFiles.In(_folder, "a.cs", "b.cs");
        _folder.Write("b.cs", "someone else's");
        ShouldWriteNothing(planned, "'b.cs' changed while the run was under way");
    }

    [Fact]
    public void Writes_nothing_when_a_file_changed_at_the_last_moment()
    {
        var planned = PlannedFiles.In(_folder, "a.cs", "b.cs", "c.cs");
        var failure = Assert.Throws<CannotRunException>(() => Write(planned, new Disk(() =>
        {
            if (_folder.Read("a.cs") == "new a.cs" && _folder.Read("c.cs") == "old c.cs")
                _folder.Write("c.cs", "someone else's");
        })));
        Assert.Contains("'c.cs' changed while the run was under way", failure.Message, StringComparison.Ordinal);
        Assert.Equal("old a.cs", _folder.Read("a.cs"));
        Assert.Equal("old b.cs", _folder.Read("b.cs"));
        Assert.Equal("someone else's", _folder.Read("c.cs"));
        Assert.False(JournalFolder.Exists(_folder.Root));
    }

    [Fact]
    public void Writes_nothing_when_a_file_has_gone_meanwhile()
    {
        var planned = PlannedFiles.In(_folder, "a.cs", "b.cs");
        File.Delete(_folder["b.cs"]);
        ShouldWriteNothing(planned, "'b.cs'");
    }

    [Fact]
    public void Writes_nothing_when_a_folder_has_gone_meanwhile()
    {
        var planned = PlannedFiles.In(_folder, "a.cs", "below/b.cs");
        Directory.Delete(_folder["below"], recursive: true);
        ShouldWriteNothing(planned, "'below/b.cs' cannot be written");
    }

    [Fact]
    public void Writes_nothing_when_a_file_became_a_link_meanwhile()
    {
        var planned = PlannedFiles.In(_folder, "a.cs", "b.cs");
        File.Move(_folder["b.cs"], _folder["elsewhere.cs"]);
        File.CreateSymbolicLink(_folder["b.cs"], "elsewhere.cs");
        ShouldWriteNothing(planned, "'b.cs' changed while");
    }

    [Fact]
    public void Puts_back_what_it_wrote_whichever_step_fails()
    {
        var sentences = new List<string>();
        for (var failAt = 0; ; failAt++)
        {
            var planned = PlannedFiles.In(_folder, "a.cs", "b.cs", "c.cs");
            var before = _folder.Snapshot();
            var step = 0;
            var disk = new Disk(() =>
            {
                if (Interlocked.Increment(ref step) == failAt + 1)
                    throw new IOException("disk full");
            });
            try
            {
                Write(planned, disk);
                break;      // the failure hit what only tidies up
            }
            catch (CannotRunException failure)
            {
                sentences.Add(failure.Message);
                Assert.Equal(before, _folder.Snapshot());
                Assert.Equal([], JournalFolder.Exists(_folder.Root) ? Directory.EnumerateFiles(_folder[JournalFolder.Name]).Select(Path.GetFileName).Except([".gitignore", "lock"]) : []);
            }
        }

        Assert.Contains(sentences, sentence => sentence.EndsWith(".cs' cannot be written: disk full. Nothing was written.", StringComparison.Ordinal));
        Assert.Contains("'a.cs' could not be replaced: disk full. Nothing was written.", sentences);
        Assert.Contains("'c.cs' could not be replaced: disk full. Nothing was written.", sentences);
    }

    [Fact]
    public void Writes_nothing_when_interrupted_before_the_first_rename()
    {
        var planned = PlannedFiles.In(_folder, "a.cs");
        var before = _folder.Snapshot();
        Assert.Throws<OperationCanceledException>(() =>
        {
            using var journal = JournalFolder.Open(_folder.Root, new Disk());
            JournaledRun.Write(journal, planned, new CancellationToken(canceled: true));
        });
        Assert.Equal(before, _folder.Snapshot());
        Assert.False(JournalFolder.Exists(_folder.Root));
    }

    [Fact]
    public void Keeps_the_permissions_of_a_file_there_and_back()
    {
        if (OperatingSystem.IsWindows())
            return;
        var planned = PlannedFiles.In(_folder, "a.cs");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead;
        File.SetUnixFileMode(_folder["a.cs"], mode);
        Write(planned);
        Assert.Equal(mode, File.GetUnixFileMode(_folder["a.cs"]));
        Undo();
        Assert.Equal("old a.cs", _folder.Read("a.cs"));
        Assert.Equal(mode, File.GetUnixFileMode(_folder["a.cs"]));
    }

    [Fact]
    public void Writes_through_a_symbolic_link_and_keeps_it_there_and_back()
    {
        _folder.Write("real/a.cs", "old a.cs");
        File.CreateSymbolicLink(_folder["a.cs"], "real/a.cs");
        Write(PlannedFile.Plan([PlannedFiles.Edit(_folder, "a.cs")], _folder.Root, ownCopy: false));
        Assert.Equal("new a.cs", _folder.Read("real/a.cs"));
        Assert.Equal("real/a.cs", new FileInfo(_folder["a.cs"]).LinkTarget);
        Undo();
        Assert.Equal("old a.cs", _folder.Read("real/a.cs"));
        Assert.Equal("real/a.cs", new FileInfo(_folder["a.cs"]).LinkTarget);
    }

    [Fact]
    public void Writes_the_file_of_the_solution_and_not_another_name_of_it()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var planned = PlannedFiles.In(_folder, "a.cs");
        using (var link = System.Diagnostics.Process.Start("ln", [_folder["a.cs"], _folder["backup"]]))
            link.WaitForExit();
        Write(planned);
        Assert.Equal("new a.cs", _folder.Read("a.cs"));
        Assert.Equal("old a.cs", _folder.Read("backup"));
    }

    [Fact]
    public void Lets_one_process_at_a_time_write()
    {
        using var first = JournalFolder.Open(_folder.Root, new Disk());
        var failure = Assert.Throws<CannotRunException>(() => JournalFolder.Open(_folder.Root, new Disk()));
        Assert.Contains("Another run of clerk2workos is under way", failure.Message, StringComparison.Ordinal);
    }

    private void Write(ImmutableArray<PlannedFile> planned, Disk? disk = null)
    {
        using var journal = JournalFolder.Open(_folder.Root, disk ?? new Disk());
        var run = JournaledRun.Write(journal, planned, default);
        try
        {
            run.Finish([]);
        }
        catch (IOException failure)
        {
            run.PutBack();
            throw new CannotRunException("The journal could not be finished.", failure);
        }
    }

    private void Undo()
    {
        using var journal = JournalFolder.Open(_folder.Root, new Disk());
        journal.Reopen();
        new RollBack(journal, journal.Unfinished!).Run();
    }

    private void ShouldWriteNothing(ImmutableArray<PlannedFile> planned, string named, Disk? disk = null)
    {
        var before = _folder.Snapshot();
        var failure = Assert.Throws<CannotRunException>(() => Write(planned, disk));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Snapshot());
        Assert.False(JournalFolder.Exists(_folder.Root));
    }
}
