using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Imports;

/// <summary>A place where a namespace is named: in an import, or before a type.</summary>
/// <param name="Name">The namespace's name as written, and nothing after it.</param>
/// <param name="Import">The import; <c>null</c> for a qualified name.</param>
internal readonly record struct NamespaceMention(ExpressionSyntax Name, UsingDirectiveSyntax? Import)
{
    /// <summary>The name without <c>global::</c>, white space and comments.</summary>
    public string Text => TextOf(Name);

    /// <summary>Calls <paramref name="found"/> with every mention that ends in one of the words of <paramref name="move"/>.</summary>
    public static void Find(SyntaxNode root, SourceText text, NamespaceMove move, Action<NamespaceMention> found)
    {
        if (move.LastWords.IsEmpty)
            return;
        var characters = text.ToString();
        foreach (var word in move.LastWords)
        {
            foreach (var token in CandidateWords.Identifiers(root, characters, word))
            {
                if (TryGet(token) is { } mention)
                    found(mention);
            }
        }
    }

    /// <summary>The namespace to write instead; <c>null</c> when the mention is of anything else.</summary>
    public string? ReplacementIn(NamespaceMove move, SemanticModel model, CancellationToken cancellationToken)
    {
        if (Name is IdentifierNameSyntax alias && model.GetAliasInfo(alias, cancellationToken) is not null)
            return null;                                // it is re-pointed where it is made
        var info = model.GetSymbolInfo(Name, cancellationToken);
        return info.Symbol switch
        {
            INamespaceSymbol space => move.ReplacementFor(space),
            null when info.CandidateSymbols.IsEmpty && model.GetTypeInfo(Name, cancellationToken).Type is null or { TypeKind: TypeKind.Error } =>
                move.ReplacementFor(Text, partial: Import is null),
            _ => null,
        };
    }

    /// <summary>The words of a name, joined by dots.</summary>
    public static string TextOf(ExpressionSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => TextOf(qualified.Left) + "." + qualified.Right.Identifier.ValueText,
        MemberAccessExpressionSyntax access => TextOf(access.Expression) + "." + access.Name.Identifier.ValueText,
        AliasQualifiedNameSyntax { Alias.Identifier.RawKind: (int)SyntaxKind.GlobalKeyword } alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => name.ToString(),
    };

    private static NamespaceMention? TryGet(SyntaxToken token)
    {
        if (token.Parent is not IdentifierNameSyntax last)
            return null;
        ExpressionSyntax name = last.Parent switch
        {
            QualifiedNameSyntax qualified when qualified.Right == last => qualified,
            AliasQualifiedNameSyntax alias when alias.Name == last => alias,
            MemberAccessExpressionSyntax access when access.Name == last => access,
            _ => last,
        };
        return name.Parent switch
        {
            UsingDirectiveSyntax import when import.NamespaceOrType == name => new NamespaceMention(name, import),
            QualifiedNameSyntax qualified when qualified.Left == name && !IsDeclared(qualified) => new NamespaceMention(name, ImportOf(qualified)),
            MemberAccessExpressionSyntax access when access.Expression == name => new NamespaceMention(name, null),
            QualifiedCrefSyntax cref when cref.Container == name => new NamespaceMention(name, null),
            _ => null,
        };
    }

    private static UsingDirectiveSyntax? ImportOf(SyntaxNode name)
    {
        var up = name.Parent;
        while (up is NameSyntax)
            up = up.Parent;
        return up as UsingDirectiveSyntax;
    }

    private static bool IsDeclared(SyntaxNode name)
    {
        var up = name.Parent;
        while (up is NameSyntax)
            up = up.Parent;
        return up is BaseNamespaceDeclarationSyntax;
    }
}
