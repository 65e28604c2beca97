using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Clerk.Files;
using Clerk2WorkOS.Analyzers.Configuration;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Razor;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers;

/// <summary>
/// What all rules share: the map, the question whether a compilation is analysed at all, and files that are looked at as text first.
/// </summary>
public abstract class MigrationAnalyzer : DiagnosticAnalyzer
{
    /// <summary>One pass over a file's characters, shared by all rules.</summary>
    private static readonly SourceTextValueProvider<Words> FileWords = new(text => CandidateWords.In(text, CandidateWords.All));

    private protected MigrationAnalyzer(params DiagnosticDescriptor[] rules) => SupportedDiagnostics = ImmutableArray.Create(rules);

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // Razor's generated code shows what stands in the Razor files; all other generated code is passed over below.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            var map = MigrationMap.From(new MapOptions(start.Options.AnalyzerConfigOptionsProvider, start.Compilation));
            if (IsAnalysed(start.Compilation, map))
                Register(start, new MigrationProject(start.Compilation, map, WordsOf)
                {
                    Razor = new RazorFiles(start.Compilation, () => RazorFiles.Among(start.Options.AdditionalFiles)),
                    Baseline = Baseline.Of(start.Options.AdditionalFiles, BaselineIn, start.CancellationToken),
                    HasOtherTargets = HasOtherTargets(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions),
                    FilesBeside = () => FilesBeside(start.Options.AdditionalFiles),
                });

            (ImmutableArray<BaselineEntry>, int) BaselineIn(SourceText text) =>
                start.TryGetValue(text, Baseline.Parsed, out var parsed) ? parsed : Baseline.Parse(text);

            Words WordsOf(SourceText text) =>
                start.TryGetValue(text, FileWords, out var words) ? words : CandidateWords.In(text, CandidateWords.All);
        });
    }

    /// <summary>Whether the rule has anything to say about <paramref name="compilation"/>; cheap, and yes where in doubt.</summary>
    internal virtual bool IsAnalysed(Compilation compilation, MigrationMap map) => true;

    /// <summary>Registers the rule's actions.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext start, MigrationProject project);

    /// <summary>Calls <paramref name="check"/> for every file that holds one of the words.</summary>
    private protected static void OnFilesWith(
        Words wanted, CompilationStartAnalysisContext start, MigrationProject project, Action<MigrationFile> check) =>
        start.RegisterSemanticModelAction(context =>
        {
            if (!IsRead(context))
                return;
            var text = context.SemanticModel.SyntaxTree.GetText(context.CancellationToken);
            if ((project.WordsOf(text) & wanted) != Words.None && FileOf(project, context, text) is { } file)
                check(file);
        });

    /// <summary>
    /// Calls <paramref name="check"/> for every file of a compilation that holds one of the words somewhere, or of any when it is configured so.
    /// </summary>
    private protected static void OnFilesBeside(
        Words wanted, bool configured, CompilationStartAnalysisContext start, MigrationProject project, Action<MigrationFile> check) =>
        start.RegisterSemanticModelAction(context =>
        {
            if (IsRead(context) && (configured || project.HasAny(wanted, context.CancellationToken))
                && FileOf(project, context, context.SemanticModel.SyntaxTree.GetText(context.CancellationToken)) is { } file)
                check(file);
        });

    /// <summary>Whether a person wrote the file, or the Razor file that it is made of.</summary>
    private static bool IsRead(SemanticModelAnalysisContext context) => !context.IsGeneratedCode || RazorTree.IsGenerated(context.SemanticModel.SyntaxTree);

    /// <summary>The project's <c>TargetFrameworks</c>, where its props make that visible to the compiler.</summary>
    private static bool HasOtherTargets(AnalyzerConfigOptions options) =>
        options.TryGetValue("build_property.TargetFrameworks", out var frameworks) && frameworks.Contains(";");

    private static IEnumerable<(string Path, SourceText Text)> FilesBeside(ImmutableArray<AdditionalText> files)
    {
        foreach (var file in files)
        {
            if (BesideFiles.KindOf(file.Path) is not null && file.GetText() is { } text)
                yield return (file.Path, text);
        }
    }

    /// <summary>The file; <c>null</c> where it is excluded, or made of a Razor file that is not there.</summary>
    private static MigrationFile? FileOf(MigrationProject project, SemanticModelAnalysisContext context, SourceText text)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var razor = project.Razor?.ViewOf(tree, context.CancellationToken);
        if ((context.IsGeneratedCode && razor is null) || ProtectedCode.IsExcluded(razor?.Path ?? tree.FilePath, project.Map))
            return null;
        return new MigrationFile(project, context.SemanticModel, text, context.ReportDiagnostic, context.CancellationToken) { Razor = razor };
    }
}
