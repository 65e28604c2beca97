using System.Text;
using System.Text.Json;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Reporting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Reporting;

/// <summary>The forms of a report.</summary>
public sealed class ReportTests
{
    internal static readonly RunReport Report = new()
    {
        Command = "fix",
        Solution = "Booking.sln",
        IsDryRun = false,
        ExitCode = 1,
        Findings =
        [
            .. Enumerable.Range(1, 60).Select(line => new ReportedFinding("C2W101", FindingStatus.Fixed, "A.cs", line, 5, line, 16, "A name.", null)),
            new("C2W201", FindingStatus.Listed, "B.cs", 3, 1, 3, 9, "An audit call of List<T> | x.", "It does something."),
            new("C2W301", FindingStatus.Info, "C.cs", 4, 1, 4, 9, "A table.", "The file reads both schemas on purpose (a data migration)."),
        ],
        Contracts =
        [
            new(ContractKind.Json, "D.cs", 7, 2, "UserDto", "clerkUserId", "workosUserId"),
            new(ContractKind.Persisted, "E.cs", 8, 2, "Users", "clerk_user_id", "clerk_user_id"),
        ],
        TakenBack = [new("ClerkId of Invoice", "It would not compile.")],
        Files = [new("A.cs", 60)],
        UnloadedProjects = ["Legacy"],
        ErrorsBefore = 312,
        ErrorsAfter = 0,
    };

    [Fact]
    public void Markdown_lists_all_that_is_left_and_caps_what_is_done()
    {
        var text = Encoding.UTF8.GetString(MarkdownReport.Write(Report));
        Assert.StartsWith("# clerk2workos fix: Booking.sln\n\n1 file changed in 60 places. **1 finding left.**\n", text, StringComparison.Ordinal);
        Assert.Contains("| C2W101 | 60 | 0 | 0 |\n| C2W201 | 0 | 1 | 0 |\n| C2W301 | 0 | 0 | 1 |\n", text, StringComparison.Ordinal);
        Assert.Contains("Compiler errors: 312 before, 0 after.\n", text, StringComparison.Ordinal);
        Assert.Contains("## Left to do (1)\n\n| rule | place | what |\n|---|---|---|\n| C2W201 | `B.cs:3` | An audit call of List&lt;T> \\| x. It does something. |\n", text, StringComparison.Ordinal);
        Assert.Contains("## Contracts that moved (1)", text, StringComparison.Ordinal);
        Assert.Contains("| json | `UserDto` | `clerkUserId` | `workosUserId` | `D.cs:7` |", text, StringComparison.Ordinal);
        Assert.Contains("## Fixed (60)", text, StringComparison.Ordinal);
        Assert.Contains("… and 10 more.", text, StringComparison.Ordinal);
        Assert.Contains("## For information (1)", text, StringComparison.Ordinal);
        Assert.Contains("## Taken back (1)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_holds_everything_under_documented_names()
    {
        using var json = JsonDocument.Parse(JsonReport.Write(Report));
        var root = json.RootElement;
        Assert.Equal(
            ["schemaVersion", "command", "solution", "dryRun", "partial", "exitCode", "summary", "rules", "findings", "contracts", "takenBack", "files", "unloadedProjects", "baseline", "database"],
            root.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""{"filesChanged":1,"edits":60,"fixed":60,"listed":1,"info":1,"takenBack":1,"errorsBefore":312,"errorsAfter":0,"errorsScope":"all"}""", Compact(root.GetProperty("summary")));
        Assert.Equal(62, root.GetProperty("findings").GetArrayLength());
        Assert.Equal("""{"kind":"json","path":"D.cs","line":7,"column":2,"owner":"UserDto","oldName":"clerkUserId","newName":"workosUserId","kept":false,"advice":null}""", Compact(root.GetProperty("contracts")[0]));

        static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
    }

    [Fact]
    public void The_console_shows_what_is_left_in_the_compilers_form()
    {
        using var output = new StringWriter();
        new ConsoleReport(output, MigrationRunner.Commands.Verbosity.Normal, isColored: false).Write(Report);
        Assert.Equal("""
            B.cs(3,1): warning C2W201: An audit call of List<T> | x. It does something.
            Booking.sln : warning C2W000: Taken back: ClerkId of Invoice. It would not compile.

            Booking.sln: 1 file changed, 60 edits.
              C2W101  60 fixed
              C2W201  1 listed
              C2W301  1 info
            Contracts moved: 1
              D.cs(7,2): json UserDto: clerkUserId -> workosUserId
            Contracts kept: 1
            Projects not looked at: Legacy.
            Compiler errors: 312 before, 0 after.
            1 finding left, 1 change taken back.

            """, output.ToString(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void The_console_colours_a_warning_on_a_terminal_only()
    {
        using var output = new StringWriter();
        new ConsoleReport(output, MigrationRunner.Commands.Verbosity.Quiet, isColored: true).Write(Report);
        Assert.StartsWith("B.cs(3,1): \u001b[33mwarning\u001b[0m C2W201:", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_one_line_a_phase_in_a_pipe_and_one_line_in_all_on_a_terminal()
    {
        using var pipe = new StringWriter { NewLine = "\n" };
        using var terminal = new StringWriter { NewLine = "\n" };
        foreach (var (writer, isTerminal) in new[] { (pipe, false), (terminal, true) })
        {
            var progress = new RunProgress(writer, MigrationRunner.Commands.Verbosity.Normal, isTerminal);
            progress.Phase("Loading");
            progress.Report(new RewriteProgress("Binding", 1, 10));
            progress.Report(new RewriteProgress("Binding", 2, 10));
            progress.End();
        }

        Assert.Equal("Loading\nBinding\n", pipe.ToString());
        Assert.DoesNotContain('\n', terminal.ToString());
    }
}
