using System.Text.Json;

namespace Clerk2WorkOS.Package.Tests;

/// <summary>The one property, <c>Clerk2WorkOSMode</c>, and the baseline. Each test builds another project again.</summary>
[Collection(nameof(Packages))]
public sealed class ModeTests(Packages packages)
{
    [Fact]
    public async Task Enforce_fails_a_build_that_was_up_to_date()
    {
        var consumers = await packages.ConsumersAsync();
        var build = await consumers.BuildAsync("Central", "-p:Clerk2WorkOSMode=Enforce");
        Assert.True(build.ExitCode == 1, build.Everything);
        Assert.Contains("User.cs(5,19): error C2W101: ", build.Output, StringComparison.Ordinal);
        Assert.Contains("Visits.cs(7,21): error C2W201: ", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enforce_fails_also_where_it_is_read_with_the_assets_of_build()
    {
        var build = await (await packages.ConsumersAsync()).BuildAsync("Narrow", "-p:Clerk2WorkOSMode=Enforce");
        Assert.True(build.ExitCode == 1, build.Everything);
        Assert.Contains("User.cs(5,19): error C2W101: ", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suggest_prints_nothing_and_gives_the_findings_to_the_IDE()
    {
        var consumers = await packages.ConsumersAsync();
        var build = (await consumers.BuildAsync("Narrow", "-p:Clerk2WorkOSMode=Suggest", "-p:ErrorLog=suggest.sarif")).ShouldSucceed();
        Assert.DoesNotContain("C2W", build.Output, StringComparison.Ordinal);
        using var log = JsonDocument.Parse(consumers.Read("Narrow/suggest.sarif"));
        var findings = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()));
        Assert.Equal([("C2W101", "note"), ("C2W201", "note")], findings.Order());
    }

    [Fact]
    public async Task Off_leaves_nothing_of_the_package_in_the_compilation()
    {
        var consumers = await packages.ConsumersAsync();
        consumers.Write("Everywhere/One/appsettings.json", "{}");
        foreach (var item in new[] { "Analyzer", "AdditionalFiles", "EditorConfigFiles" })
        {
            var off = await consumers.ItemsAsync("Everywhere/One", item, "-t:ResolveLockFileAnalyzers", "-p:Clerk2WorkOSMode=Off");
            Assert.DoesNotContain(off, name => name.StartsWith("Clerk2WorkOS", StringComparison.Ordinal) || name is "appsettings" or "Suggest" or "Enforce");
        }

        var on = await consumers.ItemsAsync("Everywhere/One", "Analyzer", "-t:ResolveLockFileAnalyzers");
        Assert.Equal(["Clerk2WorkOS.Analyzers", "Clerk2WorkOS.CodeFixes"], on.Where(name => name.StartsWith("Clerk2WorkOS", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Off_compiles_without_a_warning()
    {
        var build = (await (await packages.ConsumersAsync()).BuildAsync("Everywhere/One", "-p:Clerk2WorkOSMode=Off", "--no-incremental")).ShouldSucceed();
        Assert.Contains("0 Warning(s)", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_mode_is_an_error_that_names_the_values()
    {
        var build = await (await packages.ConsumersAsync()).BuildAsync("Clean", "-p:Clerk2WorkOSMode=Strict");
        Assert.True(build.ExitCode == 1, build.Everything);
        Assert.Contains("error C2W001: The property Clerk2WorkOSMode is 'Strict'; it takes Off, Suggest, Warn or Enforce.", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_nearest_baseline_above_the_project_is_read()
    {
        var consumers = await packages.ConsumersAsync();
        const string File = "clerk2workos.baseline";
        Assert.DoesNotContain(File, await consumers.ItemsAsync("Everywhere/One", "AdditionalFiles"));
        consumers.Write("Everywhere/clerk2workos.baseline.json", "{}");
        Assert.Contains(File, await consumers.ItemsAsync("Everywhere/One", "AdditionalFiles"));
        Assert.Contains("User", await consumers.ItemsAsync("Everywhere/One", "AdditionalFiles", "-p:Clerk2WorkOSBaseline=User.cs"));
        System.IO.File.Delete(Path.Combine(packages.Root, "consumers", "Everywhere", "clerk2workos.baseline.json"));
    }

    [Fact]
    public async Task A_baseline_that_is_not_there_is_an_error()
    {
        var build = await (await packages.ConsumersAsync()).BuildAsync("Clean", "-p:Clerk2WorkOSBaseline=known.json");
        Assert.True(build.ExitCode == 1, build.Everything);
        Assert.Contains("error C2W001: The property Clerk2WorkOSBaseline names 'known.json', which is not there.", build.Output, StringComparison.Ordinal);
    }
}
