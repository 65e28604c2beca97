using Clerk2WorkOS.Analyzers.Imports;
using Clerk2WorkOS.Analyzers.Names;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Tables;

/// <summary>C2W302: an import or qualified name of the legacy schema. Reported at the namespace's name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LegacySchemaImportAnalyzer() : MigrationAnalyzer(Rules.LegacySchemaImport)
{
    private protected override void Register(CompilationStartAnalysisContext start, MigrationProject project)
    {
        OnFilesBeside(Words.Table | Words.SchemaNamespace, project.Map.LegacySchema is not null, start, project, CheckMentions);
        OnFilesWith(Words.Table, start, project, CheckInferredImport);
    }

    private static void CheckMentions(MigrationFile file)
    {
        var move = file.Project.SchemaMove;
        NamespaceMention.Find(file.Root, file.Text, move, mention =>
        {
            if (mention.ReplacementIn(move, file.Model, file.CancellationToken) is { } replacement && !file.IsProtected(mention.Name))
                Report(file, mention.Name, replacement);
        });
    }

    /// <summary>An import that resolves to nothing and has another name than the WorkOS schema's: what the file uses tells what it was.</summary>
    private static void CheckInferredImport(MigrationFile file)
    {
        if (file.Project.Schema.TargetNamespace is { } target && file.Imports.Inferred is { } import
            && UsesGoneTable(file) && !file.IsProtected(import))
            Report(file, import, target);
    }

    private static bool UsesGoneTable(MigrationFile file)
    {
        foreach (var token in file.Identifiers(Words.Table))
        {
            if (token.Parent is SimpleNameSyntax name && !IsMember(name)
                && IsMapped(token.ValueText, file) && DeclaredName.NodeOf(token) is null
                && !UnresolvedName.Resolves(name, file.Model, file.CancellationToken))
                return true;
        }

        return false;
    }

    /// <summary>What stands after a dot is no type; what stands before one may be.</summary>
    private static bool IsMember(SimpleNameSyntax name) =>
        name.Parent is MemberBindingExpressionSyntax || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name);

    /// <summary>A mapped singular, or a plural that is imported through the old schema.</summary>
    private static bool IsMapped(string name, MigrationFile file) =>
        file.Project.Schema.Targets.ContainsKey(file.Project.Map.Tables.TryGetValue(name, out var plural) ? plural : name);

    private static void Report(MigrationFile file, ExpressionSyntax name, string replacement) => file.Report(
        Diagnostic.Create(Rules.LegacySchemaImport, name.GetLocation(), NamespaceMention.TextOf(name), replacement));
}
