using Clerk2WorkOS.Analyzers.Imports;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Audit;

/// <summary>C2W202: an import or qualified name of the legacy audit namespace. Reported at the namespace's name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LegacyAuditImportAnalyzer() : MigrationAnalyzer(Rules.LegacyAuditImport)
{
    private protected override void Register(CompilationStartAnalysisContext start, MigrationProject project)
    {
        var move = new Lazy<NamespaceMove>(() => NamespaceMove.Of(project.Audit, project.Map));
        OnFilesBeside(Words.Audit | Words.AuditNamespace, project.Map.LegacyAudit is not null, start, project, file => Check(file, move.Value));
    }

    private static void Check(MigrationFile file, NamespaceMove move) =>
        NamespaceMention.Find(file.Root, file.Text, move, mention =>
        {
            if (mention.ReplacementIn(move, file.Model, file.CancellationToken) is { } replacement
                && !file.IsProtected(mention.Name)
                && !file.Project.Audit.IsWithinLegacy(mention.Name, file.Model, file.CancellationToken))
                file.Report(Diagnostic.Create(Rules.LegacyAuditImport, mention.Name.GetLocation(), mention.Text, replacement));
        });
}
