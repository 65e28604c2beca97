using System.Text.Json;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Reporting;

/// <summary>What standard output gets for programs that read logs.</summary>
public sealed class OutputFormatTests
{
    [Fact]
    public void GitHub_gets_commands_with_everything_escaped_and_a_summary_last() => Assert.Equal(
        """
        ::warning file=B.cs,line=3,endLine=3,col=1,endColumn=9,title=C2W201::An audit call of List<T> | x. It does something.
        ::warning file=My%2C 100%25%3A%0A.cs,line=4,endLine=6,title=C2W101::50%25, a: b%0D%0Anext
        ::warning file=Booking.sln,title=C2W000::Taken back: ClerkId of Invoice. It would not compile.
        ::notice title=clerk2workos fix::1 file changed, 60 edits. 2 findings left, 1 change taken back. By rule: C2W101 1, C2W201 1. Projects not looked at: Legacy.

        """,
        Written(output => new GitHubAnnotations(output, Verbosity.Normal).Write(ReportTests.Report with
        {
            Findings = [.. ReportTests.Report.Findings, new("C2W101", FindingStatus.Listed, "My, 100%:\n.cs", 4, 5, 6, 7, "50%, a: b\r\nnext", null)],
        })),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void GitHub_gets_few_enough_notices_that_it_shows_the_summary()
    {
        var report = ReportTests.Report with
        {
            Command = "check",
            Findings =
            [
                .. Enumerable.Range(1, 30).Select(line => new ReportedFinding("C2W101", FindingStatus.Info, "A.cs", line, 1, line, 2, "A.", null)),
                .. Enumerable.Range(1, 30).Select(line => new ReportedFinding("C2W101", FindingStatus.Listed, "B.cs", line, 1, line, 2, "B.", null)),
            ],
            TakenBack = [],
            UnloadedProjects = [],
        };
        var lines = Written(output => new GitHubAnnotations(output, Verbosity.Normal).Write(report)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(30, lines.Count(line => line.StartsWith("::warning ", StringComparison.Ordinal)));
        Assert.Equal(10, lines.Count(line => line.StartsWith("::notice ", StringComparison.Ordinal)));
        Assert.Equal("::notice title=clerk2workos check::30 findings left. By rule: C2W101 30. GitHub shows 10 of them as annotations; the log has all.", lines[^1].TrimEnd('\r'));
    }

    [Fact]
    public void A_build_log_gets_full_paths_one_line_each_and_nothing_that_looks_like_an_error()
    {
        var root = Path.GetFullPath("/source");
        var log = Written(output => new BuildLog(output, Verbosity.Normal, root).Write(ReportTests.Report with
        {
            Findings = [.. ReportTests.Report.Findings, new("C2W101", FindingStatus.Listed, "../Shared/D.cs", 4, 5, 6, 7, "a\r\nb", null)],
        }));
        Assert.Equal(
            $"""
            {Path.GetFullPath("/source/B.cs")}(3,1): warning C2W201: An audit call of List<T> | x. It does something.
            {Path.GetFullPath("/Shared/D.cs")}(4,5): warning C2W101: a b
            {Path.GetFullPath("/source/Booking.sln")} : warning C2W000: Taken back: ClerkId of Invoice. It would not compile.
            2 findings left, 1 change taken back.

            """, log, ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("github", "::warning file=User.cs,line=5,endLine=5,col=19,endColumn=30,title=C2W101::'ClerkUserId' is found.")]
    [InlineData("MSBuild", "/User.cs(5,19): warning C2W101: 'ClerkUserId' is found.")]
    public async Task Check_takes_the_format_in_any_case(string format, string line)
    {
        using var folder = SmallSolution.CreateOneProject();
        var run = await Tool.RunAsync(folder, new WordEngine(), ["check", ".", "--format", format]);
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith(line, run.Output.Split('\n')[0].TrimEnd('\r'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_prints_the_json_report_alone_when_asked()
    {
        using var folder = SmallSolution.CreateOneProject();
        var run = await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--output", "out", "--format", "json", "--report", "report.json"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(run.Output, folder.Read("report.json"));
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(1, json.RootElement.GetProperty("summary").GetProperty("fixed").GetInt32());
    }

    [Fact]
    public async Task A_patch_as_a_report_is_the_one_of_diff()
    {
        using var folder = SmallSolution.CreateOneProject();
        folder.Commit();
        await Tool.RunAsync(folder, new WordEngine(), ["fix", ".", "--dry-run", "--report", "a.patch", "--diff", "b.patch"]);
        Assert.Equal(folder.Read("b.patch"), folder.Read("a.patch"));
        folder.Git("apply", "a.patch");
        Assert.Contains("WorkosUserId", folder.Read("User.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check . --report a.patch", "check plans no changes")]
    [InlineData("check . --report a.xml", "there are .md, .json, .sarif")]
    [InlineData("check . --format xml", "--format takes text, json, github or msbuild, not 'xml'.")]
    public async Task Refuses_what_makes_no_sense(string arguments, string why)
    {
        using var folder = SmallSolution.CreateOneProject();
        (await Tool.RunAsync(folder, new WordEngine(), arguments.Split(' '))).ShouldRefuse(why);
    }

    private static string Written(Action<TextWriter> write)
    {
        using var output = new StringWriter();
        write(output);
        return output.ToString();
    }
}
