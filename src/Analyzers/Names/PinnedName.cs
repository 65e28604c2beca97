using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>
/// An anonymous object that leaves as <c>object</c>, <c>dynamic</c> or a method's bare type parameter is read by its members' names at run time:
/// they are on the wire, and a name that is written out there (<c>new { ClerkUserId = workosUserId }</c>) pins it.
/// </summary>
internal static class PinnedName
{
    /// <summary>Whether the member's written name is kept on purpose.</summary>
    public static bool IsPinned(AnonymousObjectMemberDeclaratorSyntax member, SemanticModel model, CancellationToken cancellationToken) =>
        member is { NameEquals: not null, Parent: AnonymousObjectCreationExpressionSyntax creation } && Escapes(creation, model, cancellationToken);

    /// <summary>Whether the object's member names are visible at run time to code that does not know its type.</summary>
    public static bool Escapes(AnonymousObjectCreationExpressionSyntax creation, SemanticModel model, CancellationToken cancellationToken)
    {
        for (ExpressionSyntax? value = creation; value is not null; value = Carrier(value))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (LeavesAsObject(value, model, cancellationToken))
                return true;
        }

        return false;
    }

    private static bool LeavesAsObject(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        if (IsObject(model.GetTypeInfo(value, cancellationToken).ConvertedType))
            return true;
        return value.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: { } call } list } argument
            && TakesAnything(call, argument, list, model, cancellationToken);
    }

    /// <summary>
    /// Whether every method that the call can mean takes the argument as <c>object</c>, <c>dynamic</c> or a type parameter of its own.
    /// </summary>
    private static bool TakesAnything(
        SyntaxNode call, ArgumentSyntax argument, ArgumentListSyntax list, SemanticModel model, CancellationToken cancellationToken)
    {
        var info = model.GetSymbolInfo(call, cancellationToken);
        if (info.Symbol is { } called)
            return Takes(called, argument, list);
        foreach (var candidate in info.CandidateSymbols)
        {
            if (!Takes(candidate, argument, list))
                return false;
        }

        return !info.CandidateSymbols.IsEmpty;
    }

    private static bool Takes(ISymbol called, ArgumentSyntax argument, ArgumentListSyntax list)
    {
        if (called is not IMethodSymbol method)
            return false;
        var parameters = method.OriginalDefinition.Parameters;
        var index = list.Arguments.IndexOf(argument);
        var parameter = argument.NameColon?.Name.Identifier.ValueText is { } name
            ? parameters.FirstOrDefault(candidate => candidate.Name == name)
            : index < parameters.Length ? parameters[index] : parameters.LastOrDefault();
        var type = parameter is { IsParams: true, Type: IArrayTypeSymbol array } ? array.ElementType : parameter?.Type;
        return IsObject(type) || type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method };
    }

    private static bool IsObject(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic };

    /// <summary>
    /// The expression that carries <paramref name="value"/> along: an outer object, an array, a choice, or the query that a lambda makes it for.
    /// </summary>
    private static ExpressionSyntax? Carrier(ExpressionSyntax value) => value.Parent switch
    {
        ParenthesizedExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax or ConditionalExpressionSyntax or SwitchExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } => (ExpressionSyntax)value.Parent,
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => choice,
        AnonymousObjectMemberDeclaratorSyntax { Parent: AnonymousObjectCreationExpressionSyntax outer } => outer,
        InitializerExpressionSyntax { Parent: ExpressionSyntax array and not InitializerExpressionSyntax } => array,
        ExpressionElementSyntax { Parent: CollectionExpressionSyntax collection } => collection,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access when access.Expression == value => next,
        LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax query } } } => query,
        SelectClauseSyntax { Parent: QueryBodySyntax { Parent: QueryExpressionSyntax query } } => query,
        _ => null,
    };
}
