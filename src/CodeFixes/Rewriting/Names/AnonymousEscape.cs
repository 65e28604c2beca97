using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Whether an anonymous object can reach code that reads its members by name at run time.</summary>
internal static class AnonymousEscape
{
    public static bool Escapes(AnonymousObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken)
    {
        var type = model.GetTypeInfo(creation, cancellationToken).Type!;
        var member = creation.FirstAncestorOrSelf<MemberDeclarationSyntax>(node => node is not GlobalStatementSyntax) ?? creation.SyntaxTree.GetRoot(cancellationToken);
        foreach (var node in member.DescendantNodes())
        {
            if (node is ExpressionSyntax expression && Leaves(expression, type, model, cancellationToken))
                return true;
        }

        return false;
    }

    private static bool Leaves(ExpressionSyntax expression, ITypeSymbol anonymous, SemanticModel model, CancellationToken cancellationToken)
    {
        if (expression is LambdaExpressionSyntax lambda)
            return ReturnsToDelegate(lambda, anonymous, model, cancellationToken);
        if (expression is TypeSyntax and not IdentifierNameSyntax)
            return false;
        var info = model.GetTypeInfo(expression, cancellationToken);
        if (info.Type is null || info.ConvertedType is null || !Holds(info.Type, anonymous))
            return false;
        if (LosesType(info.ConvertedType) && !IsInExpressionTree(expression, model, cancellationToken))
            return true;
        return expression.Parent switch
        {
            ArgumentSyntax argument => GoesToTypeParameter(argument, model, cancellationToken),
            InterpolationSyntax => true,
            IsPatternExpressionSyntax { Pattern: DeclarationPatternSyntax pattern } => model.GetTypeInfo(pattern.Type, cancellationToken).Type is { } type && LosesType(type),
            CastExpressionSyntax cast => model.GetTypeInfo(cast, cancellationToken).Type is { } type && LosesType(type),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } binary => model.GetTypeInfo(binary, cancellationToken).Type is { } type && LosesType(type),
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == expression && call.Expression == access
                => IsReadAsWhole(call, model, cancellationToken),
            _ => false,
        };
    }

    /// <summary>As <c>object</c>, <c>dynamic</c>, a list of those, or an interface that says nothing of the element.</summary>
    private static bool LosesType(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } => true,
        IArrayTypeSymbol array => LosesType(array.ElementType),
        INamedTypeSymbol { IsAnonymousType: true } or INamedTypeSymbol { IsTupleType: true } => false,
        INamedTypeSymbol { Arity: 0, TypeKind: TypeKind.Interface } => true,
        INamedTypeSymbol named => named.TypeArguments.Any(LosesType),
        _ => false,
    };

    /// <summary><c>x.ToString()</c>, and an extension that takes any type.</summary>
    private static bool IsReadAsWhole(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
        && (method is { Name: "ToString" or "GetType", Parameters.IsEmpty: true }
            || method.ReducedFrom is { } extension && extension.Parameters[0].Type is ITypeParameterSymbol);

    private static bool Holds(ITypeSymbol type, ITypeSymbol anonymous) => type switch
    {
        INamedTypeSymbol named => SymbolEqualityComparer.Default.Equals(named, anonymous) || named.TypeArguments.Any(argument => Holds(argument, anonymous)),
        IArrayTypeSymbol array => Holds(array.ElementType, anonymous),
        _ => false,
    };

    /// <summary>An endpoint's lambda, converted to a plain <c>Delegate</c>, returns to a serializer.</summary>
    private static bool ReturnsToDelegate(LambdaExpressionSyntax lambda, ITypeSymbol anonymous, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetTypeInfo(lambda, cancellationToken).ConvertedType is { } target
        && target.ToDisplayString() is "System.Delegate" or "System.MulticastDelegate" or "object"
        && model.GetSymbolInfo(lambda, cancellationToken).Symbol is IMethodSymbol method && Holds(method.ReturnType, anonymous);

    /// <summary>A key selector such as <c>x =&gt; new { x.Id }</c> is converted to <c>object</c> too, and nobody reads an object from it.</summary>
    private static bool IsInExpressionTree(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken) =>
        expression.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { } lambda
        && model.GetTypeInfo(lambda, cancellationToken).ConvertedType is INamedTypeSymbol { Name: "Expression", Arity: 1 };

    private static bool GoesToTypeParameter(ArgumentSyntax argument, SemanticModel model, CancellationToken cancellationToken)
    {
        if (argument.Parent?.Parent is not ExpressionSyntax call || model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method)
            return false;
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        var index = ((BaseArgumentListSyntax)argument.Parent).Arguments.IndexOf(argument) + (method.ReducedFrom is not null ? 1 : 0);
        var parameter = argument.NameColon is { } named
            ? definition.Parameters.FirstOrDefault(candidate => candidate.Name == named.Name.Identifier.ValueText)
            : index < definition.Parameters.Length ? definition.Parameters[index] : null;
        return parameter?.Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method };
    }
}
