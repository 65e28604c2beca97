using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Reporting.Sarif;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Tests.Reporting.Sarif;

/// <summary>SARIF that others read: valid, the same twice, and with what they need to find a place again.</summary>
public sealed class SarifReportTests
{
    private const string OddName = "Größe #1, 100% & \"so\" on.cs";

    [NeedsNpmFact]
    public async Task Is_valid_for_every_command_and_for_nothing()
    {
        using var folder = CreateSolution();
        var twice = "";
        foreach (var arguments in new[] { "fix . --dry-run", "fix . --dry-run", "check . --update-baseline", "check .", "fix . --force" })
        {
            var run = await Tool.RunAsync(folder, new WordEngine(), [.. arguments.Split(' '), "--report", "a.sarif"]);
            Assert.True(run.ExitCode < 2, run.Error);
            var sarif = folder.Read("a.sarif");
            Assert.Empty(await SarifSchema.ProblemsAsync(sarif));
            Assert.DoesNotContain(folder.Root, sarif, StringComparison.Ordinal);
            if (arguments.EndsWith("--dry-run", StringComparison.Ordinal))
                Assert.Equal(twice.Length == 0 ? sarif : twice, twice = sarif);
        }

        Assert.Empty(await SarifSchema.ProblemsAsync(Encoding.UTF8.GetString(SarifReport.Write(ReportTests.Report))));
        Assert.NotEmpty(await SarifSchema.ProblemsAsync(folder.Read("a.sarif").Replace("\"level\": \"note\"", "\"level\": \"danger\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void All_fixes_together_are_the_change_and_each_edit_is_there_once()
    {
        using var folder = new TemporaryFolder();
        var texts = new Dictionary<string, string>
        {
            ["A first.cs"] = "old\r\n",
            ["B ö.cs"] = "// old\nold, old old\n\n\n// old\n\nold\n",
            ["C.cs"] = "old",
        };
        foreach (var (name, text) in texts)
            folder.Write(name, text);
        var planned = PlannedFile.Plan(texts.Keys.Select(name => folder.Edit(name, "old", "new\n")), folder.Root, ownCopy: false);
        var report = ReportTests.Report with
        {
            IsDryRun = true,
            Planned = planned,
            Findings = [Fixed(2, 1, "1"), Fixed(2, 6, "1"), Fixed(7, 1, "2"), Fixed(7, 1, "2") with { Status = FindingStatus.Listed }],
        };

        var results = Results(SarifReport.Write(report));
        Assert.Equal([3, 2, 3, 0], results.ConvertAll(result => Replacements(result).Count()));      // A and the first comment; two on one line; the second comment and C
        foreach (var file in planned)
        {
            var mended = results.SelectMany(Replacements).Where(replacement => replacement.Path == file.ShownPath).OrderByDescending(replacement => replacement.Offset)
                .Aggregate(file.Before.Text, (text, replacement) => text.Remove(replacement.Offset, replacement.Length).Insert(replacement.Offset, replacement.Text));
            Assert.Equal(file.After, mended);
        }

        Assert.All(Results(SarifReport.Write(report with { IsDryRun = false })), result => Assert.Null(result["fixes"]));

        static ReportedFinding Fixed(int line, int column, string fingerprint) =>
            new("C2W101", FindingStatus.Fixed, "B ö.cs", line, column, line, column + 3, "Old.", null) { Fingerprint = fingerprint };

        static IEnumerable<(string Path, int Offset, int Length, string Text)> Replacements(JsonNode result) =>
            (result["fixes"]?[0]!["artifactChanges"]!.AsArray() ?? []).SelectMany(change => change!["replacements"]!.AsArray().Select(replacement => (
                Uri.UnescapeDataString((string)change["artifactLocation"]!["uri"]!),
                (int)replacement!["deletedRegion"]!["charOffset"]!, (int)replacement["deletedRegion"]!["charLength"]!, (string)replacement["insertedContent"]!["text"]!)));
    }

    [Fact]
    public void What_is_left_after_a_fix_is_where_the_rewritten_file_has_it_and_what_is_fixed_is_no_result()
    {
        using var folder = new TemporaryFolder();
        folder.Write("A.cs", "old B old C\r\nD\n");
        var report = ReportTests.Report with
        {
            IsDryRun = false,
            Planned = PlannedFile.Plan([folder.Edit("A.cs", "old", "new\n")], folder.Root, ownCopy: false),
            Findings = [Left(1, 1, FindingStatus.Fixed), Left(1, 5), Left(1, 7), Left(1, 11), Left(2, 1)],
        };
        var log = SarifReport.Write(report);
        Assert.Equal([(2, 2), (2, 4), (3, 2), (4, 1)], Results(log).ConvertAll(result => result["locations"]![0]!["physicalLocation"]!["region"]!).ConvertAll(region => ((int)region["startLine"]!, (int)region["startColumn"]!)));
        Assert.Contains("1 finding fixed; what is fixed is no result.", Encoding.UTF8.GetString(log), StringComparison.Ordinal);

        static ReportedFinding Left(int line, int column, FindingStatus status = FindingStatus.Listed) => new("C2W101", status, "A.cs", line, column, line, column + 1, "Left.", null);
    }

    [Fact]
    public async Task Fingerprints_survive_when_lines_move_and_differ_from_each_other()
    {
        using var folder = CreateSolution();
        var before = await FingerprintsAsync(folder);
        Assert.Equal(before.Length, before.Distinct().Count());
        folder.Write("User.cs", "// new\n\n" + SmallSolution.DomainUser.Replace("    public", "\n\tpublic", StringComparison.Ordinal));
        Assert.Equal(string.Join('\n', before), string.Join('\n', await FingerprintsAsync(folder)));
        folder.Write("User.cs", SmallSolution.DomainUser + "// another ClerkUserId\n");
        Assert.Single((await FingerprintsAsync(folder)).Except(before));
    }

    [Fact]
    public async Task Paths_are_the_repositorys_and_can_be_read_back()
    {
        using var folder = new TemporaryFolder();
        using var solution = CreateSolution();
        Directory.Move(solution.Root, folder["my shop"]);
        folder.Commit();
        await Tool.RunAsync(folder, new WordEngine(), ["check", "my shop", "--report", "a.sarif"]);
        var run = JsonNode.Parse(folder.Read("a.sarif"))!["runs"]![0]!;
        Assert.Equal("clerk2workos/my shop/One.csproj/", (string)run["automationDetails"]!["id"]!);
        var locations = Results(folder.Read("a.sarif")).ConvertAll(result => result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!);
        Assert.All(locations, location => Assert.Equal("SRCROOT", (string)location["uriBaseId"]!));
        Assert.Contains("my%20shop/Gr%C3%B6%C3%9Fe%20%231%2C%20100%25%20%26%20%22so%22%20on.cs", locations.ConvertAll(location => (string)location["uri"]!));
        Assert.All(locations, location => Assert.True(File.Exists(folder[Uri.UnescapeDataString((string)location["uri"]!)])));
    }

    [Fact]
    public void Says_what_was_found_where_and_how_grave_it_is()
    {
        var finding = new ReportedFinding("C2W301", FindingStatus.Info, "C.cs", 4, 1, 5, 9, "A table.", "On purpose.") { Project = "App", Fingerprint = "0:1" };
        var log = JsonNode.Parse(SarifReport.Write(ReportTests.Report with { Findings = [finding, finding with { Rule = "C2W201", Status = FindingStatus.Listed }] }))!;
        var (driver, results) = (log["runs"]![0]!["tool"]!["driver"]!, log["runs"]![0]!["results"]!);
        Assert.Equal("note", (string)results[0]!["level"]!);
        Assert.Equal("A table. On purpose.", (string)results[0]!["message"]!["text"]!);
        Assert.Equal("""{"startLine":4,"startColumn":1,"endLine":5,"endColumn":9}""", results[0]!["locations"]![0]!["physicalLocation"]!["region"]!.ToJsonString());
        Assert.Equal("""{"status":"info","project":"App"}""", results[0]!["properties"]!.ToJsonString());
        Assert.Equal("warning", (string)results[1]!["level"]!);
        foreach (var result in results.AsArray())
            Assert.Equal((string)result!["ruleId"]!, (string)driver["rules"]![(int)result["ruleIndex"]!]!["id"]!);
        Assert.All(driver["rules"]!.AsArray(), rule => Assert.DoesNotContain("](../", (string)rule!["help"]!["markdown"]!, StringComparison.Ordinal));
        Assert.Equal(
            ["The project Legacy was not looked at.", "Taken back: ClerkId of Invoice. It would not compile."],
            log["runs"]![0]!["invocations"]![0]!["toolExecutionNotifications"]!.AsArray().Select(said => (string)said!["message"]!["text"]!));
        Assert.Equal(1, (int)log["runs"]![0]!["invocations"]![0]!["exitCode"]!);
    }

    [Fact]
    public void More_results_than_GitHub_takes_in_a_run_make_another_run()
    {
        var findings = Enumerable.Range(1, SarifReport.MostResults + 1).Select(line => new ReportedFinding("C2W101", FindingStatus.Listed, "A.cs", line, 1, line, 2, "A.", null) { Fingerprint = $"0:{line}" });
        var runs = JsonNode.Parse(SarifReport.Write(ReportTests.Report with { Findings = [.. findings] }))!["runs"]!.AsArray();
        Assert.Equal([SarifReport.MostResults, 1], runs.Select(run => run!["results"]!.AsArray().Count));
        Assert.Equal(["clerk2workos/Booking.sln/", "clerk2workos/Booking.sln/2/"], runs.Select(run => (string)run!["automationDetails"]!["id"]!));
    }

    private static TemporaryFolder CreateSolution()
    {
        var folder = SmallSolution.CreateOneProject();
        folder.Write(OddName, "class A\r\n{\r\n    int ClerkUserId, ClerkUserIds;\r\n}\r\n");
        folder.Write("Again.cs", SmallSolution.DomainUser.Replace("class User", "class Again", StringComparison.Ordinal));
        folder.Write("Last.cs", "// ClerkUserId\n");
        return folder;
    }

    private static List<JsonNode> Results(byte[] sarif) => Results(Encoding.UTF8.GetString(sarif));

    private static List<JsonNode> Results(string sarif) => [.. JsonNode.Parse(sarif)!["runs"]![0]!["results"]!.AsArray().Select(result => result!)];

    private static async Task<ImmutableArray<string>> FingerprintsAsync(TemporaryFolder folder)
    {
        await Tool.RunAsync(folder, new WordEngine(), ["check", ".", "--report", "a.sarif"]);
        return [.. Results(folder.Read("a.sarif")).Select(result => (string)result["partialFingerprints"]!["primaryLocationLineHash"]!)];
    }
}
