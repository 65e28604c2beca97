using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Loading.DesignTime;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Loading;

/// <summary>What MSBuild does to the process while it works in it. Nothing else loads meanwhile.</summary>
[Collection(nameof(ProcessStateTests))]
public sealed class ProcessStateTests
{
    [Fact]
    public async Task Nothing_of_MSBuild_stays()
    {
        using var folder = SmallSolution.CreateOneProject();
        var before = State();

        using var opened = (await DesignTimeLoader.TryOpenAsync(await InputFinder.FindAsync(folder.Root, default), sdk: null, default))?.Workspace;

        Assert.NotNull(opened);
        Assert.Equal(before, State());
    }

    private static (string Folder, string?, string?, string?) State() => (
        Directory.GetCurrentDirectory(),
        Environment.GetEnvironmentVariable("MSBUILD_EXE_PATH"),
        Environment.GetEnvironmentVariable("MSBuildSDKsPath"),
        Environment.GetEnvironmentVariable("MSBuildExtensionsPath"));

    /// <summary>After the tests that run side by side.</summary>
    [CollectionDefinition(nameof(ProcessStateTests), DisableParallelization = true)]
    public sealed class Alone;
}
