using System.Diagnostics;
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
        using (var kill = Process.Start("kill", [$"-{signal}", run.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var error = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == 130, error);
        Assert.Contains("interrupted", error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Snapshot());
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere.Root));
    }
}
