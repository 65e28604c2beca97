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
    private const int FileCount = 25;
    private const string Nothing = "nothing";

    private CSharpCompilation _compilation = null!;
    private ImmutableArray<DiagnosticAnalyzer> _analyzers;

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
        var errors = _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        var findings = Analyse().GetAwaiter().GetResult();
        if (errors.Count > 0 || (Files != FileKind.Hit && findings > 0) || (Files == FileKind.Hit && Rule == "all" && findings == 0))
            throw new InvalidOperationException($"{errors.Count} errors, {findings} findings: not what is to be measured.");
    }

    /// <summary>A whole analysis, per file.</summary>
    [Benchmark(OperationsPerInvoke = FileCount)]
    public async Task<int> Analyse()
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return (await new CompilationWithAnalyzers(_compilation, _analyzers, options).GetAnalyzerDiagnosticsAsync()).Length;
    }

    private static string NameOf(DiagnosticAnalyzer analyzer) => string.Join("+", analyzer.SupportedDiagnostics.Select(rule => rule.Id).Distinct());
}
