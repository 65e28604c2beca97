using System.Text.RegularExpressions;

namespace Clerk2WorkOS.Package.Tests;

/// <summary>What <c>dotnet build</c> shows of the package.</summary>
[Collection(nameof(Packages))]
public sealed partial class BuildTests(Packages packages)
{
    private const string Pages = "https://github.com/clerk2workos/clerk2workos/blob/main/docs/rules/";

    public static TheoryData<string, string> Users => new()
    {
        { "Plain/Plain.csproj::TargetFramework=net8.0", "Plain" },
        { "Plain/Plain.csproj::TargetFramework=net10.0", "Plain" },
        { "Central/Central.csproj", "Central" },
        { "Everywhere/One/One.csproj", "Everywhere/One" },
        { "Narrow/Narrow.csproj", "Narrow" },
    };

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Warns_with_place_id_and_help(string project, string folder)
    {
        var build = (await packages.ConsumersAsync()).Build.ShouldSucceed();
        Assert.Equal(
            [
                $"{folder}/User.cs(5,19): warning C2W101: 'ClerkUserId' is named after the Clerk user id; use 'WorkosUserId' ({Pages}C2W101.md)",
                $"{folder}/Visits.cs(7,21): warning C2W201: The call of 'LogAuditEvent' has the old audit's shape; use (action, resourceType, resourceId, changes, metadata) ({Pages}C2W201.md)",
            ],
            Warnings(build, project));
    }

    [Theory]
    [InlineData("Configured")]
    [InlineData("Clean")]
    public async Task Passes_where_nothing_is_left_or_the_rules_are_configured_so(string project)
    {
        var build = (await packages.ConsumersAsync()).Build.ShouldSucceed();
        Assert.Contains($"{project} -> ", build.Output, StringComparison.Ordinal);
        Assert.Empty(Warnings(build, $"{project}/{project}.csproj"));
    }

    [Fact]
    public async Task Prints_nothing_else()
    {
        var output = (await packages.ConsumersAsync()).Build.ShouldSucceed().Output;
        Assert.All(Warning().Matches(output), warning => Assert.StartsWith("C2W", warning.Groups["id"].Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_compiler_loads_every_analyzer_and_none_fails()
    {
        var log = (await packages.ConsumersAsync()).Log;
        foreach (var trouble in new[] { "AD0001", "CS8032", "CS8033", "CS9057" })
            Assert.DoesNotContain(trouble, log, StringComparison.Ordinal);
        foreach (var analyzer in AllAnalyzers.Create())
            Assert.Matches($@"<?[\d.]+ +<?\d+ +{Regex.Escape(analyzer.GetType().FullName!)} \({analyzer.SupportedDiagnostics[0].Id}", log);
    }

    [Fact]
    public async Task A_build_without_a_change_compiles_nothing()
    {
        const string Output = "Plain/obj/Debug/net10.0/Plain.dll";
        var consumers = await packages.ConsumersAsync();
        var before = consumers.Written(Output);
        var again = (await consumers.BuildAsync("Plain", "-v:n")).ShouldSucceed();
        Assert.Equal(2, again.Output.Split("Skipping target \"CoreCompile\"").Length - 1);
        Assert.Equal(before, consumers.Written(Output));
    }

    /// <summary>A project's warnings in the order of their places, each once, with paths from the consumers' folder.</summary>
    private static IEnumerable<string> Warnings(Command build, string project) => Warning().Matches(build.Output)
        .Where(warning => warning.Groups["project"].Value.EndsWith("/consumers/" + project, StringComparison.Ordinal))
        .Select(warning => warning.Groups["text"].Value.Trim().Split("/consumers/")[1])
        .Distinct()
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^(?<text>.*: (warning|error) (?<id>\w+): .*) \[(?<project>[^\[\]]*)\]$", RegexOptions.Multiline)]
    private static partial Regex Warning();
}
