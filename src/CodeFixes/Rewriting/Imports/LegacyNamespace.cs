using Clerk2WorkOS.Analyzers.Imports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A legacy namespace and the one that takes its place, as one project sees them.</summary>
/// <param name="From">The legacy namespace's full name.</param>
/// <param name="To">The new namespace's full name.</param>
/// <param name="Rule">The rule that speaks of an import of it.</param>
/// <param name="Counterpart">The type of the new namespace that takes a legacy type's place; <c>null</c> where there is none.</param>
internal sealed record LegacyNamespace(string From, string To, string Rule, Func<INamedTypeSymbol, INamedTypeSymbol?> Counterpart)
{
    public string LastSegment => From.Substring(From.LastIndexOf('.') + 1);

    /// <summary>Both names differ only in their last part, so that any form of writing it needs only that part changed.</summary>
    public bool IsSibling =>
        From.Length - LastSegment.Length == To.LastIndexOf('.') + 1
        && string.CompareOrdinal(From, 0, To, 0, From.Length - LastSegment.Length) == 0;

    public string NewLastSegment => To.Substring(To.LastIndexOf('.') + 1);
}

/// <summary>A place where a legacy namespace is written out: an import, or in front of a type.</summary>
internal sealed record NamespaceUse(DocumentView Document, NameSyntaxOrAccess Name, LegacyNamespace Move, UsingDirectiveSyntax? Import, bool IsResolved)
{
    public SyntaxToken Last => Name.Last;

    public Site Place => new(Document.Path, Name.Node.SpanStart);

    /// <summary>An import of the namespace itself, not of a type in it or under an alias.</summary>
    public bool IsPlainImport => Import is { Alias: null } && Import.StaticKeyword.IsKind(SyntaxKind.None) && Import.Name == Name.Node;

    public bool IsGlobal => Import?.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) == true;
}

/// <summary>A namespace as it is written: a name in a type's place, or a member access in an expression's.</summary>
internal readonly record struct NameSyntaxOrAccess(ExpressionSyntax Node, SyntaxToken Last);

/// <summary>Finds where legacy namespaces are written, as the rules do.</summary>
internal static class NamespaceUses
{
    public static List<NamespaceUse> Collect(DocumentView document, CancellationToken cancellationToken)
    {
        var found = new List<NamespaceUse>();
        var moves = LegacyNamespaces.Of(document.Project);
        if (moves.Count == 0)
            return found;
        foreach (var leaving in document.Project.Leaving)
        {
            NamespaceMention.Find(document.Root, document.Text, leaving, mention =>
            {
                if (mention.ReplacementIn(leaving, document.Model, cancellationToken) is not { } to)
                    return;
                var symbol = document.Model.GetSymbolInfo(mention.Name, cancellationToken).Symbol as INamespaceSymbol;
                var from = symbol?.ToDisplayString();

                // Two names may have become one; what resolves to neither is told by how it is written.
                var possible = moves.Where(move => move.To == to && (from is null || move.From == from)).ToList();
                if ((possible.Find(move => move.From == mention.Text || move.From.EndsWith("." + mention.Text, StringComparison.Ordinal)) ?? possible.FirstOrDefault()) is { } move)
                    found.Add(new NamespaceUse(document, new NameSyntaxOrAccess(mention.Name, mention.Name.GetLastToken()), move, mention.Import, symbol is not null));
            });
        }

        found.Sort((a, b) => a.Place.CompareTo(b.Place));
        return found;
    }
}
