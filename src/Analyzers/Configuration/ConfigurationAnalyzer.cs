using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Configuration;

/// <summary>
/// C2W001: a setting that cannot be used. It speaks of a compilation, not of code, and so shares nothing with the other rules. An analyzer is not told where
/// a setting stands; the runner adds file and line.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigurationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.Configuration);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationAction(compilation =>
        {
            foreach (var problem in SettingProblem.In(compilation.Options.AnalyzerConfigOptionsProvider, compilation.Compilation, compilation.CancellationToken))
                Report(compilation, problem);
            foreach (var file in compilation.Options.AdditionalFiles)
            {
                if (Baseline.IsBaseline(file.Path) && file.GetText(compilation.CancellationToken) is { } text && SettingProblem.Of(Baseline.Read(file.Path, text)) is { } problem)
                    Report(compilation, problem);
            }
        });
    }

    private static void Report(CompilationAnalysisContext compilation, SettingProblem problem) =>
        compilation.ReportDiagnostic(Diagnostic.Create(Rules.Configuration, Location.None, problem.Setting, problem.What));
}
