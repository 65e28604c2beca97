using System.Diagnostics;
using System.Globalization;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands;

/// <summary>Signals, to the real program.</summary>
public sealed class InterruptionTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Ends_with_130_and_leaves_nothing_half_written(string signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = SmallSolution.Create();
        using var elsewhere = new TemporaryFolder();
        var before = folder.Snapshot();
        using var run = Tool.StartInterruptible(folder, "fix", ".", "--output", elsewhere["Out"]);
        while (await run.StandardError.ReadLineAsync() is { } line && line != "Restoring packages")
        {
        }

        await Task.Delay(300);
        await SignalAsync(run, signal);
        await SignalAsync(run, signal);     // the impatient do so, and it must not hurt
        var error = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == 130, error);
        Assert.Contains("interrupted", error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere.Root));
    }

    /// <summary>A line of progress is the sign of a phase.</summary>
    [Fact]
    public async Task Writes_nothing_whatever_phase_it_is_interrupted_in()
    {
        var phases = 0;
        for (var isDone = false; !isDone; phases++)
        {
            using var folder = SmallSolution.CreateOneProject();
            var before = folder.Snapshot();
            using var interruption = new CancellationTokenSource();
            using var output = new StringWriter();
            using var error = new InterruptingWriter(phases, interruption);
            var exitCode = await CommandLine.RunAsync(
                ["fix", "."],
                new Surroundings { Output = output, Error = error, WorkingDirectory = folder.Root, IsErrorTerminal = false, IsColored = false },
                interruption.Token);
            isDone = !interruption.IsCancellationRequested;
            Assert.True(exitCode == (isDone ? 0 : 130), error.ToString());
            Assert.Equal(isDone, before != folder.Snapshot());
            Assert.Equal(isDone, Directory.Exists(folder[".clerk2workos"]));
        }

        Assert.True(phases > 4, $"{phases} phases");
    }

    private static async Task SignalAsync(Process run, string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", run.Id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true })!;
        await kill.WaitForExitAsync();
    }

    /// <summary>Interrupts when the line of that number is written.</summary>
    private sealed class InterruptingWriter(int line, CancellationTokenSource interruption) : StringWriter
    {
        private int _lines;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (_lines++ == line)
                interruption.Cancel();
        }
    }
}
