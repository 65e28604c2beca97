using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Clerk2WorkOS.MigrationRunner.Writing.Journals;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary><c>undo</c>, and what the next command makes of a run that ended in the middle.</summary>
public sealed class UndoTests
{
    [Fact]
    public async Task Gives_back_every_byte_and_then_there_is_nothing_to_undo()
    {
        using var folder = SmallSolution.Create();
        folder.Commit();
        Assert.Equal(0, (await Tool.RunAsync(folder, new WordEngine(), ["fix", "."])).ExitCode);
        Assert.Equal(2, folder.Git("status", "--porcelain").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        var undone = await Tool.RunAsync(folder, "undo");
        Assert.True(undone.ExitCode == 0, undone.Error);
        Assert.Equal("2 files put back to what was before the last run.\n", undone.Output);
        Assert.Equal("", folder.Git("status", "--porcelain"));
        Assert.False(JournalFolder.Exists(folder.Root));

        var again = await Tool.RunAsync(folder, "undo", "Small.slnx");
        Assert.Equal((0, $"There is nothing to undo in '{folder.Root}'.\n"), (again.ExitCode, again.Output));
    }

    [Fact]
    public async Task Lists_what_it_would_put_back()
    {
        using var folder = SmallSolution.Create();
        await Tool.RunAsync(folder, new WordEngine(), ["fix", "."]);
        var fixedUp = folder.Snapshot();
        var tried = await Tool.RunAsync(folder, "undo", "--dry-run");
        Assert.Equal((0, "  App/Program.cs\n  Domain/User.cs\n2 files would be put back.\n"), (tried.ExitCode, tried.Output));
        Assert.Equal(fixedUp, folder.Snapshot());
        Assert.Equal(0, (await Tool.RunAsync(folder, "undo")).ExitCode);
        Assert.Equal(SmallSolution.DomainUser, folder.Read("Domain/User.cs"));
    }

    [Fact]
    public async Task Refuses_a_file_that_was_edited_since_and_leaves_it_alone_when_it_must()
    {
        using var folder = SmallSolution.Create();
        await Tool.RunAsync(folder, new WordEngine(), ["fix", "."]);
        folder.Write("Domain/User.cs", "my own work");
        var before = folder.Snapshot();
        (await Tool.RunAsync(folder, "undo")).ShouldRefuse("Domain/User.cs", "nothing was put back", "--force");
        (await Tool.RunAsync(folder, "undo", "--dry-run")).ShouldRefuse("Domain/User.cs");
        Assert.Equal(before, folder.Snapshot());

        var forced = await Tool.RunAsync(folder, "undo", "--force");
        Assert.Equal((1, "  Domain/User.cs was left alone: it was edited since\n1 file put back to what was before the last run.\n"), (forced.ExitCode, forced.Output));
        Assert.Equal("my own work", folder.Read("Domain/User.cs"));
        Assert.Equal(SmallSolution.AppProgram, folder.Read("App/Program.cs"));
        Assert.False(JournalFolder.Exists(folder.Root));
    }

    [Fact]
    public async Task Needs_no_solution_that_loads()
    {
        using var folder = SmallSolution.Create();
        await Tool.RunAsync(folder, new WordEngine(), ["fix", "."]);
        File.Delete(folder["App/App.csproj"]);
        folder.Write("Small.slnx", "<");
        Assert.Equal(0, (await Tool.RunAsync(folder, "undo", "Small.slnx")).ExitCode);
        Assert.Equal(SmallSolution.DomainUser, folder.Read("Domain/User.cs"));
        (await Tool.RunAsync(folder, "undo", "Nowhere.sln")).ShouldRefuse("Nowhere.sln", "does not exist");
    }

    [Fact]
    public async Task Is_about_the_last_run_that_changed_something()
    {
        using var folder = SmallSolution.CreateOneProject();
        await Tool.RunAsync(folder, new WordEngine(), ["fix", "."]);
        await Tool.RunAsync(folder, new WordEngine(), ["fix", "."]);
        await Tool.RunAsync(folder, "undo");
        Assert.Equal(SmallSolution.DomainUser, folder.Read("User.cs"));
    }

    [Fact]
    public async Task Takes_away_the_script_that_a_fix_has_made()
    {
        using var folder = GuestSolution.Create();
        var before = folder.Snapshot();
        Assert.Equal(0, (await Tool.RunAsync(folder, "fix", ".")).ExitCode);
        Assert.True(File.Exists(folder["Migrations/add_guest_columns.sql"]));
        Assert.Equal(0, (await Tool.RunAsync(folder, "undo")).ExitCode);
        Assert.Equal(before, folder.Snapshot());
    }

    [SoakFact]
    public async Task Takes_away_the_migration_that_dotnet_ef_has_made()
    {
        using var folder = GuestSolution.CreateWithContext();
        var before = folder.Snapshot();
        var done = await Tool.RunAsync(folder, "fix", ".", "--guest-columns", "ef");
        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Single(Directory.EnumerateFiles(folder["Data/Migrations"], "*_AddGuestColumns.cs"));
        Assert.Single(Directory.EnumerateFiles(folder["Data/Migrations"], "*ModelSnapshot.cs"));
        Assert.Equal(0, (await Tool.RunAsync(folder, "undo")).ExitCode);
        Assert.Equal(before, folder.Snapshot());
    }

    [Fact]
    public async Task A_run_that_ended_in_the_middle_is_put_back_by_the_next_which_does_what_it_would_have_done_at_first()
    {
        using var folder = SmallSolution.Create();
        folder.Commit();
        var undisturbed = await Tool.RunAsync(folder, new WordEngine(), ["fix", "."]);
        var fixedUp = folder.Snapshot();
        await Tool.RunAsync(folder, "undo");
        EndInTheMiddle(folder);

        var looked = await Tool.RunAsync(folder, new WordEngine(), ["check", "."]);
        Assert.Contains("an earlier run ended in the middle", looked.Error, StringComparison.Ordinal);
        Assert.Contains("class X", folder.Read("Domain/User.cs"), StringComparison.Ordinal);

        var next = await Tool.RunAsync(folder, new WordEngine(), ["fix", "."]);
        Assert.Contains("clerk2workos: an earlier run ended in the middle; what it had written was put back (Domain/User.cs).", next.Error, StringComparison.Ordinal);
        Assert.Equal(undisturbed.Output, next.Output);
        Assert.Equal(fixedUp, folder.Snapshot());
    }

    [Fact]
    public async Task A_run_that_ended_in_the_middle_and_was_edited_since_is_left_to_people()
    {
        using var folder = SmallSolution.Create();
        EndInTheMiddle(folder);
        folder.Write("Domain/User.cs", "my own work");
        (await Tool.RunAsync(folder, new WordEngine(), ["fix", "."])).ShouldRefuse("Domain/User.cs", "undo --force");
        Assert.Equal("my own work", folder.Read("Domain/User.cs"));
        Assert.Equal(1, (await Tool.RunAsync(folder, "undo", "--force")).ExitCode);
        Assert.Equal(0, (await Tool.RunAsync(folder, new WordEngine(), ["fix", "."])).ExitCode);
    }

    [Fact]
    public async Task A_run_while_another_is_under_way()
    {
        using var folder = SmallSolution.CreateOneProject();
        using (JournalFolder.Open(folder.Root, new Disk()))
        {
            (await Tool.RunAsync(folder, new WordEngine(), ["fix", "."])).ShouldRefuse("Another run of clerk2workos is under way");
            (await Tool.RunAsync(folder, "undo")).ShouldRefuse("Another run of clerk2workos is under way");
            Assert.Equal(0, (await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--dry-run"])).ExitCode);
        }

        Assert.Equal(0, (await Tool.RunAsync(folder, new WordEngine(), ["fix", "."])).ExitCode);
    }

    [Fact]
    public async Task A_journal_that_came_from_elsewhere_reaches_no_file_outside()
    {
        using var folder = new TemporaryFolder();
        folder.Write("victim", "old");
        folder.Write("Solution/.clerk2workos/last", new Journal(
            Journal.CurrentVersion, "00000000", "/somewhere/else", [new JournaledFile("../victim", Journal.HashOf("new"u8.ToArray()), Journal.HashOf("old"u8.ToArray()), 0, 3)], []).ToBytes());
        folder.Write("Solution/.clerk2workos/originals-00000000", "new");
        (await Tool.RunAsync(folder, "undo", "Solution")).ShouldRefuse("../victim", "outside");
        Assert.Equal("old", folder.Read("victim"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "version": 3, "run": "00", "root": "", "files": [], "migrations": [] }""")]
    public async Task A_journal_that_is_none(string text)
    {
        using var folder = new TemporaryFolder();
        folder.Write(".clerk2workos/last", text);
        (await Tool.RunAsync(folder, "undo")).ShouldRefuse(Path.Combine(".clerk2workos", "last"), "elete it to go on without it");
    }

    [Fact]
    public async Task Originals_that_are_damaged_are_not_put_back()
    {
        using var folder = SmallSolution.CreateOneProject();
        await Tool.RunAsync(folder, new WordEngine(), ["fix", "."]);
        var fixedUp = folder.Snapshot();
        var originals = Assert.Single(Directory.EnumerateFiles(folder[".clerk2workos"], "originals-*"));
        await File.WriteAllTextAsync(originals, "something else");
        (await Tool.RunAsync(folder, "undo")).ShouldRefuse("User.cs", "damaged");
        File.Delete(originals);
        (await Tool.RunAsync(folder, "undo")).ShouldRefuse("User.cs", "no longer kept");
        Assert.Equal(fixedUp, folder.Snapshot());
    }

    /// <summary>As a kill leaves it between two renames.</summary>
    private static void EndInTheMiddle(TemporaryFolder folder)
    {
        var text = folder.Read("Domain/User.cs");
        var edit = new FileEdit(folder["Domain/User.cs"], SourceText.From(text), [new TextChange(new TextSpan(text.IndexOf("User", StringComparison.Ordinal), 4), "X")]);
        using var journal = JournalFolder.Open(folder.Root, new Disk());
        JournaledRun.Write(journal, PlannedFile.Plan([edit], folder.Root, ownCopy: false), default);
    }
}
