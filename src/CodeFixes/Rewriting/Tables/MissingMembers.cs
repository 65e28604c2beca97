using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Uses of a legacy table's member that the table's counterpart does not have: such a table cannot move.</summary>
internal static class MissingMembers
{
    public static void Block(Collected collected, Plan plan, CancellationToken cancellationToken)
    {
        foreach (var project in collected.Documents.Where(document => !document.IsLegacyReader).GroupBy(document => document.Document.Project))
        {
            var missing = Of(project.Key, project.SelectMany(document => document.Tables.Tokens));
            if (missing.Count == 0)
                continue;
            foreach (var document in project.Where(plan.MovesTablesIn))
                Block(document, missing, plan, cancellationToken);
        }
    }

    private static HashSet<string> Of(ProjectView project, IEnumerable<TableToken> tokens)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in tokens.Select(token => token.Legacy).OfType<INamedTypeSymbol>().Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            foreach (var member in table.GetMembers())
            {
                if (!member.IsImplicitlyDeclared && member.CanBeReferencedByName && project.Schema.CounterpartOf(member) is null)
                    names.Add(member.Name);
            }
        }

        return names;
    }

    private static void Block(DocumentFindings document, HashSet<string> missing, Plan plan, CancellationToken cancellationToken)
    {
        foreach (var token in document.Document.Root.DescendantTokens())
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken) || !missing.Contains(token.ValueText) || token.Parent is not SimpleNameSyntax name)
                continue;
            if (NameCollector.Referred(name, document.Document.Model, cancellationToken) is { ContainingType: { } type } member
                && document.Document.Project.Schema.IsLegacyTable(type.OriginalDefinition) && document.Document.Project.Schema.CounterpartOf(member) is null)
                plan.Table(type.Name).Block(Reasons.Unresolved(member.Name));
        }
    }
}
