using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Clerk2WorkOS.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Benchmarks.Rules;

/// <summary>
/// What one rule costs in a project: time and allocations per file, beside an analyzer that asks for every file and does nothing with it. What the
/// driver itself takes is in both, so that the difference is the rule's own.
/// </summary>
public class RuleCost
{
    private const int FileCount = 100;
    private const string Nothing = "nothing";

    /// <summary>Rules that have nothing to find here: one wants Razor's generated code, one a schema that is gone.</summary>
    private static readonly string[] WithoutHits = ["RazorName", "InterimSchema"];

    private CSharpCompilation _compilation = null!;
    private ImmutableArray<DiagnosticAnalyzer> _analyzers;
    private AnalyzerOptions _options = null!;

    /// <summary>What is measured.</summary>
    [ParamsSource(nameof(Rules))]
    public string Rule { get; set; } = Nothing;

    /// <summary>What the files hold.</summary>
    [ParamsAllValues]
    public FileKind Files { get; set; }

    /// <summary>Every rule alone, all together, and none.</summary>
    public static IEnumerable<string> Rules => [Nothing, .. AllAnalyzers.Create().Select(NameOf), "all"];

    /// <summary>Parses the files and chooses the analyzers.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _compilation = CSharpCompilation.Create(
            "App",
            [.. BenchmarkFiles.Of(Files, FileCount).Select((text, i) => CSharpSyntaxTree.ParseText(text, path: $"/app/File{i}.cs"))],
            Basic.Reference.Assemblies.Net100.References.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        _analyzers = Rule switch
        {
            Nothing => [new IdleAnalyzer()],
            "all" => AllAnalyzers.Create(),
            _ => [AllAnalyzers.Create().Single(analyzer => NameOf(analyzer) == Rule)],
        };
        _options = new AnalyzerOptions([.. BenchmarkFiles.Beside(Files).Select(file => new BesideFile(file.Path, file.Text))], new Settings(SettingsOf(Rule)));
        var errors = _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        var findings = Analyse().GetAwaiter().GetResult();
        if (errors.Count > 0 || (findings > 0) != (Files == FileKind.Hit && Rule != Nothing && !WithoutHits.Any(Rule.EndsWith)))
            throw new InvalidOperationException($"{Rule}, {Files}: {errors.Count} errors ({errors.FirstOrDefault()}), {findings} findings: not what is to be measured.");
    }

    /// <summary>A whole analysis, per file.</summary>
    [Benchmark(OperationsPerInvoke = FileCount)]
    public async Task<int> Analyse()
    {
        var options = new CompilationWithAnalyzersOptions(
            _options, onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return (await new CompilationWithAnalyzers(_compilation, _analyzers, options).GetAnalyzerDiagnosticsAsync()).Length;
    }

    private static string NameOf(DiagnosticAnalyzer analyzer) =>
        $"{string.Join("+", analyzer.SupportedDiagnostics.Select(rule => rule.Id).Distinct())} {analyzer.GetType().Name.Replace("Analyzer", "", StringComparison.Ordinal)}";

    /// <summary>Two rules need a setting to have something to look for.</summary>
    private ImmutableDictionary<string, string> SettingsOf(string rule)
    {
        var settings = ImmutableDictionary<string, string>.Empty;
        if (rule.StartsWith(RuleIds.InterimSchema, StringComparison.Ordinal))
            settings = settings.Add("c2w_stage", "consolidated");
        if (rule.StartsWith(RuleIds.Configuration, StringComparison.Ordinal) && Files == FileKind.Hit)
            settings = settings.Add("c2w_stage", "some day");
        return settings;
    }
}
