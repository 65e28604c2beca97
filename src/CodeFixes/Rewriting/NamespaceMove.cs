using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A legacy namespace and the one that takes its place, as one project sees them.</summary>
/// <param name="From">The legacy namespace's full name.</param>
/// <param name="To">The new namespace's full name.</param>
/// <param name="Rule">The rule that speaks of an import of it.</param>
/// <param name="Counterpart">The type of the new namespace that takes a legacy type's place; <c>null</c> where there is none.</param>
internal sealed record NamespaceMove(string From, string To, string Rule, Func<INamedTypeSymbol, INamedTypeSymbol?> Counterpart)
{
    public string LastSegment => From.Substring(From.LastIndexOf('.') + 1);

    /// <summary>Both names differ only in their last part, so that any form of writing it needs only that part changed.</summary>
    public bool IsSibling =>
        From.Length - LastSegment.Length == To.LastIndexOf('.') + 1
        && string.CompareOrdinal(From, 0, To, 0, From.Length - LastSegment.Length) == 0;

    public string NewLastSegment => To.Substring(To.LastIndexOf('.') + 1);
}

/// <summary>A place where a legacy namespace is written out: an import, or in front of a type.</summary>
internal sealed record NamespaceUse(DocumentView Document, NameSyntaxOrAccess Name, NamespaceMove Move, UsingDirectiveSyntax? Import, bool IsResolved)
{
    public SyntaxToken Last => Name.Last;

    public Site Place => new(Document.Path, Name.Node.SpanStart);

    /// <summary>An import of the namespace itself, not of a type in it or under an alias.</summary>
    public bool IsPlainImport => Import is { Alias: null } && Import.StaticKeyword.IsKind(SyntaxKind.None) && Import.Name == Name.Node;

    public bool IsGlobal => Import?.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) == true;
}

/// <summary>A namespace as it is written: a name in a type's place, or a member access in an expression's.</summary>
internal readonly record struct NameSyntaxOrAccess(ExpressionSyntax Node, SyntaxToken Last);

/// <summary>Finds where legacy namespaces are written.</summary>
internal static class NamespaceUses
{
    public static List<NamespaceUse> Collect(DocumentView document, IReadOnlyList<NamespaceMove> moves, CancellationToken cancellationToken)
    {
        var found = new List<NamespaceUse>();
        if (moves.Count == 0)
            return found;
        var text = document.Text.ToString();
        foreach (var segment in moves.Select(move => move.LastSegment).Distinct())
        {
            for (var at = text.IndexOf(segment, StringComparison.Ordinal); at >= 0; at = text.IndexOf(segment, at + segment.Length, StringComparison.Ordinal))
            {
                var token = document.Root.FindToken(at, findInsideTrivia: true);
                if (token.SpanStart != at || !token.IsKind(SyntaxKind.IdentifierToken) || token.ValueText != segment || token.Parent is not SimpleNameSyntax simple)
                    continue;
                var node = Whole(simple);
                if (Match(document, node, moves, out var resolved, cancellationToken) is { } move)
                    found.Add(new NamespaceUse(document, new NameSyntaxOrAccess(node, token), move, ImportOf(node), resolved));
            }
        }

        found.Sort((a, b) => a.Place.CompareTo(b.Place));
        return found;
    }

    private static NamespaceMove? Match(
        DocumentView document, ExpressionSyntax node, IReadOnlyList<NamespaceMove> moves, out bool resolved, CancellationToken cancellationToken)
    {
        resolved = false;
        if (node is IdentifierNameSyntax alias && document.Model.GetAliasInfo(alias, cancellationToken) is not null)
            return null;                                // the alias is re-pointed where it is made
        var info = document.Model.GetSymbolInfo(node, cancellationToken);
        resolved = info.Symbol is INamespaceSymbol;
        if (info.Symbol is INamespaceSymbol space)
        {
            var name = space.ToDisplayString();
            return moves.FirstOrDefault(move => move.From == name);
        }

        if (info.Symbol is not null || !(ImportOf(node) is { } import && import.Name == node || IsBeforeTable(node, document)))
            return null;
        var written = node.ToString();
        return moves.FirstOrDefault(move => move.From == written || move.To == written + "Workos");
    }

    private static bool IsBeforeTable(ExpressionSyntax node, DocumentView document) => node.Parent switch
    {
        QualifiedNameSyntax qualified when qualified.Left == node => document.Project.Map.Tables.ContainsKey(qualified.Right.Identifier.ValueText),
        MemberAccessExpressionSyntax access when access.Expression == node => document.Project.Map.Tables.ContainsKey(access.Name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>The longest dotted name that ends with this part.</summary>
    private static ExpressionSyntax Whole(SimpleNameSyntax name) => name.Parent switch
    {
        QualifiedNameSyntax qualified when qualified.Right == name => qualified,
        MemberAccessExpressionSyntax access when access.Name == name => access,
        AliasQualifiedNameSyntax alias when alias.Name == name => alias,
        _ => name,
    };

    private static UsingDirectiveSyntax? ImportOf(SyntaxNode node) => node.FirstAncestorOrSelf<UsingDirectiveSyntax>();
}
