using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary><c>fix --output</c>: the work is done on a copy.</summary>
public sealed class FixOutputTests
{
    [Fact]
    public async Task Leaves_the_source_alone_and_makes_the_same_tree_twice()
    {
        using var folder = SmallSolution.Create();
        folder.Write("node_modules/x/index.js", "x");
        folder.Write("App/bin/old.dll", "x");
        folder.Write("docs/notes.md", "ClerkUserId");
        folder.Commit();
        folder.Write("dirty.txt", "a copy minds no dirt");
        var source = folder.Snapshot();
        using var elsewhere = new TemporaryFolder();

        var first = await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--output", elsewhere["Out"], "--report", elsewhere["1.json"], "--report", elsewhere["1.md"]]);
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(source, folder.Snapshot());
        Assert.Contains("WorkosUserId", elsewhere.Read("Out/Domain/User.cs"), StringComparison.Ordinal);
        Assert.Equal("ClerkUserId", elsewhere.Read("Out/docs/notes.md"));
        Assert.False(Directory.Exists(elsewhere["Out/node_modules"]));
        Assert.False(Directory.Exists(elsewhere["Out/App/bin"]));
        Assert.False(Directory.Exists(elsewhere["Out/App/obj"]));
        Assert.False(Directory.Exists(elsewhere["Out/.git"]));
        var copy = elsewhere.Snapshot("Out");

        elsewhere.Write("Out/stale.cs", "from an earlier run");
        var second = await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--output", elsewhere["Out"], "--report", elsewhere["2.json"], "--report", elsewhere["2.md"]]);
        Assert.Equal(copy, elsewhere.Snapshot("Out"));
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(elsewhere.Read("1.json"), elsewhere.Read("2.json"));
        Assert.Equal(elsewhere.Read("1.md"), elsewhere.Read("2.md"));
        Assert.DoesNotContain(elsewhere.Root, elsewhere.Read("1.json") + elsewhere.Read("1.md"), StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Root, elsewhere.Read("1.json") + elsewhere.Read("1.md"), StringComparison.Ordinal);
        Assert.Equal(["1.json", "1.md", "2.json", "2.md", "Out"], Directory.EnumerateFileSystemEntries(elsewhere.Root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Does_not_copy_itself_when_it_lies_inside_the_solution()
    {
        using var folder = SmallSolution.Create();
        foreach (var _ in new[] { 1, 2 })
        {
            var run = await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--output", "migrated/here"]);
            Assert.True(run.ExitCode == 0, run.Error);
            Assert.Empty(Directory.EnumerateDirectories(folder["migrated/here"], "migrated/here"));
            Assert.Single(Directory.EnumerateFileSystemEntries(folder["migrated"]));
        }
    }

    [Fact]
    public async Task Leaves_no_copy_behind_when_it_cannot_finish()
    {
        using var folder = SmallSolution.Create();
        using var elsewhere = new TemporaryFolder();
        folder.Write("Domain/Domain.csproj", "<Project>");
        var run = await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--output", elsewhere["Out"]]);
        run.ShouldRefuse("Domain/Domain.csproj");
        Assert.DoesNotContain("Out.c2w", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere.Root));
    }

    [Fact]
    public async Task Keeps_an_earlier_output_when_it_is_interrupted()
    {
        using var folder = SmallSolution.CreateOneProject();
        using var elsewhere = new TemporaryFolder();
        await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--output", elsewhere["Out"]]);
        var earlier = elsewhere.Snapshot();
        folder.Write("User.cs", "class ClerkUserId { }");
        using var interruption = new CancellationTokenSource();
        var run = await Tool.RunAsync(
            folder, new WordEngine { Meanwhile = _ => interruption.Cancel() }, ["fix", ".", "--output", elsewhere["Out"]], interruption.Token);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal(earlier, elsewhere.Snapshot());
    }

    [Fact]
    public async Task Only_tries_on_a_copy_that_it_throws_away()
    {
        using var folder = SmallSolution.CreateOneProject();
        using var elsewhere = new TemporaryFolder();
        var run = await Tool.RunAsync(folder, new WordEngine { ListsOnly = true }, ["fix", ".", "--output", elsewhere["Out"], "--dry-run"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("User.cs(5,19): warning C2W101: 'ClerkUserId' is found. It is used in User.cs.", run.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere.Root));
    }

    [Fact]
    public async Task Uses_a_shared_file_above_both_places_and_refuses_one_that_the_copy_would_not_see()
    {
        using var folder = new TemporaryFolder();
        folder.Write("repo/Directory.Build.props", "<Project />");
        folder.Write("repo/src/One.csproj", SmallSolution.ProjectText);
        folder.Write("repo/src/User.cs", SmallSolution.DomainUser);
        var near = await Tool.RunAsync(folder, new WordEngine(), ["fix", "repo/src", "--output", "repo/out"]);
        Assert.True(near.ExitCode == 0, near.Error);
        (await Tool.RunAsync(folder, new WordEngine(), ["fix", "repo/src", "--output", "far"])).ShouldRefuse("Directory.Build.props", "outside");
    }

    [Fact]
    public async Task Keeps_a_link_that_stays_inside()
    {
        using var folder = SmallSolution.CreateOneProject();
        using var elsewhere = new TemporaryFolder();
        folder.Write("Deep/Real.cs", "class Real { string ClerkUserId = \"\"; }\n");
        File.CreateSymbolicLink(folder["notes.txt"], "Deep/Real.cs");
        File.CreateSymbolicLink(folder["away.txt"], folder["Deep/Real.cs"]);
        var run = await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--output", elsewhere["Out"]]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("Deep/Real.cs", new FileInfo(elsewhere["Out/notes.txt"]).LinkTarget);
        Assert.Null(new FileInfo(elsewhere["Out/away.txt"]).LinkTarget);
        Assert.Contains("ClerkUserId", folder.Read("Deep/Real.cs"), StringComparison.Ordinal);
        Assert.Contains("WorkosUserId", elsewhere.Read("Out/Deep/Real.cs"), StringComparison.Ordinal);
    }
}
