using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// A data migration reads both schemas, and the declarations that give it the legacy rows (a context with the legacy tables, a reader's
/// signature) belong to it: a file whose members of a legacy table's type are used by a reader is a reader too.
/// </summary>
internal static class LegacyReaders
{
    public static void Spread(Collected collected, CancellationToken cancellationToken)
    {
        var readers = collected.Documents.Where(document => document.IsLegacyReader).ToList();
        var byPath = collected.Documents.ToLookup(document => document.Document.Path, StringComparer.Ordinal);
        foreach (var reader in readers)
            MarkAll(byPath[reader.Document.Path]);
        var pending = new Queue<DocumentFindings>(readers);
        while (pending.Count > 0)
        {
            var reader = pending.Dequeue();
            foreach (var name in reader.Document.Root.DescendantNodes().OfType<SimpleNameSyntax>())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reader.Document.Model.GetSymbolInfo(name, cancellationToken).Symbol is not { } symbol || !Speaks(symbol, reader.Document.Project))
                    continue;
                foreach (var site in Sites.Of(Sites.Root(symbol)))
                {
                    var declaring = byPath[site.Path].FirstOrDefault();
                    if (declaring is null or { IsLegacyReader: true } || declaring.Tables.Legacy.Count == 0)
                        continue;
                    MarkAll(byPath[site.Path]);
                    pending.Enqueue(declaring);
                }
            }
        }
    }

    private static void MarkAll(IEnumerable<DocumentFindings> documents)
    {
        foreach (var document in documents)
            document.IsLegacyReader = true;
    }

    /// <summary>Whether a member's type or signature holds a legacy table.</summary>
    private static bool Speaks(ISymbol symbol, ProjectView project) => symbol switch
    {
        IPropertySymbol property => Holds(property.OriginalDefinition.Type, project),
        IFieldSymbol field => Holds(field.OriginalDefinition.Type, project),
        IMethodSymbol method => Holds(method.OriginalDefinition.ReturnType, project) || method.OriginalDefinition.Parameters.Any(parameter => Holds(parameter.Type, project)),
        _ => false,
    };

    private static bool Holds(ITypeSymbol type, ProjectView project) => type switch
    {
        INamedTypeSymbol named => project.Schema.IsLegacyTable(named.OriginalDefinition) || named.TypeArguments.Any(argument => Holds(argument, project)),
        IArrayTypeSymbol array => Holds(array.ElementType, project),
        _ => false,
    };
}
