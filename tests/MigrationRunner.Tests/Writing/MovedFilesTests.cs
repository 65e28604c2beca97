using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>Files that change places, one of them with another's: wherever the run crashes, the way back leads to the start, and git makes the same of the patch.</summary>
public sealed class MovedFilesTests
{
    private const string Before = "one/a.cs old one/a.cs|one/b.cs old one/b.cs|other.cs old other.cs|two/a.cs old two/a.cs|two/deep/c.cs old two/deep/c.cs";
    private const string After = "made.txt made|one/a.cs new two/a.cs|one/deep/c.cs old two/deep/c.cs|other.cs new other.cs|zero/a.cs new one/a.cs|zero/b.cs old one/b.cs";

    [Fact]
    public void All_of_them_are_in_their_new_places_and_empty_folders_are_gone()
    {
        using var folder = new TemporaryFolder();
        Run(folder, Planned(folder), new Disk());
        Assert.Equal(After, Picture(folder));
        Assert.False(Directory.Exists(folder["two"]));
    }

    [Fact]
    public void A_crash_at_any_step_can_be_rolled_back()
    {
        var steps = 0;
        for (var finished = false; !finished; steps++)
        {
            using var folder = new TemporaryFolder();
            var planned = Planned(folder);
            finished = Crashing.IsFinished(disk => Run(folder, planned, disk), steps);
            Recover(folder, new Disk());
            Assert.Equal(finished ? After : Before, Picture(folder));
            Assert.Equal(finished, Directory.Exists(folder["zero"]));
        }

        Assert.True(steps > 30, $"{steps} steps");
    }

    [Fact]
    public void A_crash_on_the_way_back_is_gone_on_with()
    {
        for (int first = 12, ended = 0; ended == 0; first += 3)
        {
            var second = 0;
            for (var recovered = false; !recovered; second++)
            {
                using var folder = new TemporaryFolder();
                var planned = Planned(folder);
                ended = Crashing.IsFinished(disk => Run(folder, planned, disk), first) ? 1 : 0;
                recovered = Crashing.IsFinished(disk => Recover(folder, disk), second);
                Recover(folder, new Disk());
                Assert.Equal(ended == 1 ? After : Before, Picture(folder));
            }
        }
    }

    [Fact]
    public void A_crash_in_an_undo_is_gone_on_with_by_the_next()
    {
        var steps = 0;
        for (var undone = false; !undone; steps++)
        {
            using var folder = new TemporaryFolder();
            Run(folder, Planned(folder), new Disk());
            undone = Crashing.IsFinished(disk => Crashing.Undo(folder, disk), steps);
            Crashing.Undo(folder, new Disk());
            Assert.Equal(Before, Picture(folder));
            Assert.False(Directory.Exists(folder["zero"]));
            Assert.False(JournalFolder.Exists(folder.Root));
        }

        Assert.True(steps > 20, $"{steps} steps");
    }

    [Fact]
    public void Whichever_step_fails_nothing_was_written()
    {
        for (var failAt = 1; ; failAt++)
        {
            using var folder = new TemporaryFolder();
            var planned = Planned(folder);
            var step = 0;
            try
            {
                Run(folder, planned, new Disk(() =>
                {
                    if (Interlocked.Increment(ref step) == failAt)
                        throw new IOException("disk full");
                }));
                if (Picture(folder) == After && step >= failAt)
                    continue;       // it failed in what only tidies up
                break;
            }
            catch (Exception failure) when (failure is CannotRunException or IOException)
            {
                Recover(folder, new Disk());
                Assert.Equal(Before, Picture(folder));
            }
        }
    }

    [Fact]
    public void What_somebody_put_in_the_new_place_or_edited_stays()
    {
        using var folder = new TemporaryFolder();
        var planned = Planned(folder);
        folder.Write("zero/a.cs", "someone else's");
        var failure = Assert.Throws<CannotRunException>(() => Run(folder, planned, new Disk()));
        Assert.Contains("'zero/a.cs' changed while the run was under way", failure.Message, StringComparison.Ordinal);
        File.Delete(folder["zero/a.cs"]);
        Directory.Delete(folder["zero"]);
        Assert.Equal(Before, Picture(folder));

        Run(folder, planned, new Disk());
        folder.Write("two/a.cs", "a new one");
        using var journal = JournalFolder.Open(folder.Root, new Disk());
        Assert.Equal("two/a.cs", Assert.Single(new RollBack(journal, journal.Last!).Edited));
    }

    [Fact]
    public void Git_makes_the_same_of_the_patch_and_turns_it_back()
    {
        using var folder = new TemporaryFolder();
        var planned = Planned(folder);
        folder.Commit();
        folder.Write(".git/changes.patch", UnifiedDiff.Write(planned, SolutionPlace.Of(folder.Root)));
        folder.Git("apply", ".git/changes.patch");
        File.Delete(folder[".gitignore"]);
        Assert.Equal(After, Picture(folder));
        folder.Git("apply", "-R", ".git/changes.patch");
        Assert.Equal(Before, Picture(folder));
    }

    [Fact]
    public void A_journal_of_the_version_before_can_still_be_undone()
    {
        using var folder = new TemporaryFolder();
        using (var journal = JournalFolder.Open(folder.Root, new Disk()))
            JournaledRun.Write(journal, PlannedFiles.In(folder, "a.cs"), default).Finish([]);
        var last = folder[$"{JournalFolder.Name}/last"];
        File.WriteAllText(last, File.ReadAllText(last).Replace("\"version\": 2", "\"version\": 1", StringComparison.Ordinal).Replace("\"folders\": [],", "", StringComparison.Ordinal));
        Crashing.Undo(folder, new Disk());
        Assert.Equal("old a.cs", folder.Read("a.cs"));
    }

    /// <summary>one → zero, two → one, a file that stays, and one that is made.</summary>
    private static ImmutableArray<PlannedFile> Planned(TemporaryFolder folder)
    {
        foreach (var name in new[] { "one/b.cs", "two/deep/c.cs" })
            folder.Write(name, $"old {name}");
        var edited = PlannedFiles.In(folder, "one/a.cs", "two/a.cs", "other.cs").ToDictionary(file => file.ShownPath, StringComparer.Ordinal);
        return
        [
            edited["one/a.cs"].MovedTo(folder["zero/a.cs"], folder.Root),
            edited["two/a.cs"].MovedTo(folder["one/a.cs"], folder.Root),
            edited["other.cs"],
            PlannedFile.Unchanged(folder["one/b.cs"], folder.Root, ownCopy: false).MovedTo(folder["zero/b.cs"], folder.Root),
            PlannedFile.Unchanged(folder["two/deep/c.cs"], folder.Root, ownCopy: false).MovedTo(folder["one/deep/c.cs"], folder.Root),
            PlannedFile.New(folder["made.txt"], folder.Root, "made"),
        ];
    }

    private static string Picture(TemporaryFolder folder) => string.Join('|', Directory.EnumerateFiles(folder.Root, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder.Root, file).Replace('\\', '/'))
        .Where(file => !file.StartsWith(JournalFolder.Name, StringComparison.Ordinal) && !file.StartsWith(".git", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).Select(file => $"{file} {folder.Read(file)}"));

    private static void Run(TemporaryFolder folder, ImmutableArray<PlannedFile> planned, Disk disk)
    {
        using var journal = JournalFolder.Open(folder.Root, disk);
        JournaledRun.Write(journal, planned, default).Finish([]);
    }

    private static void Recover(TemporaryFolder folder, Disk disk)
    {
        using var journal = JournalFolder.Open(folder.Root, disk);
        Recovery.Run(journal);
    }
}
