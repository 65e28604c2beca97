using System.Diagnostics;
using System.Globalization;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.Prerequisites;

/// <summary>There is a young back-up, as a command of the operator's says.</summary>
internal sealed class BackupPrerequisite : Prerequisite
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Two clocks are never quite the same.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public override string Name => "backup";

    public override async Task<string> DemandAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (context.Options.BackupCommand is not { } command)
            throw new CutoverException("Nothing says how old the youngest back-up is: give a command that prints when it was made (--backup-command).");
        var madeAt = Read(await RunAsync(command, cancellationToken).ConfigureAwait(false));
        var age = DateTimeOffset.UtcNow - madeAt;
        if (age > context.Options.BackupMaxAge)
            throw new CutoverException(string.Create(CultureInfo.InvariantCulture, $"The youngest back-up is of {madeAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {Hours(age)} old; {Hours(context.Options.BackupMaxAge)} are allowed (--backup-max-age)."));
        if (age < -ClockSkew)
            throw new CutoverException($"The back-up command names a moment in the future, {madeAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC.");
        return $"The youngest back-up is of {madeAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC.";
    }

    /// <summary>What the command prints; nothing of it comes into a message, since it may be anything.</summary>
    private static async Task<string> RunAsync(string command, CancellationToken cancellationToken)
    {
        string[] shell = OperatingSystem.IsWindows() ? ["cmd.exe", "/c"] : ["/bin/sh", "-c"];
        using var process = Process.Start(new ProcessStartInfo(shell[0], [shell[1], command]) { RedirectStandardOutput = true, RedirectStandardInput = true })
            ?? throw new CutoverException("The back-up command could not be started.");
        process.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return process.ExitCode == 0 ? output.Trim() : throw new CutoverException($"The back-up command ended with {process.ExitCode}.");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new CutoverException($"The back-up command did not end within {Patience.TotalMinutes:0} minutes.");
        }
    }

    private static DateTimeOffset Read(string output)
    {
        if (long.TryParse(output, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000)
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        return DateTimeOffset.TryParse(output, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new CutoverException("The back-up command has to print one moment and nothing else, such as 2026-03-01T02:30:00Z.");
    }

    private static string Hours(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} hours");
}
