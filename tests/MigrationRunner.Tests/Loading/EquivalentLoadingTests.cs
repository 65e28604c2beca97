using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Loading.DesignTime;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Loading;

/// <summary>A design-time build in this process gives the solution that MSBuildWorkspace gives, but for the mistakes that this one makes.</summary>
public sealed class EquivalentLoadingTests
{
    private static readonly string[] Missing = ["project Basic", "project Functional", "bin/Basic", "bin/Functional"];

    [Fact]
    public async Task Both_ways_load_the_same_solution()
    {
        using var folder = OddSolution.Create();
        var input = await InputFinder.FindAsync(folder[OddSolution.Path], default);

        var (quick, failures) = await QuicklyAsync(input);
        using var opened = (await WorkspaceLoader.OpenAsync(input, default)).Workspace;

        // MSBuildWorkspace refers to projects of other languages that are not there, and then misses them.
        var expected = (await SolutionPicture.OfAsync(opened.CurrentSolution)).Split('\n').Where(line => !Missing.Any(name => line.Contains(name, StringComparison.Ordinal)));
        Assert.Equal(string.Join('\n', expected), quick);
        Assert.Empty(failures);
        Assert.Contains("Multi(net8.0): file", quick, StringComparison.Ordinal);
        Assert.Contains("App: project Multi(net10.0) several", quick, StringComparison.Ordinal);
        Assert.DoesNotContain("App: project First", quick, StringComparison.Ordinal);
        // What does not compile, and only that: the severities of two folders, and the reference that is for the order of the build.
        Assert.Equal(2, quick.Split('\n').Count(line => line.Contains(": error ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_linked_folder_is_opened_by_the_name_that_was_given()
    {
        using var folder = SmallSolution.Create();
        using var elsewhere = new TemporaryFolder();
        Directory.CreateSymbolicLink(elsewhere["link"], folder.Root);
        var input = await InputFinder.FindAsync(elsewhere["link/Small.slnx"], default);

        var (quick, _) = await QuicklyAsync(input);
        using var opened = (await WorkspaceLoader.OpenAsync(input, default)).Workspace;

        Assert.Equal(await SolutionPicture.OfAsync(opened.CurrentSolution), quick);
        Assert.Contains($"App: document {elsewhere["link/App/Program.cs"]}", quick, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_when_asked_to()
    {
        using var folder = SmallSolution.CreateOneProject();
        var input = await InputFinder.FindAsync(folder.Root, default);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DesignTimeLoader.TryOpenAsync(input, sdk: null, new CancellationToken(canceled: true)));
    }

    private static async Task<(string Picture, IEnumerable<string> Failures)> QuicklyAsync(MigrationInput input)
    {
        var opened = await DesignTimeLoader.TryOpenAsync(input, sdk: null, default);
        Assert.NotNull(opened);
        using (opened.Workspace)
            return (await SolutionPicture.OfAsync(opened.Solution), opened.Failures);
    }
}
