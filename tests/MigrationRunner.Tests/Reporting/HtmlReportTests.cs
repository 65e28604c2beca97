using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Reporting.Html;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Reporting;

/// <summary>The HTML report as a file; <c>tests/Browser.Tests</c> opens it.</summary>
public sealed class HtmlReportTests
{
    [Fact]
    public async Task Two_runs_give_the_same_page_which_names_nothing_of_the_machine()
    {
        using var folder = SmallSolution.Create();
        for (var run = 0; run < 2; run++)
            Assert.Equal(0, (await Tool.RunAsync(folder, new WordEngine(), ["fix", "Small.slnx", "--dry-run", "--no-restore", "--report", $"{run}.html"])).ExitCode);
        Assert.Equal(folder.Read("0.html"), folder.Read("1.html"));
        Assert.DoesNotContain(folder.Root, folder.Read("0.html"), StringComparison.Ordinal);
        Assert.Contains("2 files would change in 3 places. Nothing is left.", folder.Read("0.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_the_data_ends_the_script()
    {
        const string attack = "</script><!--<script>";
        var page = Encoding.UTF8.GetString(HtmlReport.Write(new RunReport
        {
            Command = "check",
            Solution = "A.sln",
            IsDryRun = false,
            ExitCode = 1,
            Findings = [new ReportedFinding("C2W101", FindingStatus.Listed, attack, 1, 1, 1, 2, attack, attack)],
            Contracts = [],
            TakenBack = [],
            Files = [],
            UnloadedProjects = [],
        }));
        Assert.DoesNotContain(attack, page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("</script>").Length - 1);
    }

    [Fact]
    public void What_cannot_be_seen_is_written_out()
    {
        Assert.Equal("a⟨U+202E⟩b⟨U+0000⟩⟨U+D83D⟩x\uD83D\uDE00\ty", VisibleText.Of("a\u202Eb\0\uD83Dx\uD83D\uDE00\ty"));
        Assert.Equal("&lt;b&gt;⟨U+DE00⟩", VisibleText.Html("<b>\uDE00"));
    }
}
