using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A handler of a minimal API: its parameters are given to it by dependency injection, so that it can ask for one more.</summary>
internal static class EndpointHandler
{
    /// <summary>The parameters of the handler around <paramref name="call"/>; <c>null</c> when it is in none.</summary>
    public static ParameterListSyntax? ParametersAround(SyntaxNode call, SemanticModel model, CancellationToken cancellationToken)
    {
        var function = call.FirstAncestorOrSelf<SyntaxNode>(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax);
        return function switch
        {
            ParenthesizedLambdaExpressionSyntax lambda when IsMapped(lambda, model, cancellationToken) => lambda.ParameterList,
            LocalFunctionStatementSyntax local when model.GetDeclaredSymbol(local, cancellationToken) is IMethodSymbol symbol && IsOnlyMapped(symbol, model, cancellationToken) => local.ParameterList,
            MethodDeclarationSyntax method when method.Modifiers.Any(SyntaxKind.StaticKeyword)
                && model.GetDeclaredSymbol(method, cancellationToken) is { } symbol && IsOnlyMapped(symbol, model, cancellationToken) => method.ParameterList,
            _ => null,
        };
    }

    /// <summary>Whether a lambda or method group is handed to <c>MapPost</c> or one of its kind.</summary>
    private static bool IsMapped(ExpressionSyntax handler, SemanticModel model, CancellationToken cancellationToken) =>
        handler.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call } }
        && access.Name.Identifier.ValueText is "MapGet" or "MapPost" or "MapPut" or "MapDelete" or "MapPatch" or "MapMethods" or "Map"
        && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType.Name: "EndpointRouteBuilderExtensions" };

    /// <summary>Whether the method is handed to a route and called by nobody, as far as its project shows.</summary>
    private static bool IsOnlyMapped(IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        var isMapped = false;
        foreach (var tree in model.Compilation.SyntaxTrees)
        {
            if (!tree.GetText(cancellationToken).ToString().Contains(method.Name))
                continue;
            var other = tree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot(cancellationToken).DescendantNodes().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == method.Name))
            {
                var info = other.GetSymbolInfo(name, cancellationToken);
                if (!SymbolEqualityComparer.Default.Equals(info.Symbol ?? info.CandidateSymbols.FirstOrDefault(), method))
                    continue;
                ExpressionSyntax use = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                if (!IsMapped(use, other, cancellationToken))
                    return false;
                isMapped = true;
            }
        }

        return isMapped;
    }
}
