using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary><c>--verbosity</c> where a report or a list is printed.</summary>
public sealed class VerbosityTests
{
    [Fact]
    public void Quiet_prints_the_verdict_and_detailed_every_row()
    {
        var document = new ReportDocument("data run", "All is moved.", DateTimeOffset.UnixEpoch, TimeSpan.Zero, 0)
        {
            Facts = [new("rows", "Rows", 30)],
            Tables = [new("rows", "Moved", [new("row", "Row")], [.. Enumerable.Range(1, 30).Select(row => new object?[] { $"row {row}" })])],
        };
        Assert.Equal("All is moved.\n", DocumentConsole.Write(document, Verbosity.Quiet));
        Assert.Contains("… and 10 more", DocumentConsole.Write(document), StringComparison.Ordinal);
        Assert.DoesNotContain("row 21", DocumentConsole.Write(document), StringComparison.Ordinal);
        Assert.Contains("  row 30\n\nAll is moved.\n", DocumentConsole.Write(document, Verbosity.Detailed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiet_init_writes_the_file_and_says_nothing()
    {
        using var folder = SmallSolution.CreateOneProject();
        Assert.Equal(new ToolResult(0, "", ""), await Tool.RunAsync(folder, "init", "--verbosity", "quiet"));
        Assert.Contains("c2w_", folder.Read(".globalconfig"), StringComparison.Ordinal);
    }
}
