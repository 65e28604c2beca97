using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What a place is called in a sentence for people.</summary>
internal static class Scopes
{
    /// <summary>The member around a place, quoted.</summary>
    public static string NameAt(SyntaxToken token)
    {
        var member = token.Parent?.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member switch
        {
            MethodDeclarationSyntax method => $"'{method.Identifier.ValueText}'",
            ConstructorDeclarationSyntax constructor => $"'{constructor.Identifier.ValueText}'",
            PropertyDeclarationSyntax property => $"'{property.Identifier.ValueText}'",
            BaseTypeDeclarationSyntax type => $"'{type.Identifier.ValueText}'",
            _ => "this scope",
        };
    }
}
