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
        Assert.Equal((0, $"Wrote {Name}: 3 known findings.\nNothing new is left.\n"), (update.ExitCode, update.Output));

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
    public async Task An_entry_that_is_found_no_more_fails_until_the_next_update_so_that_it_cannot_come_back()
    {
        using var folder = SmallSolution.Create();
        await Check(folder, "--update-baseline");
        folder.Write("Domain/User.cs", "class User;\n");
        var run = await Check(folder);
        Assert.Equal((1, $"2 known findings in {Name}; 1 entry of it is found no more: --update-baseline removes it, so that nothing comes back unnoticed.\nNothing new is left.\n"), (run.ExitCode, run.Output));
        Assert.Equal((0, run.Output), await Seen(folder, "--allow-stale-baseline"));
        Assert.Equal((0, $"2 known findings in {Name}.\nNothing new is left.\n"), await Seen(folder, "--include", "App/**"));

        File.Delete(folder["Domain/User.cs"]);
        Assert.Equal((0, $"Wrote {Name}: 2 known findings, 1 found no more.\nNothing new is left.\n"), await Seen(folder, "--update-baseline"));
        Assert.DoesNotContain("Domain", folder.Read(Name), StringComparison.Ordinal);
        Assert.Equal((0, $"2 known findings in {Name}.\nNothing new is left.\n"), await Seen(folder));

        folder.Write("Domain/User.cs", SmallSolution.DomainUser);
        var back = await Check(folder);
        Assert.Equal(1, back.ExitCode);
        Assert.EndsWith("1 new finding left.\n", back.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_only_shortens_it_unless_told_otherwise()
    {
        using var folder = SmallSolution.Create();
        await Check(folder, "--update-baseline");
        var before = folder.Read(Name);
        const string more = "class Other\n{\n    public string ClerkUserId { get; set; } = \"\";\n}\n";
        folder.Write("Domain/User.cs", SmallSolution.DomainUser + more);
        var refused = await Check(folder, "--update-baseline");
        Assert.Equal(1, refused.ExitCode);
        Assert.EndsWith($"Wrote {Name}: 3 known findings; 1 new, --accept-new takes it in.\n1 new finding left.\n", refused.Output, StringComparison.Ordinal);
        Assert.Equal(before, folder.Read(Name));

        Assert.Equal((0, $"Wrote {Name}: 4 known findings.\nNothing new is left.\n"), await Seen(folder, "--update-baseline", "--accept-new"));
        Assert.NotEqual(before, folder.Read(Name));

        // One of two lines that say the same is gone: the entry becomes shorter, and two are one too many from then on.
        folder.Write("Domain/User.cs", SmallSolution.DomainUser);
        Assert.Equal((0, $"Wrote {Name}: 3 known findings, 1 found no more.\nNothing new is left.\n"), await Seen(folder, "--update-baseline"));
        Assert.Equal(before, folder.Read(Name));
    }

    [Fact]
    public async Task Since_a_commit_only_files_that_differ_from_it_are_looked_at()
    {
        using var folder = SmallSolution.Create();
        folder.Commit();
        folder.Git("branch", "-M", "main");
        folder.Git("config", "user.name", "t");
        folder.Git("config", "user.email", "t@t");
        Assert.Equal((0, "Nothing is left of what was chosen.\n"), await Seen(folder, "--since", "main"));

        folder.Git("switch", "-qc", "topic");
        folder.Write("Domain/User.cs", SmallSolution.DomainUser + "// changed\n");
        Assert.Contains("Domain/User.cs(", (await Check(folder, "--since", "main")).Output, StringComparison.Ordinal);
        folder.Git("commit", "-qam", "changed");
        folder.Write("Domain/Größe x.cs", "class Other\n{\n    public string ClerkUserId { get; set; } = \"\";\n}\n");
        folder.Git("switch", "-q", "main");
        folder.Write("App/Program.cs", folder.Read("App/Program.cs") + "// by others\n");
        folder.Git("commit", "-qam", "by others");
        folder.Git("switch", "-q", "topic");

        var run = await Check(folder, "--since", "main");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Domain/User.cs(", run.Output, StringComparison.Ordinal);
        Assert.Contains("Domain/Größe x.cs(", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("App/", run.Output, StringComparison.Ordinal);

        // What was not looked at is not gone from a baseline.
        await Check(folder, "--update-baseline");
        Assert.Equal(0, (await Check(folder, "--since", "main")).ExitCode);

        (await Check(folder, "--since", "nowhere")).ShouldRefuse("--since 'nowhere'", "no commit");
        (await Check(folder, "--since=--output=x")).ShouldRefuse("'--output=x'");
        folder.Git("switch", "-q", "--orphan", "other");
        folder.Git("commit", "-q", "--allow-empty", "-m", "other");
        folder.Git("switch", "-q", "topic");
        (await Check(folder, "--since", "other")).ShouldRefuse("--since 'other'", "in common");
        Directory.Delete(folder[".git"], recursive: true);
        (await Check(folder, "--since", "main")).ShouldRefuse("--since needs git", "not a git repository");
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
