using Clerk2WorkOS.Analyzers.Clerk.Files;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers;

/// <summary>
/// A rule that looks at one file beside the code at a time. The compiler and the IDE ask it through Roslyn's driver, the rewriting engine directly: both get
/// the same findings.
/// </summary>
public abstract class AdditionalFileRule : MigrationAnalyzer
{
    private protected AdditionalFileRule(params DiagnosticDescriptor[] rules)
        : base(rules)
    {
    }

    /// <summary>Reports what <paramref name="file"/> holds.</summary>
    internal abstract void Check(BesideFile file);

    /// <summary>The rules of <see cref="AllAnalyzers"/> that look at one file beside the code at a time.</summary>
    internal static IReadOnlyList<AdditionalFileRule> All { get; } = AllAnalyzers.Create().OfType<AdditionalFileRule>().ToArray();

    private protected sealed override void Register(CompilationStartAnalysisContext start, MigrationProject project) =>
        start.RegisterAdditionalFileAction(context =>
        {
            if (BesideFiles.KindOf(context.AdditionalFile.Path) is { } kind && context.AdditionalFile.GetText(context.CancellationToken) is { } text)
                Check(new BesideFile(project, context.AdditionalFile.Path, kind, text, context.ReportDiagnostic));
        });
}

/// <summary>One file beside the code.</summary>
internal sealed class BesideFile(MigrationProject project, string path, BesideKind kind, SourceText text, Action<Diagnostic> report)
{
    public MigrationProject Project => project;

    public string Path => path;

    public BesideKind Kind => kind;

    public SourceText Text => text;

    /// <summary>Whether the configuration leaves the file alone.</summary>
    public bool IsLeftAlone => ProtectedCode.IsExcluded(path, project.Map) || ProtectedCode.IsLegacyReader(path, project.Map);

    /// <summary>Reports a finding, unless the baseline holds it.</summary>
    public void Report(DiagnosticDescriptor rule, TextSpan span, params object[] arguments)
    {
        if (!project.Baseline.Holds(rule.Id, path, text, span.Start))
            report(Diagnostic.Create(rule, Location.Create(path, span, text.Lines.GetLinePositionSpan(span)), arguments));
    }
}
