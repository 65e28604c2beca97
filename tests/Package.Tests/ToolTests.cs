namespace Clerk2WorkOS.Package.Tests;

/// <summary>The runner as a dotnet tool, installed from a feed.</summary>
[Collection(nameof(Packages))]
public sealed class ToolTests(Packages packages)
{
    [Fact]
    public async Task Checks_a_project_from_a_tool_manifest()
    {
        WriteManifest("manifest");
        packages.Write("manifest/Shop/Shop.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
            </Project>
            """);
        packages.Write("manifest/Shop/User.cs", Consumers.User);
        packages.Write("manifest/Shop/Visits.cs", Consumers.Visits);
        packages.Write("manifest/Shop.slnx", """<Solution><Project Path="Shop/Shop.csproj" /></Solution>""");
        (await packages.DotnetAsync("manifest", "tool", "restore")).ShouldSucceed();

        var check = await packages.DotnetAsync("manifest", "clerk2workos", "check", "Shop.slnx");
        Assert.True(check.ExitCode == 1, check.Everything);
        Assert.Contains("Shop/User.cs(5,19): warning C2W101: ", check.Output, StringComparison.Ordinal);
        Assert.Contains("Shop/Visits.cs(7,21): warning C2W201: ", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_without_being_installed()
    {
        Directory.CreateDirectory(Path.Combine(packages.Root, "nowhere"));
        var rules = await packages.DotnetAsync("nowhere", "tool", "exec", $"Clerk2WorkOS.Tool@{packages.Version}", "--yes", "rules");
        Assert.Contains("C2W101", rules.ShouldSucceed().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_installed_and_works_in_an_empty_folder()
    {
        Directory.CreateDirectory(Path.Combine(packages.Root, "empty"));
        (await packages.DotnetAsync("empty", "tool", "install", "Clerk2WorkOS.Tool", "--version", packages.Version, "--tool-path", "../tools")).ShouldSucceed();
        var program = Path.Combine(packages.Root, "tools", OperatingSystem.IsWindows() ? "clerk2workos.exe" : "clerk2workos");
        Assert.StartsWith("0.", (await RunAsync("--version")).ShouldSucceed().Output, StringComparison.Ordinal);
        Assert.Contains("complete ", (await RunAsync("completion", "bash")).ShouldSucceed().Output, StringComparison.Ordinal);
        var doctor = await RunAsync("doctor");
        Assert.True(doctor.ExitCode == 1, doctor.Everything);
        Assert.Contains("problem  solution: ", doctor.Output, StringComparison.Ordinal);
        var check = await RunAsync("check");
        Assert.Equal((2, ""), (check.ExitCode, check.Output));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(packages.Root, "empty")));

        Task<Command> RunAsync(params string[] arguments) => Command.RunAsync(Path.Combine(packages.Root, "empty"), program, arguments);
    }

    private void WriteManifest(string folder) => packages.Write($"{folder}/.config/dotnet-tools.json", $$"""
        { "version": 1, "isRoot": true, "tools": { "clerk2workos.tool": { "version": "{{packages.Version}}", "commands": ["clerk2workos"] } } }
        """);
}
