using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Names.Unresolvable;

/// <summary>Where a text stands that the compiler does not bind.</summary>
internal enum ProseKind
{
    /// <summary>A comment, or the heading of a region.</summary>
    Comment,

    /// <summary>The prose of a documentation comment.</summary>
    Documentation,

    /// <summary>Code that <c>#if</c> leaves out.</summary>
    Inactive,
}

/// <summary>A piece of text that the compiler does not bind.</summary>
/// <param name="Kind">Where it stands.</param>
/// <param name="Span">Its place.</param>
/// <param name="Owner">The node that it stands in or before.</param>
internal readonly record struct ProseText(ProseKind Kind, TextSpan Span, SyntaxNode Owner)
{
    /// <summary>The piece at <paramref name="position"/>; <c>null</c> where there is code, or a name that the compiler does bind.</summary>
    public static ProseText? At(SyntaxNode root, int position)
    {
        var token = root.FindToken(position, findInsideTrivia: true);
        if (token.Span.Contains(position))
        {
            return token.IsKind(SyntaxKind.XmlTextLiteralToken) && token.Parent is { } parent && !IsAddress(parent)
                ? new ProseText(ProseKind.Documentation, token.Span, parent)
                : null;
        }

        var trivia = root.FindTrivia(position, findInsideTrivia: true);
        if (!trivia.Span.Contains(position) || trivia.Token.Parent is not { } owner)
            return null;
        return trivia.Kind() switch
        {
            SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.PreprocessingMessageTrivia =>
                new ProseText(ProseKind.Comment, trivia.Span, owner),
            SyntaxKind.DisabledTextTrivia => new ProseText(ProseKind.Inactive, trivia.Span, owner),
            _ => null,
        };
    }

    /// <summary>The target of a link is no prose.</summary>
    private static bool IsAddress(SyntaxNode node) => node is XmlTextAttributeSyntax { Name.LocalName.ValueText: "href" or "cref" or "file" or "path" };
}
