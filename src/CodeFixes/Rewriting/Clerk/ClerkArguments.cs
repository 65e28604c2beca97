using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Clerk;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What a rewritten call passes: the same values, as WorkOS's method takes them.</summary>
/// <param name="Edits">What has to be changed.</param>
/// <param name="Reason">Why they cannot be passed.</param>
internal sealed record ClerkArguments(ImmutableArray<Edit> Edits, string? Reason)
{
    public static ClerkArguments Of(ClerkCall call, ClerkRewrite rewrite, WorkOSCall target, DocumentView document, Func<INamedTypeSymbol, string> written)
    {
        var arguments = call.Call.ArgumentList.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (i >= rewrite.From.Length || (arguments[i].NameColon is { } named && named.Name.Identifier.ValueText != rewrite.From[i]))
                return Stay(Reasons.ClerkArgument(arguments[i].ToString()));
        }

        if (arguments.Count != rewrite.From.Length)
            return Stay(Reasons.ByHand);
        return rewrite.From.Length == 2 ? Membership(arguments[0], arguments[1], target, document, written) : Single(arguments[0], rewrite, target, written);
    }

    /// <summary>The id itself, or in the options that hold it.</summary>
    private static ClerkArguments Single(ArgumentSyntax argument, ClerkRewrite rewrite, WorkOSCall target, Func<INamedTypeSymbol, string> written)
    {
        if (target.Options is not { } options)
        {
            return argument.NameColon is { } named
                ? Change(new Edit(named.Name.Identifier.Span, target.Method.Parameters[0].Name))
                : Change();
        }

        var before = new Edit(TextSpan.FromBounds(argument.SpanStart, argument.Expression.SpanStart), $"new {written(options)} {{ {rewrite.To[0]} = ");
        return Change(before, new Edit(new TextSpan(argument.Span.End, 0), " }"));
    }

    /// <summary>The organization goes into the object that already holds the user and the role.</summary>
    private static ClerkArguments Membership(ArgumentSyntax organization, ArgumentSyntax body, WorkOSCall target, DocumentView document, Func<INamedTypeSymbol, string> written)
    {
        if (body.Expression is not BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: { Expressions.Count: 2 } initializer } creation
            || Value(initializer, "UserId") is null || Value(initializer, "Role") is not { } role || creation is ImplicitObjectCreationExpressionSyntax && body.NameColon is not null)
            return Stay(Reasons.ClerkMembership);
        if (role is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal)
            return Stay(Reasons.ClerkRoleUnknown(role.ToString()));
        if (ClerkApis.RoleSlug(literal.Token.ValueText) is not { } slug)
            return Stay(Reasons.ClerkRoleUnmapped(literal.Token.ValueText));
        if (HasComment(organization.Expression.Span.End, body.Expression.SpanStart, document))
            return Stay(Reasons.ByHand);

        var shape = target.Role!;
        var member = ((AssignmentExpressionSyntax)role.Parent!).Left;
        var value = shape.Value(slug, shape.Wrapper is { } wrapper ? written(wrapper) : "");
        var first = initializer.Expressions[0];
        var text = document.Text;
        var ownLine = text.Lines.GetLineFromPosition(initializer.OpenBraceToken.SpanStart).LineNumber < text.Lines.GetLineFromPosition(first.SpanStart).LineNumber;
        var step = ownLine ? Layout.LineEnd(text, initializer.OpenBraceToken.SpanStart) + Layout.Indentation(text, first.SpanStart) : " ";
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        if (creation is ObjectCreationExpressionSyntax named)
        {
            pieces.Add(Piece.Of(TextSpan.FromBounds(creation.SpanStart, named.Type.SpanStart)));
            pieces.Add(Piece.Of(written(target.Options!)));
            pieces.Add(Piece.Of(TextSpan.FromBounds(named.Type.Span.End, initializer.OpenBraceToken.Span.End)));
        }
        else
        {
            pieces.Add(Piece.Of(TextSpan.FromBounds(creation.SpanStart, initializer.OpenBraceToken.Span.End)));
        }

        pieces.Add(Piece.Of($"{step}OrganizationId = "));
        pieces.Add(Piece.Of(organization.Expression.Span));
        pieces.Add(Piece.Of(","));
        var edits = ImmutableArray.CreateBuilder<Edit>();
        edits.Add(new Edit(TextSpan.FromBounds(organization.SpanStart, initializer.OpenBraceToken.Span.End), pieces.ToImmutable()));
        if (member.ToString() != shape.Member)
            edits.Add(new Edit(member.Span, shape.Member));
        edits.Add(new Edit(role.Span, value));
        return new ClerkArguments(edits.ToImmutable(), null);
    }

    private static ExpressionSyntax? Value(InitializerExpressionSyntax initializer, string member)
    {
        foreach (var element in initializer.Expressions)
        {
            if (element is AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } assignment && left.Identifier.ValueText == member)
                return assignment.Right;
        }

        return null;
    }

    private static bool HasComment(int from, int to, DocumentView document) =>
        document.Root.DescendantTrivia(TextSpan.FromBounds(from, to)).Any(trivia =>
            trivia.SpanStart >= from && trivia.Span.End <= to && (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)));

    private static ClerkArguments Change(params Edit[] edits) => new(edits.ToImmutableArray(), null);

    private static ClerkArguments Stay(string reason) => new(ImmutableArray<Edit>.Empty, reason);
}
