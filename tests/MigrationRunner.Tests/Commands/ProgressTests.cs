using System.Diagnostics;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>Progress on a terminal and in a pipe.</summary>
public sealed class ProgressTests : IDisposable
{
    private const int Width = 80;       // what a console without a terminal says of itself

    private readonly Written _written = new() { NewLine = "\n" };

    private Screen Now => new(_written.ToString(), Width);

    public void Dispose() => _written.Dispose();

    [Fact]
    public void A_line_says_what_is_done_and_how_far_and_is_gone_at_the_end()
    {
        var progress = new RunProgress(_written, Verbosity.Normal, isTerminal: true);
        progress.Phase("Loading projects");
        progress.Report(new RewriteProgress("Finding", 60, 240));
        WaitFor("60 of 240 files");
        Assert.Contains("25%", Now.Text, StringComparison.Ordinal);
        Assert.Contains("Finding ━━━", Now.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Loading", Now.Text, StringComparison.Ordinal);
        Assert.False(Now.ShowsCursor);
        progress.End();
        Assert.Equal(("", true, false), (Now.Text, Now.ShowsCursor, Now.HasWrapped));
    }

    [Fact]
    public void A_remark_stands_above_the_line_and_stays()
    {
        using (var progress = new RunProgress(_written, Verbosity.Normal, isTerminal: true))
        {
            progress.Phase("A phase with a name that is longer than the remark");
            WaitFor("A phase");
            progress.Remark("look here.");
            WaitFor("look here.\n");
            Assert.Matches(@"^clerk2workos: look here\.\n.* A phase with a name", Now.Text);
        }

        Assert.Equal("clerk2workos: look here.", Now.Text);
        Assert.True(Now.ShowsCursor);
    }

    [Fact]
    public void Counting_never_goes_back_and_one_step_is_not_counted()
    {
        using var progress = new RunProgress(_written, Verbosity.Normal, isTerminal: true);
        progress.Report(new RewriteProgress("Planning", 0, 1));
        WaitFor("Planning");
        Assert.DoesNotContain("of 1", Now.Text, StringComparison.Ordinal);
        progress.Report(new RewriteProgress("Finding", 9, 10));
        progress.Report(new RewriteProgress("Finding", 8, 10));
        WaitFor("9 of 10 files");
        Assert.DoesNotContain("8 of 10", _written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_shows_remarks_alone()
    {
        using var progress = new RunProgress(_written, Verbosity.Quiet, isTerminal: true);
        progress.Phase("Loading projects");
        progress.Report(new RewriteProgress("Finding", 60, 240));
        progress.Remark("look here.");
        Assert.Equal("clerk2workos: look here.\n", _written.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Colours_are_for_who_wants_them(bool isColored)
    {
        using var progress = new RunProgress(_written, Verbosity.Normal, isTerminal: true, isColored);
        progress.Report(new RewriteProgress("Finding", 60, 240));
        WaitFor("60 of 240");
        Assert.Equal(isColored, System.Text.RegularExpressions.Regex.IsMatch(_written.ToString(), @"\u001b\[[39]\dm"));
    }

    [Fact]
    public void People_and_rows_are_counted_with_their_rate_and_in_a_pipe_by_a_line()
    {
        using var pipe = new StringWriter { NewLine = "\n" };
        var terminal = new CountedProgress(_written, isTerminal: true, isColored: false, "rows");
        var plain = new CountedProgress(pipe, isTerminal: false, isColored: false, "rows");
        foreach (var progress in new[] { terminal, plain })
        {
            progress.Show(250, 1000, 2);
            progress.Show(500, 1000, 2);
        }

        WaitFor("500 of 1,000, ");
        Assert.Contains("Rows ━━━", Now.Text, StringComparison.Ordinal);
        Assert.Matches(@" 50% 500 of 1,000, \S+ a second, 2 reject", Now.Text);
        Assert.False(Now.HasWrapped);
        terminal.End();
        plain.End();
        Assert.Equal(("", true), (Now.Text, Now.ShowsCursor));
        Assert.Matches(@"^250 of 1,000 rows, \S+ a second, \S.* left, 2 rejected\n$", pipe.ToString());
    }

    [Fact]
    public void Following_takes_the_line_from_copying()
    {
        var copied = new CountedProgress(_written, isTerminal: true, isColored: false, "rows");
        copied.Show(10, 10, 0);
        var following = new SyncProgress(_written, isTerminal: true, isColored: false, copied);
        following.Report(new DataSyncProgress(DataSyncState.Waiting, 12, 1, 0, null, null, TimeSpan.Zero));
        WaitFor("waiting; 12 rows written, 1 deleted");
        following.End();
        copied.End();
        Assert.Equal(("", true), (Now.Text, Now.ShowsCursor));
    }

    /// <summary>The real program on a real terminal, wide and narrow: the report stands alone, and the terminal is as it was.</summary>
    [Theory]
    [InlineData(100, "━━")]
    [InlineData(40, "Loading projects")]
    public async Task On_a_terminal_the_report_stands_alone(int width, string drawn)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
            return;
        using var folder = SmallSolution.CreateOneProject();
        var written = await OnTerminalAsync(folder, width, "check .");
        Assert.Contains(drawn, written, StringComparison.Ordinal);
        var screen = new Screen(written, width);
        var lines = screen.Text.Split('\n').Select(line => line.Trim()).ToList();
        Assert.StartsWith("User.cs(", lines[0], StringComparison.Ordinal);
        Assert.Equal("1 finding left.", lines[^1]);
        Assert.DoesNotContain(lines, line => line.Contains("Finding", StringComparison.Ordinal));
        Assert.True(screen.ShowsCursor);
    }

    private static async Task<string> OnTerminalAsync(TemporaryFolder folder, int width, string command)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "clerk2workos.dll");
        using var script = Process.Start(new ProcessStartInfo("script", ["-qec", $"stty cols {width}; dotnet '{tool}' {command}", "/dev/null"])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            Environment = { ["TERM"] = "xterm", ["NO_COLOR"] = "1", ["DOTNET_TieredCompilation"] = "1" },
        })!;
        var written = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();
        Assert.True(script.ExitCode == 1, written);
        return written;
    }

    /// <summary>What is drawn is drawn ten times a second.</summary>
    private void WaitFor(string text) => Assert.True(SpinWait.SpinUntil(() => _written.ToString().Contains(text, StringComparison.Ordinal), TimeSpan.FromSeconds(30)), _written.ToString());

    /// <summary>What is written can be read meanwhile.</summary>
    private sealed class Written : StringWriter
    {
        private readonly Lock _lock = new();

        public override void Write(char value)
        {
            lock (_lock)
                base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (_lock)
                base.Write(buffer, index, count);
        }

        public override void Write(string? value)
        {
            lock (_lock)
                base.Write(value);
        }

        public override string ToString()
        {
            lock (_lock)
                return base.ToString();
        }
    }
}
