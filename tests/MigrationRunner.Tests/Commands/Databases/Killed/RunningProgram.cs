using System.Diagnostics;
using System.Globalization;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed;

/// <summary>What became of a process of <c>clerk2workos</c>.</summary>
/// <param name="ExitCode">Its exit code; 137 where a kill hit it.</param>
/// <param name="Error">What it wrote to standard error.</param>
/// <param name="AtWorkAfter">How long it took to the first sign of work, a line of progress; null where none came.</param>
/// <param name="Elapsed">How long it lived.</param>
internal sealed record ProgramEnd(int ExitCode, string Error, TimeSpan? AtWorkAfter, TimeSpan Elapsed)
{
    public bool IsKilled => ExitCode == 128 + 9;

    /// <summary>It did what there was to do: nothing is left, or what is left was rejected.</summary>
    public bool IsDone => ExitCode is 0 or 1;
}

/// <summary>One process of <c>clerk2workos</c>.</summary>
internal sealed class RunningProgram : IDisposable
{
    // A process that hangs is to fail its test, not to hold it up.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Task<(string? First, TimeSpan At)> _firstLine;
    private readonly Task<string> _output;

    public RunningProgram(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _firstLine = FirstLineAsync();
    }

    /// <summary>Waits until it shows that it has begun its work, or has ended.</summary>
    public Task AtWorkAsync() => _firstLine;

    /// <summary>Kills it as <c>kill -9</c> does, unless it ends before.</summary>
    public async Task<ProgramEnd> KillAfterAsync(TimeSpan delay)
    {
        var ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(ended, Task.Delay(delay)) != ended)
            _process.Kill();
        return await EndAsync();
    }

    public async Task<ProgramEnd> EndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            throw new TimeoutException($"The program did not end in {Patience.TotalMinutes.ToString(CultureInfo.InvariantCulture)} minutes.");
        }

        var elapsed = Stopwatch.GetElapsedTime(_began);
        var (first, at) = await _firstLine;
        var rest = await _process.StandardError.ReadToEndAsync(CancellationToken.None);
        await _output;
        var isProgress = first is not null && !first.StartsWith("clerk2workos: ", StringComparison.Ordinal);
        return new ProgramEnd(_process.ExitCode, first is null ? rest : $"{first}\n{rest}", isProgress ? at : null, elapsed);
    }

    /// <summary>Stops it where it is, as a machine does that is put to sleep.</summary>
    public Task SuspendAsync() => SignalAsync("-STOP");

    public Task ResumeAsync() => SignalAsync("-CONT");

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private async Task<(string? First, TimeSpan At)> FirstLineAsync() => (await _process.StandardError.ReadLineAsync(), Stopwatch.GetElapsedTime(_began));

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
