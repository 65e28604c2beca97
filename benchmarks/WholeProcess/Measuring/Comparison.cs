using System.Globalization;
using System.Text.RegularExpressions;
using Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Measuring;

/// <summary>
/// Several commands on the same solution, in turn, each on a copy as fresh as the first: <c>dotnet build</c>, <c>dotnet format</c> and Roslynator with one
/// built-in rule, <c>fix</c> and <c>check</c> with ours; then <c>fix</c> on a solution of twice the files, and once on a large one. Every outcome is checked,
/// because a broken run is a fast run.
/// </summary>
internal sealed partial class Comparison(SolutionSize size, int large, int runs, string? write, bool keep, string? runner)
{
    private const string FiveRules = "C2W101,C2W201,C2W202,C2W301,C2W302";
    private const string RoslynatorVersion = "1.0.1";

    private readonly string _folder = Directory.CreateTempSubdirectory("whole-process-").FullName;
    private readonly Dictionary<string, Tally> _tallies = [];
    private int? _found;

    private string Work => Path.Combine(_folder, "Bench");

    private string Runner => Path.Combine(runner ?? Path.Combine(_folder, "runner"), "clerk2workos.dll");

    private string Roslynator => Path.Combine(_folder, "roslynator", OperatingSystem.IsWindows() ? "roslynator.exe" : "roslynator");

    private Tally Generated => _tallies["Bench"];

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
            string[] fixing = ["dotnet", Runner, "fix", GeneratedSolution.FileName, "--force", "--no-restore"];
            var build = new Contestant("`dotnet build --no-incremental`", ["dotnet", "build", GeneratedSolution.FileName, "--no-restore", "--no-incremental", "-v", "q"], CheckBuild);
            var format = new Contestant(
                "`dotnet format analyzers --diagnostics CA1834 --severity info`: one built-in rule",
                ["dotnet", "format", "analyzers", GeneratedSolution.FileName, "--diagnostics", "CA1834", "--severity", "info", "--no-restore"],
                CheckBuiltIn);
            var roslynator = new Contestant(
                "`roslynator fix --supported-diagnostics CA1834`: the same rule", [Roslynator, "fix", GeneratedSolution.FileName, "--supported-diagnostics", "CA1834", "--severity-level", "hidden", "-v", "q"], CheckBuiltIn);
            var fix = new Contestant("`clerk2workos fix`: all rules, the proof as it comes", fixing, CheckFix);
            var full = new Contestant("`clerk2workos fix --verify full`: all rules, everything compiled", [.. fixing, "--verify", "full"], CheckFix);
            var check = new Contestant("`clerk2workos check`: all rules", ["dotnet", Runner, "check", GeneratedSolution.FileName, "--no-restore"], CheckCheck);
            var one = new Contestant("`clerk2workos fix --rules C2W101`: one rule", [.. fixing, "--rules", "C2W101"], CheckStep);
            var five = new Contestant($"`clerk2workos fix --rules {FiveRules}`: five", [.. fixing, "--rules", FiveRules], CheckStep);
            var twice = new Contestant("`clerk2workos fix`: twice the files", fixing, CheckFix) { Solution = "Twice" };
            var largest = new Contestant($"`clerk2workos fix`: {large:N0} files, once", fixing, CheckFix) { Solution = "Large" };
            Contestant[] contestants = [build, format, roslynator, fix, full, check, one, five, twice];

            var load = await Machine.LoadAsync(cancellationToken);
            for (var run = 0; run < runs; run++)
            {
                foreach (var contestant in contestants)
                    await MeasureAsync(contestant, run, cancellationToken);
            }

