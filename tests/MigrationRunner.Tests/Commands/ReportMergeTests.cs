using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Reporting.Merging;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary><c>report merge</c>.</summary>
public sealed class ReportMergeTests
{
    [Fact]
    public async Task Merges_reports_named_by_file_folder_and_name()
    {
        using var folder = new TemporaryFolder();
        folder.Write("booking.json", JsonReport.Write(Report("check", 2)));
        folder.Write("a/report.json", JsonReport.Write(Report("fix", 0)));
        folder.Write("b/report.json", JsonReport.Write(Report("check", 0)));
        folder.Write("nightly/team/shop/report.json", JsonReport.Write(Report("fix", 1)));
        folder.Write("nightly/blog.json", JsonReport.Write(Report("fix", 0)));

        var merged = await Tool.RunAsync(
            folder, "report", "merge", "booking.json", "*/report.json", "nightly", "Web=a/report.json", "--report", "out/all.html", "--report", "out/all.json", "--report", "out/all.md");
        Assert.Equal("""
            Web        nothing left, 1 file changed
            a          nothing left, 1 file changed
            b          nothing left
            blog       nothing left, 1 file changed
            booking    2 left
            team/shop  1 left, 1 file changed

            6 repositories: 3 findings left, in 2 of them.

            """, merged.Output.ReplaceLineEndings("\n"));
        Assert.Equal((1, ""), (merged.ExitCode, merged.Error));
        Assert.Contains("<title>clerk2workos: 6 repositories</title>", folder.Read("out/all.html"), StringComparison.Ordinal);
        Assert.Contains("| team/shop | 1 | 0 | 0 | 0 | 1 | 0 |\n", folder.Read("out/all.md"), StringComparison.Ordinal);
        Assert.Contains("\"name\": \"booking\",", folder.Read("out/all.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exits_with_0_where_nothing_is_left()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", [.. Encoding.UTF8.Preamble, .. JsonReport.Write(Report("check", 0))]);
        var merged = await Tool.RunAsync(folder, "report", "merge", "a.json");
        Assert.Equal((0, ""), (merged.ExitCode, merged.Error));
    }

    [Fact]
    public async Task Says_where_nothing_but_a_baseline_is_out_of_date()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", JsonReport.Write(Report("check", 0) with { ExitCode = 1, Baseline = new ReportedBaseline("clerk2workos.baseline.json", 1, 2, IsUpdated: false) }));
        var merged = await Tool.RunAsync(folder, "report", "merge", "a.json", "--report", "all.html");
        Assert.Equal((1, "a  nothing left, but the baseline has to be updated\n\n1 repository: nothing is left, but a baseline has to be updated.\n"), (merged.ExitCode, merged.Output.ReplaceLineEndings("\n")));
        Assert.Contains("a: 1 known finding in clerk2workos.baseline.json; 2 entries of it are found no more", folder.Read("all.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_read_is_what_was_written()
    {
        using var folder = new TemporaryFolder();
        var report = Report("fix", 3) with
        {
            IsPartial = true,
            Contracts = [new(ContractKind.Configuration, ".env", 1, 1, "settings", "A", "B") { Advice = "https://…" }],
            TakenBack = [new("ClerkId of Invoice", "It would not compile.")],
            UnloadedProjects = ["Legacy"],
            Database = ["Nothing."],
            Baseline = new ReportedBaseline("clerk2workos.baseline.json", 3, 1, IsUpdated: false) { Rules = [new("C2W101", 4, 3, 1)] },
            ErrorsBefore = 3,
            ErrorsAfter = 0,
        };
        var written = JsonReport.Write(report);
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(JsonReport.Write(ReportReader.Read(folder.Write("a.json", written)))));
    }

    [Fact]
    public async Task A_hundred_reports_of_a_thousand_findings_are_merged()
    {
        using var folder = new TemporaryFolder();
        var one = JsonReport.Write(Report("check", 1000));
        for (var at = 0; at < 100; at++)
            folder.Write($"reports/shop-{at}.json", one);
        var merged = await Tool.RunAsync(folder, "report", "merge", "reports", "--report", "all.html");
        Assert.EndsWith("100 repositories: 100000 findings left, in 100 of them.", merged.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.True(File.Exists(folder["all.html"]));
    }

    [Theory]
    [InlineData("{", "is no JSON report of clerk2workos")]
    [InlineData("[]", "it has no schemaVersion and command")]
    [InlineData("""{"schemaVersion": 2, "command": "check"}""", "its schemaVersion is 2")]
    [InlineData("""{"schemaVersion": 1, "command": "users plan"}""", "it is about \"users plan\"")]
    [InlineData("""{"schemaVersion": 1, "command": "check"}""", "is no JSON report of clerk2workos")]
    public async Task Refuses_what_is_no_report(string content, string reason)
    {
        using var folder = new TemporaryFolder();
        folder.Write("bad.json", content);
        (await Tool.RunAsync(folder, "report", "merge", "bad.json", "--report", "all.html")).ShouldRefuse("bad.json", reason);
        Assert.False(File.Exists(folder["all.html"]));
    }

    [Theory]
    [InlineData("\"listed\"", "\"lost\"", "a finding's status is 'lost'")]
    [InlineData("\"contracts\": []", "\"contracts\": [null]", "an element that is null")]
    [InlineData("\"line\": 1,", "\"line\": \"1\",", "is no JSON report")]
    public async Task Refuses_a_report_that_is_broken(string from, string to, string reason)
    {
        using var folder = new TemporaryFolder();
        var report = Encoding.UTF8.GetString(JsonReport.Write(Report("check", 1)));
        Assert.Contains(from, report, StringComparison.Ordinal);
        folder.Write("bad.json", report.Replace(from, to, StringComparison.Ordinal));
        (await Tool.RunAsync(folder, "report", "merge", "bad.json")).ShouldRefuse("bad.json", reason);
    }

    [Fact]
    public async Task Refuses_inputs_that_are_missing_or_named_twice_and_forms_that_do_not_exist()
    {
        using var folder = new TemporaryFolder();
        folder.Write("x/a.json", JsonReport.Write(Report("check", 0)));
        folder.Write("y/b.json", JsonReport.Write(Report("check", 0)));
        Directory.CreateDirectory(folder["empty"]);
        (await Tool.RunAsync(folder, "report", "merge", "z.json")).ShouldRefuse("'z.json' does not exist");
        (await Tool.RunAsync(folder, "report", "merge", "z/*.json")).ShouldRefuse("Nothing matches 'z/*.json'");
        (await Tool.RunAsync(folder, "report", "merge", "empty")).ShouldRefuse("no .json in 'empty'");
        (await Tool.RunAsync(folder, "report", "merge", "S=x/a.json", "S=y/b.json")).ShouldRefuse("Two reports are named 'S'");
        (await Tool.RunAsync(folder, "report", "merge", "x/a.json", "--report", "all.sarif")).ShouldRefuse("all.sarif", ".html");
        (await Tool.RunAsync(folder, "report", "merge", "x/a.json", "--report", "x/a.json")).ShouldRefuse("is one of the reports that are to be merged");
    }

    private static RunReport Report(string command, int left) => new()
    {
        Command = command,
        Solution = "Shop.sln",
        IsDryRun = false,
        ExitCode = left == 0 ? 0 : 1,
        Findings = [.. Enumerable.Range(1, left).Select(line => new ReportedFinding("C2W101", FindingStatus.Listed, "src/A.cs", line, 5, line, 16, $"'clerkUserId{line}' is found.", "It is used elsewhere.")
        {
            Project = "Shop",
            Fingerprint = $"00:{line}",
            Code = new ReportedCode(line, "var clerkUserId;"),
        })],
        Contracts = [],
        TakenBack = [],
        Files = command == "check" ? [] : [new ReportedFile("src/A.cs", 1) { Hunks = [new DiffHunk(1, 1, 1, 1, [new('-', "a"), new('+', "b")])] }],
        UnloadedProjects = [],
    };
}
