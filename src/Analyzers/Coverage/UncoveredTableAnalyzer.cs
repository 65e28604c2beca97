using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Clerk2WorkOS.Analyzers.Coverage;

/// <summary>C2W601: a table of the WorkOS schema that the policies in the SQL files leave out. Reported at the type; silent where no file protects any table.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncoveredTableAnalyzer() : FileRule(Rules.UncoveredTable)
{
    internal override Words Wanted => Words.Table;

    internal override void Check(MigrationFile file)
    {
        if (!file.Project.Policies.IsUsed || file.Project.Policies.CoversAll || file.Project.Schema.TargetNamespace is null)
            return;
        foreach (var declaration in file.Root.DescendantNodes(node => node is not MemberDeclarationSyntax or BaseNamespaceDeclarationSyntax).OfType<TypeDeclarationSyntax>())
        {
            if (file.Model.GetDeclaredSymbol(declaration, file.CancellationToken) is INamedTypeSymbol type
                && IsTable(type, file) && IsFirst(declaration, type, file.CancellationToken) && !file.IsProtected(declaration))
                CheckTable(declaration, type, file);
        }
    }

    private static void CheckTable(TypeDeclarationSyntax declaration, INamedTypeSymbol type, MigrationFile file)
    {
        var policies = file.Project.Policies;
        var names = file.Project.TableNames.Of(type);
        var isProtected = names.Any(policies.Protects);
        var hasPolicy = names.Any(policies.HasPolicy);
        if (isProtected && hasPolicy)
            return;
        var what = isProtected ? "which has row-level security and no policy: nobody but its owner sees a row"
            : hasPolicy ? "whose policies are not in force: nothing enables row-level security on it"
            : "which no row-level-security policy covers";
        file.Report(Diagnostic.Create(Rules.UncoveredTable, declaration.Identifier.GetLocation(), type.Name, names[0], what));
    }

    private static bool IsTable(INamedTypeSymbol type, MigrationFile file) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false, IsAbstract: false, Arity: 0 } && type.ContainingNamespace.ToDisplayString() == file.Project.Schema.TargetNamespace
        && (type.Name.EndsWith("Table", StringComparison.Ordinal) || type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "TableAttribute" or "Table"));

    private static bool IsFirst(TypeDeclarationSyntax declaration, INamedTypeSymbol type, CancellationToken cancellationToken) =>
        type.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken) == declaration;
}
