using System.Diagnostics;
using System.Text.Json;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>A line is drawn in the middle of a migration: what is known is quiet, what is new fails, in <c>check</c> and in a build.</summary>
public sealed class BaselineTests
{
    private const string Name = "clerk2workos.baseline.json";

    [Fact]
    public async Task What_is_known_is_quiet_and_what_is_new_fails()
    {
        using var folder = SmallSolution.Create();
        var update = await Check(folder, "--update-baseline");
        Assert.Equal((0, $"Wrote {Name}: 3 findings, known from now on.\nNothing new is left.\n"), (update.ExitCode, update.Output));

        var known = await Check(folder);
        Assert.Equal((0, $"3 known findings in {Name}.\nNothing new is left.\n"), (known.ExitCode, known.Output));
        Assert.Equal(new ToolResult(0, "", ""), await Check(folder, "-v", "quiet"));

        // The known line moves and is indented anew; a second one like it is new.
        folder.Write("Domain/User.cs", SmallSolution.DomainUser.Replace("{\n    public", "{\n\n\n        public", StringComparison.Ordinal)
            + "class Other\n{\n    public string ClerkUserId { get; set; } = \"\";\n}\n");
        var grown = await Check(folder);
        Assert.Equal(1, grown.ExitCode);
        Assert.Equal($"""
            Domain/User.cs(11,19): warning C2W101: 'ClerkUserId' is found.

              C2W101  1 fixable
            3 known findings in {Name}.
            1 new finding left.

            """, grown.Output, ignoreLineEndingDifferences: true);
        Assert.Equal(1, (await Check(folder, "--no-baseline")).Output.Split('\n').Count(line => line.StartsWith("4 findings left", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_entry_that_is_found_no_more_is_said_and_goes_with_the_next_update()
    {
        using var folder = SmallSolution.Create();
        await Check(folder, "--update-baseline");
        folder.Write("Domain/User.cs", "class User;\n");
        var run = await Check(folder);
        Assert.Equal((0, $"2 known findings in {Name}; 1 entry of it is found no more, --update-baseline removes it.\nNothing new is left.\n"), (run.ExitCode, run.Output));
        Assert.Equal((0, $"2 known findings in {Name}.\nNothing new is left.\n"), await Seen(folder, "--include", "App/**"));

        File.Delete(folder["Domain/User.cs"]);
        await Check(folder, "--update-baseline");
        Assert.DoesNotContain("Domain", folder.Read(Name), StringComparison.Ordinal);
        Assert.Equal((0, $"2 known findings in {Name}.\nNothing new is left.\n"), await Seen(folder));
    }

    [Fact]
    public async Task An_update_of_a_part_keeps_the_rest()
    {
        using var folder = SmallSolution.Create();
        await Check(folder, "--update-baseline");
        var before = folder.Read(Name);
        await Check(folder, "--update-baseline", "--include", "App/**");
        Assert.Equal(before, folder.Read(Name));
        await Check(folder, "--update-baseline", "--rules", "C2W201");
        Assert.Equal(1, Count(folder.Read(Name), "Domain/User.cs"));
    }

    [Fact]
    public async Task The_json_report_counts_both()
    {
        using var folder = SmallSolution.Create();
        await Check(folder, "--update-baseline");
        folder.Write("Domain/User.cs", "class User;\n");
        using var json = JsonDocument.Parse((await Check(folder, "--format", "json")).Output);
        var baseline = json.RootElement.GetProperty("baseline");
        Assert.Equal((Name, 2, 1, false), (baseline.GetProperty("path").GetString(), baseline.GetProperty("known").GetInt32(), baseline.GetProperty("stale").GetInt32(), baseline.GetProperty("updated").GetBoolean()));
        using var without = JsonDocument.Parse((await Check(folder, "--format", "json", "--no-baseline")).Output);
        Assert.Equal(JsonValueKind.Null, without.RootElement.GetProperty("baseline").ValueKind);
    }

    [Fact]
    public async Task What_cannot_be_a_baseline_is_refused()
    {
        using var folder = SmallSolution.Create();
        (await Check(folder, "--baseline", Name)).ShouldRefuse(Name, "does not exist", "--update-baseline");
        (await Check(folder, "--baseline", "known.json")).ShouldRefuse("known.json", $"'{Name}'");
        (await Check(folder, "--no-baseline", "--update-baseline")).ShouldRefuse("--no-baseline", "--update-baseline");
        folder.Write(Name, "{\n  \"version\": 1,\n  \"findings\": [\n<<<<<<< ours\n  ]\n}\n");
        (await Check(folder)).ShouldRefuse(Name, "line 4", "--update-baseline", "--no-baseline");
        Assert.Equal(1, (await Check(folder, "--no-baseline")).ExitCode);
        Assert.Equal(0, (await Check(folder, "--update-baseline")).ExitCode);
        Assert.Equal(0, (await Check(folder)).ExitCode);
    }

    [Fact]
    public async Task Fix_mends_what_is_known()
    {
        using var folder = SmallSolution.Create();
        await Check(folder, "--update-baseline");
        Assert.Equal(0, (await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--force"])).ExitCode);
        Assert.DoesNotContain("Clerk", folder.Read("Domain/User.cs"), StringComparison.Ordinal);
    }

    /// <summary>The compiler gets the file as the package's props pass it.</summary>
    [Fact]
    public async Task A_build_goes_by_it_line_by_line()
    {
        using var folder = SmallSolution.Create();
        folder.Write("Directory.Build.props", $"""
            <Project><ItemGroup>
              <Analyzer Include="{typeof(Analyzers.AllAnalyzers).Assembly.Location}" />
              <AdditionalFiles Include="$(MSBuildThisFileDirectory){Name}" Condition="Exists('$(MSBuildThisFileDirectory){Name}')" />
            </ItemGroup></Project>
            """);
        folder.Write("App/Program.cs", "using Domain;\nvar clerkUserId = new User().ClerkUserId;\nSystem.Console.WriteLine(clerkUserId + \"ClerkUserId\"); // the clerkUserId\n");
        var places = Places(Build(folder));
        Assert.NotEmpty(places);
        Assert.Equal(places, Places((await Tool.RunAsync(folder, "check", ".")).Output));

        Assert.Equal(0, (await Tool.RunAsync(folder, "check", ".", "--update-baseline")).ExitCode);
        Assert.Empty(Places(Build(folder)));
        folder.Write("App/Program.cs", folder.Read("App/Program.cs") + "var guestClerkUserId = \"2\"; System.Console.WriteLine(guestClerkUserId);\n");
        Assert.Equal(["App/Program.cs(4,5) C2W101"], Places(Build(folder)));
        Assert.Equal(["App/Program.cs(4,5) C2W101"], Places((await Tool.RunAsync(folder, "check", ".")).Output));

        string[] Places(string output) =>
        [
            .. System.Text.RegularExpressions.Regex.Matches(output, @"(?m)^(.+?)(\(\d+,\d+\)): warning (C2W\d{3})")
                .Select(match => $"{Path.GetRelativePath(folder.Root, Path.GetFullPath(match.Groups[1].Value, folder.Root)).Replace('\\', '/')}{match.Groups[2].Value} {match.Groups[3].Value}")
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static Task<ToolResult> Check(TemporaryFolder folder, params string[] arguments) =>
        Tool.RunAsync(folder, new WordEngine(), ["check", ".", .. arguments]);

    private static async Task<(int, string)> Seen(TemporaryFolder folder, params string[] arguments) =>
        await Check(folder, arguments) is var run ? (run.ExitCode, run.Output) : default;

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Build(TemporaryFolder folder)
    {
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", folder["App/App.csproj"], "--no-incremental", "-tl:off", "-nodeReuse:false"])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
        })!;
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        Assert.True(build.ExitCode == 0, output);
        return output;
    }
}
