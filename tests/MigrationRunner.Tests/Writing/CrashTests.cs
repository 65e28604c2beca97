using System.Collections.Immutable;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>A run that crashes before each of its steps on the disk, or in the middle of a write: the way back leads to the start, whatever crashes on it, too.</summary>
public sealed class CrashTests
{
    private static readonly string[] Names = ["a.cs", "below/b.cs"];

    [Fact]
    public void A_crash_at_any_step_leaves_whole_files_and_all_of_them_as_before_or_after()
    {
        var steps = 0;
        for (var finished = false; !finished; steps++)
        {
            using var folder = new TemporaryFolder();
            finished = Crashing.IsFinished(disk => Run(folder, disk), crashAt: steps);
            ShouldBeWhole(folder);

            Recover(folder, new Disk());
            OneStateOf(folder, isNew: finished);
        }

        Assert.True(steps > 15, $"{steps} steps");
    }

    [Fact]
    public void A_crash_on_the_way_back_is_gone_on_with()
    {
        for (int first = 0, ended = 0; ended < 2; first++)
        {
            var second = 0;
            for (var recovered = false; !recovered; second++)
            {
                using var folder = new TemporaryFolder();
                ended = Crashing.IsFinished(disk => Run(folder, disk), crashAt: first) ? 2 : 0;
                recovered = Crashing.IsFinished(disk => Recover(folder, disk), crashAt: second);
                ShouldBeWhole(folder);
                Recover(folder, new Disk());
                OneStateOf(folder, ended == 2);
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
            Run(folder, new Disk());
            undone = Crashing.IsFinished(disk => Crashing.Undo(folder, disk), crashAt: steps);
            ShouldBeWhole(folder);
            Crashing.Undo(folder, new Disk());
            Assert.Equal("old", OneStateOf(folder, isNew: false));
            Assert.False(JournalFolder.Exists(folder.Root));
        }

        Assert.True(steps > 10, $"{steps} steps");
    }

    [Fact]
    public void A_crash_while_another_program_writes_takes_its_files_back()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Data/ModelSnapshot.cs", "snapshot before");
        using (var journal = JournalFolder.Open(folder.Root, new Disk()))
        {
            var run = JournaledRun.Write(journal, PlannedFiles.In(folder, Names), default);
            run.Make(folder["Data/columns.sql"], "ALTER"u8.ToArray());
            run.Expect([folder["Data/ModelSnapshot.cs"]], [new ExpectedMigration(folder["Data"], "AddGuestColumns")]);
            folder.Write("Data/ModelSnapshot.cs", "snapshot after");
            folder.Write("Data/20260101_AddGuestColumns.cs", "migration");
        }

        var said = Recover(folder, new Disk());

        Assert.Equal("old", OneStateOf(folder, isNew: false));
        Assert.Equal("snapshot before", folder.Read("Data/ModelSnapshot.cs"));
        Assert.Equal([folder["Data/ModelSnapshot.cs"]], Directory.EnumerateFiles(folder["Data"]));
        Assert.Contains(said, sentence => sentence.Contains("'Data/20260101_AddGuestColumns.cs' is what 'dotnet ef' had written", StringComparison.Ordinal));
        Assert.Equal(["migration", "snapshot after"], Directory.EnumerateFiles(folder[JournalFolder.Name], "kept-*").Select(File.ReadAllText).Order());
    }

    [Fact]
    public void A_finished_run_takes_back_what_another_program_made_when_it_is_undone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Data/ModelSnapshot.cs", "snapshot before");
        var planned = PlannedFiles.In(folder, Names);
        var before = folder.Snapshot();
        using (var journal = JournalFolder.Open(folder.Root, new Disk()))
        {
            var run = JournaledRun.Write(journal, planned, default);
            run.Make(folder["Data/columns.sql"], "ALTER"u8.ToArray());
            run.Expect([folder["Data/ModelSnapshot.cs"]], [new ExpectedMigration(folder["Data"], "AddGuestColumns")]);
            folder.Write("Data/ModelSnapshot.cs", "snapshot after");
            run.Finish([folder.Write("Data/20260101_AddGuestColumns.cs", "migration"), folder["Data/columns.sql"]]);
        }

        Crashing.Undo(folder, new Disk());
        Assert.Equal(before, folder.Snapshot());
    }

    private static void Run(TemporaryFolder folder, Disk disk)
    {
        var planned = PlannedFiles.In(folder, Names);
        using var journal = JournalFolder.Open(folder.Root, disk);
        JournaledRun.Write(journal, planned, default).Finish([]);
    }

    private static ImmutableArray<string> Recover(TemporaryFolder folder, Disk disk)
    {
        using var journal = JournalFolder.Open(folder.Root, disk);
        return Recovery.Run(journal);
    }

    private static void ShouldBeWhole(TemporaryFolder folder) =>
        Assert.All(Names, name => Assert.Contains(folder.Read(name), new[] { $"old {name}", $"new {name}" }));

    /// <summary>The state that all files are in, and there is nothing else lying about.</summary>
    private static string OneStateOf(TemporaryFolder folder, bool isNew)
    {
        var state = Assert.Single(Names.Select(name => folder.Read(name).Split(' ')[0]).Distinct());
        Assert.True(state == "new" || !isNew);
        var others = Directory.EnumerateFiles(folder.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.Root, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith(JournalFolder.Name, StringComparison.Ordinal) && !file.StartsWith("Data/", StringComparison.Ordinal)).Except(Names);
        Assert.Empty(others);
        return state;
    }
}