            if (large > 0)
                await MeasureAsync(largest, runs - 1, cancellationToken);
            await CheckBuildAsync(fix, cancellationToken);
            var figures = new Figures(
                [.. contestants, .. large > 0 ? [largest] : Array.Empty<Contestant>()],
                [
                    new("`fix` / `dotnet format`, CPU", fix.Cpu / format.Cpu, 0.30),
                    new("`fix` / `roslynator fix`, CPU", fix.Cpu / roslynator.Cpu, 0.17),
                    new("`fix --verify full` / `dotnet format`, CPU", full.Cpu / format.Cpu, 0.30),
                    new("`fix --verify full` / `roslynator fix`, CPU", full.Cpu / roslynator.Cpu, 0.17),
                    new("`check` / `dotnet format`, CPU", check.Cpu / format.Cpu, 0.15),
                    new("five rules / one rule, CPU", five.Cpu / one.Cpu, 1.3),
                    new("twice the files, CPU", twice.Cpu / fix.Cpu, 2.1),
                    new("`fix`, peak MB", fix.PeakMegabytes, 500),
                    .. large > 0 ? [new Goal($"`fix`, {large:N0} files, peak MB", largest.PeakMegabytes, 2048)] : Array.Empty<Goal>(),
                ],
                Generated,
                runs,
                await Machine.DescribeAsync(load, await Machine.LoadAsync(cancellationToken), cancellationToken));
            var text = figures.Write(size, large, runner is not null);
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
        if (size.Oddities.Broken > 0)
            throw new BrokenRunException("A solution with projects that do not load has no times to compare; 'generate' writes one.");
        if (runner is null)
        {
            await Console.Error.WriteLineAsync("Publishing the runner");
            var project = Path.Combine(Machine.RepositoryRoot(), "src", "MigrationRunner");
            await MeasuredProcess.MustRunAsync(Machine.RepositoryRoot(), ["dotnet", "publish", project, "-c", "Release", "-o", Path.GetDirectoryName(Runner)!, "-v", "q"], cancellationToken);
        }

        await Console.Error.WriteLineAsync("Installing Roslynator");
        await MeasuredProcess.MustRunAsync(
            _folder, ["dotnet", "tool", "install", "roslynator.dotnet.cli", "--version", RoslynatorVersion, "--tool-path", Path.GetDirectoryName(Roslynator)!], cancellationToken);

        await Console.Error.WriteLineAsync("Generating and restoring");
        await GenerateAsync("Bench", size, cancellationToken);
        await GenerateAsync("Twice", size with { Files = size.Files * 2 }, cancellationToken);
        if (large > 0)
            await GenerateAsync("Large", size with { Projects = Math.Max(2, large / 100), Files = 100 }, cancellationToken);
    }

    /// <summary>Restored where it will be used, and kept elsewhere: assets hold full paths.</summary>
    private async Task GenerateAsync(string solution, SolutionSize wanted, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Work))
            Directory.Delete(Work, recursive: true);
        _tallies[solution] = GeneratedSolution.Write(Work, wanted).Tally;
        await MeasuredProcess.MustRunAsync(Work, ["dotnet", "restore", GeneratedSolution.FileName, "-v", "q"], cancellationToken);
        Copy(Work, Pristine(solution));
    }

    private string Pristine(string solution) => Path.Combine(_folder, "Pristine" + solution);

    private async Task MeasureAsync(Contestant contestant, int run, CancellationToken cancellationToken)
    {
        Directory.Delete(Work, recursive: true);
        Copy(Pristine(contestant.Solution), Work);
        var (measurement, output) = await MeasuredProcess.MeasureAsync(Work, contestant.Command, cancellationToken);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{run + 1}/{runs} {contestant.Name}: exit {measurement.ExitCode}, {measurement.Cpu.TotalSeconds:0.0} s of processor, {measurement.Wall.TotalSeconds:0.0} s, {measurement.PeakMegabytes:0} MB"));
        contestant.Check(measurement.ExitCode, output);
        contestant.Measurements.Add(measurement);
    }

    private static void CheckBuild(int exitCode, string output) => Expect(exitCode == 0, $"dotnet build ended with {exitCode}", output);

    private static void CheckStep(int exitCode, string output) =>
        Expect(exitCode is 0 or 1 && output.Contains(": 0 after.", StringComparison.Ordinal), $"clerk2workos fix --rules ended with {exitCode}", output);

    private void CheckBuiltIn(int exitCode, string output)
    {
        var (strings, characters) = (0, 0);
        foreach (var text in Sources())
        {
            strings += Tally.CountSingleCharacterStrings(text);
            characters += Tally.CountCharacters(text);
        }

        Expect(exitCode == 0 && strings == 0 && characters >= Generated.SingleCharacterStrings,
            $"It ended with {exitCode}, changed {characters} places and left {strings} of {Generated.SingleCharacterStrings}", output);
    }

    private void CheckFix(int exitCode, string output)
    {
        var left = new Tally();
        foreach (var file in Files())
            left.Add(Path.GetRelativePath(Path.Combine(Work, "Bench.Core"), file).Replace('\\', '/'), File.ReadAllText(file));
        Expect(exitCode == 0 && left.ClerkTokens == 0 && left.TableUses == 0 && output.Contains(": 0 after.", StringComparison.Ordinal),
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
        Copy(Pristine(fix.Solution), Work);
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
    /// <summary>Which of the solutions it works on.</summary>
    public string Solution { get; init; } = "Bench";

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
