using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Doctor;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary><c>doctor</c>: each fault made for real, and what is said about it.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder _folder = SmallSolution.Create();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Finds_nothing_wrong_and_says_what_it_looked_at()
    {
        _folder.Commit();
        var before = _folder.Snapshot();
        var run = await DoctorAsync();
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain("problem", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", run.Output, StringComparison.Ordinal);
        foreach (var check in new[] { "tool: clerk2workos ", "SDK: .NET SDK ", "compiler: ", "solution: Small.slnx, with 2 C# projects.", "packages: Restored", "git: ", "settings: None", "baseline: There is none." })
            Assert.Contains($"ok       {check}", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing is wrong.\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(before, _folder.Snapshot());
    }

    [Fact]
    public async Task Quiet_shows_what_is_wrong_alone_and_json_is_for_programs()
    {
        _folder.Write("clerk2workos.baseline.json", "<<<<<<< ours\n");
        var run = await DoctorAsync("--verbosity", "quiet");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["warning  git", "problem  baseline"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':')[0]));
        using var json = JsonDocument.Parse((await DoctorAsync("--format", "json")).Output);
        Assert.Equal(1, json.RootElement.GetProperty("exitCode").GetInt32());
        var check = Assert.Single(json.RootElement.GetProperty("checks").EnumerateArray(), check => check.GetProperty("health").GetString() == "problem");
        Assert.Contains("line 1", check.GetProperty("fact").GetString(), StringComparison.Ordinal);
        Assert.Contains("--update-baseline", check.GetProperty("remedy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_not_there() => (await Tool.RunAsync(_folder, "doctor", "Nowhere.sln")).ShouldRefuse("Nowhere.sln", "does not exist");

    [Fact]
    public async Task An_SDK_that_is_not_installed()
    {
        _folder.Write("global.json", """{ "sdk": { "version": "6.0.999", "rollForward": "disable" } }""");
        await SaysAsync("problem  SDK: '", "global.json' asks for SDK 6.0.999, which is not installed; installed: ", "\"rollForward\"");
        _folder.Write("global.json", """{ "sdk": """);
        await SaysAsync("problem  SDK: '", "global.json' cannot be read: ");
    }

    [Fact]
    public async Task A_dotnet_that_is_not_there()
    {
        var (found, sdk) = await SdkChecks.OfAsync(_folder["no/dotnet"], _folder.Root, CancellationToken.None);
        Assert.Null(sdk);
        Assert.Equal(Health.Problem, Assert.Single(found).Health);
    }

    [Fact]
    public void Another_dotnet_on_the_search_path()
    {
        var (one, other) = (_folder.Write("one/dotnet", ""), _folder.Write("other/dotnet", ""));
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(Health.Ok, EnvironmentChecks.Dotnet(one, _folder["one"]).Health);
        Assert.Equal((Health.Warning, true), (EnvironmentChecks.Dotnet(one, $"{_folder["nowhere"]}:{_folder["other"]}:{_folder["one"]}") is var found ? found.Health : default, found.Fact.Contains(other, StringComparison.Ordinal)));
        Assert.Equal(Health.Problem, EnvironmentChecks.Dotnet(one, _folder["nowhere"]).Health);
        File.CreateSymbolicLink(_folder["linked"], _folder["one"]);
        Assert.Equal(Health.Ok, EnvironmentChecks.Dotnet(File.CreateSymbolicLink(_folder["two"], one).FullName, _folder["linked"]).Health);
    }

    [Fact]
    public async Task Variables_that_mislead_MSBuild_and_an_address_that_cannot_be_read()
    {
        var run = await DoctorAsync(new Dictionary<string, string> { ["MSBuildSDKsPath"] = "/elsewhere", ["C2W_TARGET"] = "no address: s3cret" });
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("warning  environment: MSBuildSDKsPath is set", run.Output, StringComparison.Ordinal);
        Assert.Contains("unset MSBuildSDKsPath", run.Output, StringComparison.Ordinal);
        Assert.Contains("ok       migration: C2W_TARGET is set, C2W_LEGACY and WORKOS_API_KEY are not;", run.Output, StringComparison.Ordinal);
        Assert.Contains("problem  migration: C2W_TARGET ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compiler_that_is_newer_than_the_tool()
    {
        var (_, sdk) = await SdkChecks.OfAsync("dotnet", _folder.Root, CancellationToken.None);
        Assert.Equal(Health.Warning, Assert.Single(SdkChecks.Compiler(new Version(4, 8), sdk!)).Health);
        Assert.Equal(Health.Ok, Assert.Single(SdkChecks.Compiler(new Version(99, 0), sdk!)).Health);
    }

    [Fact]
    public async Task A_solution_that_is_ambiguous_or_names_what_is_not_there()
    {
        File.Delete(_folder["Domain/Domain.csproj"]);
        await SaysAsync("problem  solution: Small.slnx names Domain/Domain.csproj, which does not exist.", "dotnet sln Small.slnx remove Domain/Domain.csproj");
        await SaysAsync("problem  references: A project uses Domain/Domain.csproj, which does not exist.", "<ProjectReference>");
        _folder.Write("Other.sln", "");
        await SaysAsync("problem  solution: ", "has 2 solutions (Other.sln, Small.slnx)");
    }

    [Fact]
    public async Task Projects_that_are_not_read()
    {
        _folder.Write("Small.slnx", """<Solution><Project Path="App/App.csproj" /><Project Path="Old/Old.csproj" /><Project Path="Sharp/Sharp.fsproj" /><Project Path="Torn/Torn.csproj" /></Solution>""");
        _folder.Write("Old/Old.csproj", """<Project ToolsVersion="15.0"><Import Project="$(MSBuildToolsPath)\Microsoft.CSharp.targets" /></Project>""");
        _folder.Write("Sharp/Sharp.fsproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        _folder.Write("Torn/Torn.csproj", "<Project>\n<<<<<<< ours\n</Project>");
        await SaysAsync("warning  projects: Sharp/Sharp.fsproj is no C# and not looked at.");
        await SaysAsync("warning  projects: Old/Old.csproj has the form from before SDKs");
        await SaysAsync("problem  references: Torn/Torn.csproj is no XML that can be read.");
    }

    [Fact]
    public async Task Frameworks_that_the_SDK_does_not_build()
    {
        _folder.Write("Domain/Domain.csproj", SmallSolution.ProjectText.Replace("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net99.0;net10.0-android</TargetFrameworks>", StringComparison.Ordinal));
        await SaysAsync("problem  frameworks: Domain/Domain.csproj targets net99.0, which SDK ");
        await SaysAsync("warning  frameworks: Domain/Domain.csproj needs the workload 'android', which is not installed.", "dotnet workload restore Domain/Domain.csproj");
    }

    [Fact]
    public async Task Packages_that_are_missing_stale_or_could_not_be_had()
    {
        Directory.Delete(_folder["Domain/obj"], recursive: true);
        File.SetLastWriteTimeUtc(_folder["App/App.csproj"], DateTime.UtcNow.AddHours(1));
        await SaysAsync("warning  packages: Domain/Domain.csproj is not restored", "dotnet restore Small.slnx");
        await SaysAsync("warning  packages: App/App.csproj was restored before something that it comes from was changed");

        _folder.Write("Domain/obj/project.nuget.cache", """{ "version": 2, "success": false, "logs": [{ "code": "NU1101", "level": "Error", "message": "Unable to find package No.Such." }] }""");
        _folder.Write("nuget.config", """<configuration><packageSources><add key="ours" value="feed" /></packageSources></configuration>""");
        await SaysAsync("problem  packages: The last restore of Domain/Domain.csproj failed: NU1101: Unable to find package No.Such.");
        await SaysAsync("problem  feeds: ", "names the feed 'ours' in the folder 'feed', which does not exist.");
    }

    [Fact]
    public async Task A_git_tree_that_is_dirty_or_none()
    {
        await SaysAsync("warning  git: '", "is not in a git work tree", "git init");
        _folder.Commit();
        _folder.Write("Domain/New.cs", "");
        await SaysAsync("warning  git: ", "has uncommitted changes (Domain/New.cs). Commit or stash them");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_or_is_full()
    {
        Assert.Equal(Health.Ok, FolderChecks.Writable(_folder.Root).Health);
        if (OperatingSystem.IsLinux())
            Assert.Equal(Health.Problem, FolderChecks.Writable("/proc").Health);
        Assert.Equal(Health.Ok, FolderChecks.Space(_folder.Root, 1).Health);
        Assert.Equal(Health.Warning, FolderChecks.Space(_folder.Root, long.MaxValue).Health);
    }

    [Fact]
    public async Task Files_that_collide_or_are_read_only()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _folder.Write("Domain/user.cs", "");
        await SaysAsync("warning  files: Domain/User.cs and Domain/user.cs differ in case alone (1 such name)");
        File.SetAttributes(_folder["App/Program.cs"], FileAttributes.ReadOnly);
        await SaysAsync("warning  files: App/Program.cs is read-only", "chmod u+w App/Program.cs");
    }

    [Fact]
    public async Task Settings_that_cannot_be_used()
    {
        _folder.Write(".globalconfig", "is_global = true\nc2w_stage = tomorrow\nc2w_evidnce = on\n");
        _folder.Write("Domain/.editorconfig", "[User.cs]\nc2w_comments = rewrite\n");
        _folder.Write("Domain/Account.cs", "");
        await SaysAsync("problem  settings: .globalconfig(2): 'c2w_stage = tomorrow' cannot be used", "clerk2workos explain C2W001");
        await SaysAsync("problem  settings: .globalconfig(3): 'c2w_evidnce = on' is no setting of these rules; did you mean 'c2w_evidence'?");
        await SaysAsync("problem  settings: Domain/.editorconfig(2): 'c2w_comments = rewrite' is said of some files alone");
    }

    [Fact]
    public void An_older_package_of_analyzers()
    {
        _folder.Write("Directory.Packages.props", """<Project><ItemGroup><PackageVersion Include="Clerk2WorkOS.Analyzers" Version="0.9.0-rc.1" /></ItemGroup></Project>""");
        var patient = new Patient(_folder.Root, _folder["Small.slnx"], [_folder["App/App.csproj"]]);
        Assert.Equal(Health.Warning, Assert.Single(ToolChecks.Analyzers(patient, "1.0.0")).Health);
        Assert.Equal(Health.Ok, Assert.Single(ToolChecks.Analyzers(patient, "0.9.0")).Health);
        Assert.Contains("tool update", Assert.Single(ToolChecks.Analyzers(patient, "0.8.0")).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Dotnet_ef_where_a_table_needs_a_migration()
    {
        _folder.Write("Domain/MeetingsTable.cs", "public class MeetingsTable { public string GuestEmail { get; set; } }");
        Patient Patient() => new(_folder.Root, _folder["Small.slnx"], [_folder["App/App.csproj"]]);
        Assert.Empty(ToolChecks.EntityFramework(Patient(), []));
        _folder.Write("Domain/Domain.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Microsoft.EntityFrameworkCore" /></ItemGroup></Project>""");
        Assert.Equal(Health.Warning, Assert.Single(ToolChecks.EntityFramework(Patient(), [_folder["tools"]])).Health);
        _folder.Write(OperatingSystem.IsWindows() ? "tools/dotnet-ef.exe" : "tools/dotnet-ef", "");
        Assert.Equal(Health.Ok, Assert.Single(ToolChecks.EntityFramework(Patient(), [_folder["tools"]])).Health);
    }

    /// <summary>One line begins like the first and has the others.</summary>
    private async Task SaysAsync(string beginning, params string[] others)
    {
        var run = await DoctorAsync();
        Assert.Equal(run.Output.Contains("problem  ", StringComparison.Ordinal) ? 1 : 0, run.ExitCode);
        var line = run.Output.Split('\n').FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal));
        Assert.True(line is not null, run.Output);
        foreach (var other in others)
            Assert.Contains(other, line, StringComparison.Ordinal);
    }

    private Task<ToolResult> DoctorAsync(params string[] options) => DoctorAsync([], options);

    /// <summary>In an environment in which nothing is set but these and the search path.</summary>
    private Task<ToolResult> DoctorAsync(Dictionary<string, string> variables, params string[] options) =>
        Tool.RunAsync(_folder, name => variables.TryGetValue(name, out var value) ? value : name == "PATH" ? Environment.GetEnvironmentVariable(name) : null, ["doctor", .. options]);
}
