using Clerk2WorkOS.Analyzers.Imports;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Tables;

/// <summary>
/// C2W303: after the consolidation, an import or qualified name still has the name that the WorkOS schema had beside the legacy one. Reported at the
/// namespace's name, whether that resolves or not.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InterimSchemaAnalyzer() : MigrationAnalyzer(Rules.InterimSchema)
{
    internal override bool IsAnalysed(Compilation compilation, MigrationMap map) => map.Stage == Stage.Consolidated;

    private protected override void Register(CompilationStartAnalysisContext start, MigrationProject project)
    {
        var move = new Lazy<NamespaceMove>(() => NamespaceMove.OfInterim(project.Schema));
        if (project.Map.TargetSchema is null)
            OnFilesWith(Words.Workos | Words.Escape, start, project, file => Check(file, move.Value));
        else
            OnFilesBeside(Words.None, configured: true, start, project, file => Check(file, move.Value));       // the configured name may hold any word
    }

    private static void Check(MigrationFile file, NamespaceMove move) =>
        NamespaceMention.Find(file.Root, file.Text, move, mention =>
        {
            if (mention.ReplacementIn(move, file.Model, file.CancellationToken) is { } replacement
                && !ProtectedCode.IsMigration(mention.Name, file.Model, file.CancellationToken))
                file.Report(Diagnostic.Create(Rules.InterimSchema, mention.Name.GetLocation(), mention.Text, replacement));
        });
}
