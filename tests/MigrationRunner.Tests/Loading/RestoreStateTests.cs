using Clerk2WorkOS.MigrationRunner.Loading;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Loading;

/// <summary>Restoring is for when it is needed.</summary>
public sealed class RestoreStateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _project;

    public RestoreStateTests()
    {
        _project = _folder.Write("src/A/A.csproj", "<Project />");
        _folder.Write("Directory.Packages.props", "<Project />");
        Age(_project, 10);
        Age(_folder["Directory.Packages.props"], 10);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Is_needed_where_assets_are_missing()
    {
        Assert.True(RestoreState.IsNeeded([_project]));
        Assert.Equal([_project], RestoreState.Missing([_project]));
    }

    [Fact]
    public void Is_not_needed_where_assets_are_newer_than_all_they_come_from()
    {
        Restored("src/A/obj", 5);
        Assert.False(RestoreState.IsNeeded([_project]));
    }

    [Theory]
    [InlineData("src/A/A.csproj")]
    [InlineData("src/A/packages.lock.json")]
    [InlineData("Directory.Packages.props")]
    [InlineData("src/Directory.Build.props")]
    [InlineData("src/nuget.config")]
    public void Is_needed_where_something_is_newer_and_not_again_after(string changed)
    {
        Restored("src/A/obj", 5);
        _folder.Write(changed, "<Project />");
        Age(_folder[changed], 1);
        Assert.True(RestoreState.IsNeeded([_project]));
        RestoreState.MarkRestored([_project]);
        Assert.False(RestoreState.IsNeeded([_project]));
    }

    [Fact]
    public void Finds_assets_in_an_artifacts_folder()
    {
        Restored("artifacts/obj/A", 5);
        Assert.False(RestoreState.IsNeeded([_project]));
    }

    private void Restored(string folder, int minutesAgo)
    {
        foreach (var name in new[] { "project.assets.json", "project.nuget.cache" })
            Age(_folder.Write($"{folder}/{name}", "{}"), minutesAgo);
    }

    private static void Age(string path, int minutes) => File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-minutes));
}
