using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>
/// Types that the compiler only guesses after an error: behind a query that is gone (<c>db.EventTable.Where(e => e.ClerkUserId …)</c>) it gives
/// <c>e</c> the method's own type parameter, or the type that another overload happens to want.
/// </summary>
internal static class GuessedType
{
    /// <summary>Whether the <paramref name="type"/> of <paramref name="expression"/> says nothing.</summary>
    public static bool Is(ExpressionSyntax expression, ITypeSymbol type, SemanticModel model, CancellationToken cancellationToken) =>
        (type is ITypeParameterSymbol parameter && !IsInScope(parameter, expression.SpanStart, model, cancellationToken))
        || IsLambdaParameterOfBrokenCall(expression, model, cancellationToken);

    private static bool IsInScope(ITypeParameterSymbol parameter, int position, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var symbol = model.GetEnclosingSymbol(position, cancellationToken); symbol is not null; symbol = symbol.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(symbol, parameter.ContainingSymbol))
                return true;
        }

        return false;
    }

    private static bool IsLambdaParameterOfBrokenCall(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        if (expression is not IdentifierNameSyntax
            || model.GetSymbolInfo(expression, cancellationToken).Symbol is not IParameterSymbol parameter
            || parameter.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.LambdaMethod })
            return false;
        foreach (var reference in parameter.DeclaringSyntaxReferences)
        {
            var declaration = reference.GetSyntax(cancellationToken) as ParameterSyntax;
            if (declaration?.Type is null
                && declaration?.FirstAncestorOrSelf<LambdaExpressionSyntax>()?.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
                && IsBroken(call, model, cancellationToken))
                return true;
        }

        return false;
    }

    /// <summary>Whether a call in a fluent chain fails because what it is called on does not resolve.</summary>
    private static bool IsBroken(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        while (call.Expression is MemberAccessExpressionSyntax access && model.GetSymbolInfo(call, cancellationToken).Symbol is null)
        {
            if (model.GetTypeInfo(access.Expression, cancellationToken).Type is null or { TypeKind: TypeKind.Error })
                return true;
            if (access.Expression is not InvocationExpressionSyntax before)
                return false;
            call = before;
        }

        return false;
    }
}
