using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>
/// A name that refers to nothing: what a rename elsewhere has left behind. It counts when it stands alone, when what it is
/// asked of is itself unresolved, or when that has a member of the new name.
/// </summary>
internal static class UnresolvedName
{
    /// <summary>The name that <paramref name="token"/> should have; <c>null</c> where it resolves, or where the new name would be no better.</summary>
    public static string? NewNameOf(SyntaxToken token, SemanticModel model, ClerkNames names, CancellationToken cancellationToken)
    {
        if (token.Parent is not SimpleNameSyntax name || IsNoReference(name) || Resolves(name, model, cancellationToken)
            || !names.TryRename(token.ValueText, out var renamed))
            return null;

        var (state, container) = Receiver.Of(name, model, cancellationToken);
        if (state == ReceiverState.Unresolved)
            return renamed;
        if (state == ReceiverState.None || container is null)
            return null;
        if (container.Has(renamed, model, name.SpanStart))
            return renamed;
        return names.InOtherSpelling.TryRename(token.ValueText, out var other)
            && container.Has(other, model, name.SpanStart) ? other : null;
    }

    /// <summary>Whether <paramref name="name"/> binds to something, be it only to candidates that do not fit.</summary>
    public static bool Resolves(SimpleNameSyntax name, SemanticModel model, CancellationToken cancellationToken)
    {
        var info = model.GetSymbolInfo(name, cancellationToken);
        if (info.Symbol is { } symbol)
            return symbol is not INamedTypeSymbol { TypeKind: TypeKind.Error };
        return !info.CandidateSymbols.IsEmpty
            || (name is IdentifierNameSyntax identifier && model.GetAliasInfo(identifier, cancellationToken) is not null);
    }

    /// <summary>Declarations, the parts of a namespace's own name and the symbols of <c>#if</c> refer to nothing in the first place.</summary>
    private static bool IsNoReference(SimpleNameSyntax name)
    {
        if (DeclaredName.NodeOf(name.Identifier) is not null)
            return true;
        for (var up = name.Parent; up is not null; up = up.Parent)
        {
            switch (up)
            {
                case DirectiveTriviaSyntax:
                    return true;
                case BaseNamespaceDeclarationSyntax declaration:
                    return declaration.Name.Span.Contains(name.Span);
                case StatementSyntax or MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
