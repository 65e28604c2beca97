using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers;

/// <summary>
/// A rule that looks at one file at a time, whatever the others hold. The compiler and the IDE ask it through Roslyn's driver, the rewriting engine
/// directly: both get the same findings.
/// </summary>
public abstract class FileRule : MigrationAnalyzer
{
    private protected FileRule(params DiagnosticDescriptor[] rules)
        : base(rules)
    {
    }

    /// <summary>The words without which a file has nothing for this rule.</summary>
    internal abstract Words Wanted { get; }

    /// <summary>Reports what <paramref name="file"/> holds.</summary>
    internal abstract void Check(MigrationFile file);

    /// <summary>The rules of <see cref="AllAnalyzers"/> that look at one file at a time.</summary>
    internal static IReadOnlyList<FileRule> All { get; } = AllAnalyzers.Create().OfType<FileRule>().ToArray();

    private protected sealed override void Register(CompilationStartAnalysisContext start, MigrationProject project) =>
        OnFilesWith(Wanted, start, project, Check);
}
