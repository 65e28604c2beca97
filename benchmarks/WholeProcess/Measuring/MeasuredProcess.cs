using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Measuring;

/// <summary>What one command took, everything that it started included.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Cpu">User and system time of the whole process tree.</param>
/// <param name="Wall">From start to exit.</param>
/// <param name="PeakMegabytes">The largest resident set of any one process of the tree.</param>
internal sealed record Measurement(int ExitCode, TimeSpan Cpu, TimeSpan Wall, double PeakMegabytes);

/// <summary>
/// Runs one command in a process of its own, which adopts what the command leaves behind and waits for it: only the processor time of
/// children that were waited for is counted, and a build host may outlive its parent by a moment.
/// </summary>
internal static partial class MeasuredProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Everything that would keep work alive in a server, where it would be nobody's.</summary>
    private static readonly Dictionary<string, string> OwnProcessesOnly = new()
    {
        ["UseSharedCompilation"] = "false",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_NOLOGO"] = "1",
    };

    /// <summary>Starts the measuring process and reads what it wrote.</summary>
    /// <returns>The measurement and what the command printed.</returns>
    public static async Task<(Measurement Measurement, string Output)> MeasureAsync(
        string folder, IEnumerable<string> command, CancellationToken cancellationToken)
    {
        var result = Path.GetTempFileName();
        try
        {
            var (exitCode, output) = await RunAsync(
                folder, [Environment.ProcessPath!, .. ThisProgram, "measure", result, "--", .. command], cancellationToken);
            if (exitCode != 0)
                throw new BrokenRunException($"Measuring '{string.Join(' ', command)}' failed:\n{output}");
            return (JsonSerializer.Deserialize<Measurement>(await File.ReadAllTextAsync(result, cancellationToken))!, output);
        }
        finally
        {
            File.Delete(result);
        }
    }

    /// <summary>Runs a command without measuring it.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        Prepare(start.Environment);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs a command without measuring it, and stops the comparison if it fails.</summary>
    public static async Task MustRunAsync(string folder, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync(folder, command, cancellationToken);
        if (exitCode != 0)
            throw new BrokenRunException($"'{string.Join(' ', command)}' ended with {exitCode}; the last that it said:\n{output[Math.Max(0, output.Length - 2000)..]}");
    }

    /// <summary>The measuring process itself.</summary>
    public static int Run(string result, IReadOnlyList<string> command)
    {
        if (!OperatingSystem.IsLinux())
            throw new BrokenRunException("Processor time of a process tree is measured on Linux only.");
        _ = prctl(SetChildSubreaper, 1, 0, 0, 0);

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)))!;
        process.WaitForExit();
        var wall = clock.Elapsed;
        WaitForOrphans();

        _ = getrusage(Children, out var usage);
        File.WriteAllText(result, JsonSerializer.Serialize(new Measurement(process.ExitCode, usage.User.Time + usage.System.Time, wall, usage.PeakKilobytes / 1024.0)));
        return 0;
    }

    /// <summary><c>dotnet whole-process.dll</c> or <c>whole-process</c>: what has to follow the program's path.</summary>
    private static IEnumerable<string> ThisProgram =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? [typeof(MeasuredProcess).Assembly.Location] : [];

    private static void WaitForOrphans()
    {
        var clock = Stopwatch.StartNew();
        while (waitpid(-1, out _, WithoutWaiting) is var child && child >= 0)
        {
            if (child == 0)
                Thread.Sleep(20);
            if (clock.Elapsed > Patience)
                throw new BrokenRunException("Something that the command started is still running; its time would be missing.");
        }
    }

    private static void Prepare(IDictionary<string, string?> environment)
    {
        // `dotnet run` leaves its own MSBuild's paths behind.
        foreach (var name in environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)).ToList())
            environment.Remove(name);
        foreach (var (name, value) in OwnProcessesOnly)
            environment[name] = value;
    }

    private const int SetChildSubreaper = 36;
    private const int Children = -1;
    private const int WithoutWaiting = 1;

    [LibraryImport("libc")]
    private static partial int prctl(int option, nuint value, nuint second, nuint third, nuint fourth);

    [LibraryImport("libc")]
    private static partial int waitpid(int process, out int status, int options);

    [LibraryImport("libc")]
    private static partial int getrusage(int who, out Usage usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public long Seconds;
        public long Microseconds;

        public readonly TimeSpan Time => TimeSpan.FromSeconds(Seconds) + TimeSpan.FromMicroseconds(Microseconds);
    }

    /// <summary><c>struct rusage</c> of 64-bit Linux; fourteen numbers follow the two times, of which the first is wanted.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Usage
    {
        public Moment User;
        public Moment System;
        public long PeakKilobytes;
        private Rest _rest;

        [System.Runtime.CompilerServices.InlineArray(13)]
        private struct Rest
        {
            private long _first;
        }
    }
}
