using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Whether an <c>await</c> can be written at a place.</summary>
internal static class AsynchronousCaller
{
    /// <summary>Whether the function around <paramref name="node"/> is asynchronous.</summary>
    public static bool Is(SyntaxNode node) => FunctionAround(node) switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.RawKind != 0,
        LocalFunctionStatementSyntax function => function.Modifiers.Any(modifier => modifier.ValueText == "async"),
        BaseMethodDeclarationSyntax method => method.Modifiers.Any(modifier => modifier.ValueText == "async"),
        GlobalStatementSyntax => true,
        _ => false,
    };

    /// <summary>Whether the function is asynchronous and nothing between forbids to wait: a lock, a query, unsafe code.</summary>
    public static bool CanWait(SyntaxNode node)
    {
        if (!Is(node))
            return false;
        var function = FunctionAround(node);
        for (var up = node.Parent; up is not null && up != function; up = up.Parent)
        {
            if (up is LockStatementSyntax or QueryExpressionSyntax or UnsafeStatementSyntax or CatchFilterClauseSyntax)
                return false;
        }

        return true;
    }

    private static SyntaxNode? FunctionAround(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(
        up => up is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or GlobalStatementSyntax);
}
