using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Names.Text;

/// <summary>Where a string goes: the whole expression that it is a part of, and what takes that.</summary>
internal static class TextPlace
{
    /// <summary>The value that <paramref name="text"/> is put together into: a sum, a choice, a list.</summary>
    public static ExpressionSyntax Whole(ExpressionSyntax text)
    {
        var whole = text;
        while (Carrier(whole) is { } carrier)
            whole = carrier;
        return whole;
    }

    /// <summary>The call, creation or element access that takes the value as an argument.</summary>
    public static SyntaxNode? Taker(ExpressionSyntax whole) =>
        whole.Parent is ArgumentSyntax { Parent: BaseArgumentListSyntax { Parent: { } taker } } ? taker : null;

    /// <summary>The parameter that the value is passed to, where the call resolves.</summary>
    public static IParameterSymbol? ParameterOf(ExpressionSyntax whole, SemanticModel model, CancellationToken cancellationToken)
    {
        if (whole.Parent is not ArgumentSyntax { Parent: BaseArgumentListSyntax { Parent: { } taker } list } argument
            || SymbolOf(taker, model, cancellationToken) is not IMethodSymbol method)
            return null;
        var index = list.Arguments.IndexOf(argument);
        foreach (var parameter in method.Parameters)
        {
            if (argument.NameColon is { } named ? parameter.Name == named.Name.Identifier.ValueText : parameter.Ordinal == index)
                return parameter;
        }

        return null;
    }

    /// <summary>What <paramref name="taker"/> calls; the one candidate where the call does not fit yet.</summary>
    public static ISymbol? SymbolOf(SyntaxNode taker, SemanticModel model, CancellationToken cancellationToken)
    {
        var info = model.GetSymbolInfo(taker, cancellationToken);
        return info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
    }

    /// <summary>The name of what is called or created, as it is written.</summary>
    public static string NameOf(SyntaxNode? taker) => taker switch
    {
        InvocationExpressionSyntax call => NameOf(call.Expression),
        ObjectCreationExpressionSyntax creation => NameOf(creation.Type),
        AttributeSyntax attribute => WithoutSuffix(NameOf(attribute.Name)),
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };

    private static string WithoutSuffix(string name) =>
        name.Length > "Attribute".Length && name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;

    private static ExpressionSyntax? Carrier(ExpressionSyntax value) => value.Parent switch
    {
        ParenthesizedExpressionSyntax or CastExpressionSyntax => (ExpressionSyntax)value.Parent,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.CoalesceExpression } binary => binary,
        ConditionalExpressionSyntax choice when choice.Condition != value => choice,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } certain => certain,
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => choice,
        InitializerExpressionSyntax { Parent: ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax } list => (ExpressionSyntax)list.Parent!,
        ExpressionElementSyntax { Parent: CollectionExpressionSyntax list } => list,
        _ => null,
    };
}
