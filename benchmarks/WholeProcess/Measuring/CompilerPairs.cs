using System.Globalization;
using System.Text.RegularExpressions;
using Clerk2WorkOS.Benchmarks.WholeProcess.Generation;

namespace Clerk2WorkOS.Benchmarks.WholeProcess.Measuring;

/// <summary>
/// The compiler in a process of its own, with the package and without it, in turn and first one, then the other first, so that neither drift of the
/// machine nor the order favours one of them. Its command line is the one that a build gave it, the SDK's own analyzers and generators included.
/// </summary>
internal sealed partial class CompilerPairs(SolutionSize size, int rounds, bool keep)
{
    private const string With = "with.rsp";
    private const string Without = "without.rsp";

    private readonly string _folder = Directory.CreateTempSubdirectory("compile-").FullName;

    private string Solution => Path.Combine(_folder, "Bench");

    private string Feed => Path.Combine(_folder, "feed");

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var tally = await PrepareAsync(cancellationToken);
            var projects = Directory.EnumerateFiles(Solution, With, SearchOption.AllDirectories).Select(Path.GetDirectoryName).Order(StringComparer.Ordinal).ToList();
            var pairs = new List<(double With, double Without)>();
            var findings = 0;
            var load = await Machine.LoadAsync(cancellationToken);
            for (var round = 0; round < rounds; round++)
            {
                findings = 0;
                foreach (var project in projects)
                {
                    var isWithFirst = (pairs.Count & 1) == 0;
                    var first = await CompileAsync(project!, isWithFirst ? With : Without, cancellationToken);
                    var second = await CompileAsync(project!, isWithFirst ? Without : With, cancellationToken);
                    pairs.Add(isWithFirst ? (first.Cpu, second.Cpu) : (second.Cpu, first.Cpu));
                    findings += first.Findings + second.Findings;
                }

                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{round + 1}/{rounds}: {findings} findings, {pairs.Sum(pair => pair.With):0.0} s with and {pairs.Sum(pair => pair.Without):0.0} s without so far"));
            }

            var ratios = pairs.Select(pair => pair.With / pair.Without).Order().ToList();
            var machine = await Machine.DescribeAsync(load, await Machine.LoadAsync(cancellationToken), cancellationToken);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                {DateTime.UtcNow:yyyy-MM-dd}, {machine}.
                {size.Projects} projects, {tally}; {findings:N0} findings; {pairs.Count} pairs of compiler processes.
                | CPU s with | without | all with / all without | median of the pairs | quartiles of the pairs |
                |---|---|---|---|---|
                | {pairs.Sum(pair => pair.With):0.0} | {pairs.Sum(pair => pair.Without):0.0} | {pairs.Sum(pair => pair.With) / pairs.Sum(pair => pair.Without):0.000} | {ratios[ratios.Count / 2]:0.000} | {ratios[ratios.Count / 4]:0.000} to {ratios[ratios.Count * 3 / 4]:0.000} |
                """));
            return 0;
        }
        finally
        {
            if (keep)
                await Console.Error.WriteLineAsync(_folder);
            else
                Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<Tally> PrepareAsync(CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync("Packing, generating and building");
        var package = Path.Combine(Machine.RepositoryRoot(), "src", "Package");
        await MeasuredProcess.MustRunAsync(_folder, ["dotnet", "pack", package, "-c", "Release", "-o", Feed, "-v", "q"], cancellationToken);
        var tally = GeneratedSolution.Write(Solution, size).Tally;
        await File.WriteAllTextAsync(Path.Combine(Solution, "NuGet.config"), Configuration, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Solution, "Directory.Build.targets"), KeptCommandLine, cancellationToken);
        await MeasuredProcess.MustRunAsync(Solution, ["dotnet", "build", GeneratedSolution.FileName, "-m:1", "-v", "q"], cancellationToken);
        foreach (var with in Directory.EnumerateFiles(Solution, With, SearchOption.AllDirectories))
        {
            var lines = await File.ReadAllLinesAsync(with, cancellationToken);
            var kept = lines.Where(line => !line.Contains("clerk2workos", StringComparison.OrdinalIgnoreCase)).ToList();
            if (lines.Length - kept.Count < 2)
                throw new BrokenRunException($"The package is not on the command line in '{with}'.");
            await File.WriteAllLinesAsync(Path.Combine(Path.GetDirectoryName(with)!, Without), kept, cancellationToken);
        }

        return tally;
    }

    private static async Task<(double Cpu, int Findings)> CompileAsync(string project, string arguments, CancellationToken cancellationToken)
    {
        var (measurement, output) = await MeasuredProcess.MeasureAsync(project, ["dotnet", Compiler, $"@{arguments}"], cancellationToken);
        var findings = Finding().Count(output);
        if (measurement.ExitCode != 0 || (arguments == Without && findings > 0) || output.Contains("AD0001", StringComparison.Ordinal))
            throw new BrokenRunException($"The compiler ended with {measurement.ExitCode} and {findings} findings in '{project}':\n{output[Math.Max(0, output.Length - 2000)..]}");
        return (measurement.Cpu.TotalSeconds, findings);
    }

    /// <summary>The compiler of the SDK that this program runs with.</summary>
    private static string Compiler { get; } = Path.Combine(Machine.SdkFolder(), "Roslyn", "bincore", "csc.dll");

    /// <summary>A cache of its own: a package of the same version that was packed before must not be taken in its place.</summary>
    private string Configuration => $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{Path.Combine(_folder, "packages")}" /></config>
          <packageSources><clear /><add key="packed" value="{Feed}" /></packageSources>
        </configuration>
        """;

    private const string KeptCommandLine = $"""
        <Project>
          <PropertyGroup>
            <ProvideCommandLineArgs>true</ProvideCommandLineArgs>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Clerk2WorkOS.Analyzers" Version="*" PrivateAssets="all" />
          </ItemGroup>
          <Target Name="KeepCommandLine" AfterTargets="CoreCompile">
            <WriteLinesToFile File="$(MSBuildProjectDirectory)/{With}" Lines="@(CscCommandLineArgs)" Overwrite="true" />
          </Target>
        </Project>
        """;

    [GeneratedRegex(@"^.+\(\d+,\d+\): (warning|error) C2W\d+: ", RegexOptions.Multiline)]
    private static partial Regex Finding();
}
