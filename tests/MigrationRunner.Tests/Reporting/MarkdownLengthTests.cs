using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Reporting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Reporting;

/// <summary>A report in Markdown fits into a comment on GitHub.</summary>
public sealed class MarkdownLengthTests
{
    [Theory]
    [InlineData("fix", 10_000, 0)]
    [InlineData("check", 5_000, 5_000)]
    [InlineData("fix", 10, 10_000)]
    public void Ten_thousand_findings_are_cut_between_rows_and_the_rest_still_shows(string command, int listed, int contracts)
    {
        var text = Encoding.UTF8.GetString(MarkdownReport.Write(ReportTests.Report with
        {
            Command = command,
            Findings =
            [
                .. ReportTests.Report.Findings,
                .. Enumerable.Range(1, listed).Select(line => new ReportedFinding("C2W102", FindingStatus.Listed, $"Long/Path/To/File{line}.cs", line, 1, line, 2, "A name | stands in a string.", "It is ö.")),
            ],
            Contracts = [.. ReportTests.Report.Contracts, .. Enumerable.Range(1, contracts).Select(line => new ReportedContract(ContractKind.Json, "F.cs", line, 1, "T", "clerkUserId", $"workosUserId{line}"))],
        }));
        Assert.InRange(text.Length, 60_000, MarkdownReport.MostCharacters);
        Assert.All(text.Split('\n').Where(line => line.StartsWith('|')), row => Assert.EndsWith("|", row, StringComparison.Ordinal));
        foreach (var title in new[] { $"## Left to do ({listed + 1})", "## Taken back (1)", "## Projects not looked at (1)", $"## Contracts that moved ({contracts + 1})", "## Contracts kept (1)", "## For information (1)" })
            Assert.Contains(title, text, StringComparison.Ordinal);
        Assert.Matches("""\nCut to the 65536 characters that GitHub takes in a comment: not shown are [0-9]+ of “(Left to do|Contracts that moved)”.*\. `--report report\.json` has them all\.\n""", text);
        Assert.True(text.IndexOf("\nCut to", StringComparison.Ordinal) < text.IndexOf("## Left to do", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_that_is_too_long_by_itself_is_left_out()
    {
        var text = Encoding.UTF8.GetString(MarkdownReport.Write(ReportTests.Report with
        {
            Findings = [new("C2W102", FindingStatus.Listed, "A.cs", 1, 1, 1, 2, new string('x', 70_000), null), new("C2W102", FindingStatus.Listed, "B.cs", 1, 1, 1, 2, "Short.", null)],
        }));
        Assert.InRange(text.Length, 1, MarkdownReport.MostCharacters);
        Assert.Contains("\n… and 2 more.\n", text, StringComparison.Ordinal);
    }
}
