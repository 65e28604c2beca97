using Clerk2WorkOS.Analyzers.Guests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Where a guest can be registered: right before the statement that makes the meeting.</summary>
internal static class GuestStatement
{
    /// <summary>The statement that makes the meeting once and in any case, and before which another one can stand; <c>null</c> where there is none.</summary>
    public static StatementSyntax? Of(BaseObjectCreationExpressionSyntax creation)
    {
        SyntaxNode node = creation;
        while (node.Parent is ArgumentSyntax or ArgumentListSyntax or InvocationExpressionSyntax or AwaitExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax
            or EqualsValueClauseSyntax or VariableDeclaratorSyntax or VariableDeclarationSyntax or ExpressionElementSyntax or CollectionExpressionSyntax
            or ImplicitArrayCreationExpressionSyntax or ArrayCreationExpressionSyntax
            or InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ArrayInitializerExpression or (int)SyntaxKind.CollectionInitializerExpression }
            or MemberAccessExpressionSyntax
            || (node.Parent is BaseObjectCreationExpressionSyntax && node is InitializerExpressionSyntax)
            || (node.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment && assignment.Right == node))
            node = node.Parent;
        return node.Parent is LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax
            && node.Parent.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax
            ? (StatementSyntax)node.Parent
            : null;
    }

    /// <summary>What the statement evaluates before it comes to <paramref name="value"/>.</summary>
    public static IEnumerable<ExpressionSyntax> Before(ExpressionSyntax value, StatementSyntax statement)
    {
        for (SyntaxNode node = value; node != statement; node = node.Parent!)
        {
            foreach (var sibling in node.Parent!.ChildNodes().Where(sibling => sibling.Span.End <= node.SpanStart && !IsType(sibling)))
            {
                foreach (var read in Evaluated(sibling))
                    yield return read;
            }
        }
    }

    private static IEnumerable<ExpressionSyntax> Evaluated(SyntaxNode node) => node switch
    {
        ArgumentListSyntax list => list.Arguments.Select(argument => argument.Expression),
        ArgumentSyntax argument => new[] { argument.Expression },
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } element => new[] { element.Right },
        ExpressionElementSyntax element => new[] { element.Expression },
        VariableDeclaratorSyntax { Initializer.Value: { } value } => new[] { value },
        ExpressionSyntax expression => new[] { expression },
        _ => Array.Empty<ExpressionSyntax>(),
    };

    private static bool IsType(SyntaxNode node) => node is TypeSyntax
        && node.Parent is ObjectCreationExpressionSyntax or VariableDeclarationSyntax or CastExpressionSyntax or ArrayCreationExpressionSyntax;

    /// <summary>A name that nothing in the member has, with the number of the meeting among those that the member makes.</summary>
    public static string FreeName(StoredMeeting meeting, int number, params string[] wanted)
    {
        var taken = new HashSet<string>(
            StoredMeeting.MemberAround(meeting.Creation).DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), StringComparer.Ordinal);
        foreach (var name in wanted.Select(name => number == 1 ? name : name + number))
        {
            if (!taken.Contains(name))
                return name;
        }

        var last = 1;
        while (taken.Contains($"{wanted[0]}{number}_{last}"))
            last++;
        return $"{wanted[0]}{number}_{last}";
    }
}
