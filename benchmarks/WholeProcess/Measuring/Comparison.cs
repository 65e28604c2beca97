using System.Globalization;
using System.Text.RegularExpressions;
using Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Measuring;

/// <summary>
/// Three commands on the same solution, in turn, each on a copy as fresh as the first: <c>dotnet format</c> with one built-in rule,
/// <c>fix</c> and <c>check</c> with all of ours. Every outcome is checked, because a broken run is a fast run.
/// </summary>
internal sealed partial class Comparison(SolutionSize size, int runs, string? write, bool keep, string? runner)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("whole-process-").FullName;
    private Tally _tally = new();
    private int? _found;

    private string Work => Path.Combine(_folder, "Bench");

    private string Pristine => Path.Combine(_folder, "Pristine");

    private string Runner => Path.Combine(runner ?? Path.Combine(_folder, "runner"), "clerk2workos.dll");

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
            Contestant[] contestants =
            [
                new("dotnet format analyzers", ["dotnet", "format", "analyzers", GeneratedSolution.FileName, "--diagnostics", "CA1834", "--severity", "info", "--no-restore"], CheckFormat),
                new("clerk2workos fix", ["dotnet", Runner, "fix", GeneratedSolution.FileName, "--force", "--no-restore"], CheckFix),
                new("clerk2workos check", ["dotnet", Runner, "check", GeneratedSolution.FileName, "--no-restore"], CheckCheck),
            ];
            var load = await Machine.LoadAsync(cancellationToken);
            for (var run = 0; run < runs; run++)
            {
                foreach (var contestant in contestants)
                    await MeasureAsync(contestant, run, cancellationToken);
            }

            await CheckBuildAsync(contestants[1], cancellationToken);
            var figures = new Figures(contestants[0], contestants[1], contestants[2], _tally, runs, await Machine.DescribeAsync(load, await Machine.LoadAsync(cancellationToken), cancellationToken));
            var text = figures.Write(size, runner is not null);
            Console.Write(text);
            if (write is not null)
                Figures.Replace(write, text);
            return figures.MeetGoals ? 0 : 1;
        }
        finally
        {
            if (keep)
                await Console.Error.WriteLineAsync(_folder);
            else
                Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (runner is null)
        {
            await Console.Error.WriteLineAsync("Publishing the runner");
            var project = Path.Combine(Machine.RepositoryRoot(), "src", "MigrationRunner");
            await MeasuredProcess.MustRunAsync(Machine.RepositoryRoot(), ["dotnet", "publish", project, "-c", "Release", "-o", Path.GetDirectoryName(Runner)!, "-v", "q"], cancellationToken);
        }

        await Console.Error.WriteLineAsync("Generating and restoring");
        _tally = GeneratedSolution.Write(Work, size).Tally;
        await MeasuredProcess.MustRunAsync(Work, ["dotnet", "restore", GeneratedSolution.FileName, "-v", "q"], cancellationToken);
        Copy(Work, Pristine);       // restored where it will be used: assets hold full paths
    }

    private async Task MeasureAsync(Contestant contestant, int run, CancellationToken cancellationToken)
    {
        Directory.Delete(Work, recursive: true);
        Copy(Pristine, Work);
        var (measurement, output) = await MeasuredProcess.MeasureAsync(Work, contestant.Command, cancellationToken);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{run + 1}/{runs} {contestant.Name}: exit {measurement.ExitCode}, {measurement.Cpu.TotalSeconds:0.0} s of processor, {measurement.Wall.TotalSeconds:0.0} s, {measurement.PeakMegabytes:0} MB"));
        contestant.Check(measurement.ExitCode, output);
        contestant.Measurements.Add(measurement);
    }

    private void CheckFormat(int exitCode, string output)
    {
        var (strings, characters) = (0, 0);
        foreach (var text in Sources())
        {
            strings += Tally.CountSingleCharacterStrings(text);
            characters += Tally.CountCharacters(text);
        }

        Expect(exitCode == 0 && strings == 0 && characters >= _tally.SingleCharacterStrings,
            $"dotnet format ended with {exitCode}, changed {characters} places and left {strings} of {_tally.SingleCharacterStrings}", output);
    }

    private void CheckFix(int exitCode, string output)
    {
        var left = new Tally();
        foreach (var file in Files())
            left.Add(Path.GetRelativePath(Path.Combine(Work, "Bench.Core"), file).Replace('\\', '/'), File.ReadAllText(file));
        Expect(exitCode == 0 && left.ClerkTokens == 0 && left.TableUses == 0 && output.Contains("Compiler errors: 0 after.", StringComparison.Ordinal),
            $"clerk2workos fix ended with {exitCode} and left {left.ClerkTokens} Clerk tokens and {left.TableUses} table types", output);
    }

    private void CheckCheck(int exitCode, string output)
    {
        var found = Finding().Count(output);
        Expect(exitCode == 1 && found > 0 && (_found ?? found) == found, $"clerk2workos check ended with {exitCode} and {found} findings, {_found} before", output);
        _found = found;
    }

    /// <summary>What was fixed last builds, and nothing of it is found again.</summary>
    private async Task CheckBuildAsync(Contestant fix, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync("Building what was fixed");
        Directory.Delete(Work, recursive: true);
        Copy(Pristine, Work);
        await MeasuredProcess.MustRunAsync(Work, fix.Command, cancellationToken);
        await MeasuredProcess.MustRunAsync(Work, ["dotnet", Runner, "check", GeneratedSolution.FileName, "--no-restore"], cancellationToken);
        await MeasuredProcess.MustRunAsync(Work, ["dotnet", "build", GeneratedSolution.FileName, "--no-restore", "-v", "q"], cancellationToken);
    }

    private static void Expect(bool holds, string otherwise, string output)
    {
        if (!holds)
            throw new BrokenRunException($"{otherwise}; the last that it said:\n{output[Math.Max(0, output.Length - 2000)..]}");
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(Work, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private IEnumerable<string> Sources() => Files().Select(File.ReadAllText);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }

    [GeneratedRegex(@"^.+\(\d+,\d+\): warning C2W\d+: ", RegexOptions.Multiline)]
    private static partial Regex Finding();
}

/// <summary>A command, what it has to have done, and what it took each time.</summary>
internal sealed record Contestant(string Name, IReadOnlyList<string> Command, Action<int, string> Check)
{
    public List<Measurement> Measurements { get; } = [];

    public double Cpu => Median(measurement => measurement.Cpu.TotalSeconds);

    public double Wall => Median(measurement => measurement.Wall.TotalSeconds);

    public double PeakMegabytes => Median(measurement => measurement.PeakMegabytes);

    public double CpuFrom => Measurements.Min(measurement => measurement.Cpu.TotalSeconds);

    public double CpuTo => Measurements.Max(measurement => measurement.Cpu.TotalSeconds);

    private double Median(Func<Measurement, double> figure)
    {
        var sorted = Measurements.Select(figure).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
