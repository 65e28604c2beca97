using System.Diagnostics;
using System.Globalization;

namespace Clerk2WorkOS.Benchmarks.RecordedRun;

/// <summary>What a command took, as a process of its own.</summary>
/// <param name="Name">The command: <c>users run</c>.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Verdict">The last line that it printed.</param>
/// <param name="Wall">From its start to its end.</param>
/// <param name="Cpu">Its processor time, up to a fifth of a second before its end.</param>
/// <param name="PeakMegabytes">Its largest working set.</param>
internal sealed record RecordedCommand(string Name, int ExitCode, string Verdict, TimeSpan Wall, TimeSpan Cpu, double PeakMegabytes)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs <c>clerk2workos</c>; its reports and all that it prints go into a folder.</summary>
    public static async Task<RecordedCommand> RunAsync(string name, string folder, IReadOnlyList<string> options, IReadOnlyDictionary<string, string> environment)
    {
        var file = name.Replace(' ', '-');
        string[] arguments =
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "clerk2workos.dll"), .. name.Split(' '), .. options, "--report", $"{file}.html", "--report", $"{file}.md", "--report", $"{file}.json",
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        while (await Task.WhenAny(ended, Task.Delay(BetweenLooks)) != ended)
        {
            process.Refresh();
            if (!process.HasExited)
                (cpu, peak) = (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));      // one that is just ending has none
        }

        var wall = clock.Elapsed;
        var (printed, complaints) = (await output, await error);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{file}.log"), $"{complaints}\n{printed}");
        return new RecordedCommand(name, process.ExitCode, $"{complaints}\n{printed}".TrimEnd().Split('\n')[^1], wall, cpu, peak / 1024.0 / 1024.0);
    }

    /// <summary>A row of the table that <see cref="Header"/> begins.</summary>
    /// <param name="objects">How many users or rows it dealt with.</param>
    public string Row(long objects) => string.Create(CultureInfo.InvariantCulture,
        $"| `{Name}` | {ExitCode} | {Wall.TotalSeconds:F1} | {Cpu.TotalSeconds:F1} | {PeakMegabytes:F0} | {objects / Wall.TotalSeconds:F0} | {Verdict} |");

    public const string Header = """
        | command | exit code | s | CPU s | peak MB | users or rows a second | verdict |
        |---|---|---|---|---|---|---|
        """;
}
