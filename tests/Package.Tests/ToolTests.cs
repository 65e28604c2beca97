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

    private void WriteManifest(string folder) => packages.Write($"{folder}/.config/dotnet-tools.json", $$"""
        { "version": 1, "isRoot": true, "tools": { "clerk2workos.tool": { "version": "{{packages.Version}}", "commands": ["clerk2workos"] } } }
        """);
}
