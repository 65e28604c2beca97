using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Names.Text;

/// <summary>Tells what a string is used for: by what takes it, and where that says nothing, by what it says.</summary>
internal static class TextUses
{
    /// <summary>The use of the string that a word stands in.</summary>
    public static TextUse Of(LiteralText text, TextSpan word, SemanticModel model, CancellationToken cancellationToken)
    {
        var whole = TextPlace.Whole(text.Expression!);
        if (whole.Parent is AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } argument)
            return OfAttribute(attribute, argument);
        var taker = TextPlace.Taker(whole);
        var use = taker is null ? OfPlace(whole, model, cancellationToken) : OfArgument(taker, whole, text, model, cancellationToken);
        if (use is null || use == TextUse.Other)
            use = OfWords(text.Value, word) ?? TextUse.Other;
        return use == TextUse.Sql && SqlText.IsParameter(text.Value, word) ? TextUse.SqlParameter : use;
    }

    private static TextUse OfAttribute(AttributeSyntax attribute, AttributeArgumentSyntax argument)
    {
        var name = TextPlace.NameOf(attribute);
        if (name == "LoggerMessage")
            return TextUse.LogTemplate;
        if (name.StartsWith("Http", StringComparison.Ordinal) || name.Contains("Route") || name == "AcceptVerbs")
            return TextUse.Route;
        return TextApis.NamingAttributes.Contains(name) && argument.NameEquals?.Name.Identifier.ValueText is not "ErrorMessage" ? TextUse.Member : TextUse.Attribute;
    }

    private static TextUse? OfArgument(SyntaxNode taker, ExpressionSyntax whole, LiteralText text, SemanticModel model, CancellationToken cancellationToken)
    {
        var parameter = TextPlace.ParameterOf(whole, model, cancellationToken);
        var symbol = TextPlace.SymbolOf(taker, model, cancellationToken);
        if (IsOfException(symbol))
            return parameter?.Name == "message" ? TextUse.Message : FollowingText.IsParameterName(text, model, cancellationToken) ? TextUse.Parameter : TextUse.Other;
        if (taker is ImplicitElementAccessSyntax)
            return TextUse.Key;
        var name = TextPlace.NameOf(taker);
        if (TextApis.IsExpectation(symbol, taker))
            return TextUse.Expectation;
        if (symbol is null && taker is ElementAccessExpressionSyntax access)
            return TextApis.OfUnknown(TextPlace.NameOf(access.Expression));
        return symbol is null ? TextApis.OfUnknown(name) : TextApis.Of(symbol, name, text.Value);
    }

    private static TextUse? OfPlace(ExpressionSyntax whole, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (whole.Parent)
        {
            case InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression } pair when pair.Expressions.IndexOf(whole) == 0:
                return TextUse.Key;
            case AssignmentExpressionSyntax assignment when assignment.Right == whole:
                return TextPlace.NameOf(assignment.Left) switch
                {
                    "CommandText" => TextUse.Sql,
                    "ParameterName" => TextUse.SqlParameter,
                    _ => null,
                };
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison:
                var other = comparison.Left == whole ? comparison.Right : comparison.Left;
                return other is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Type", Expression: var claim }
                    && model.GetTypeInfo(claim, cancellationToken).Type is { Name: "Claim" } ? TextUse.Claim : null;
            default:
                return null;
        }
    }

    private static bool IsOfException(ISymbol? symbol)
    {
        if (symbol is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.Ordinary } method)
            return false;
        if (method.MethodKind == MethodKind.Ordinary && !(method.IsStatic && method.Name.StartsWith("ThrowIf", StringComparison.Ordinal)))
            return false;
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
                return true;
        }

        return false;
    }

    private static TextUse? OfWords(string text, TextSpan word)
    {
        var before = word.Start > 0 ? text[word.Start - 1] : '\0';
        var after = word.End < text.Length ? text[word.End] : '\0';
        if (SqlText.Is(text, word))
            return TextUse.Sql;
        if (before is '?' or '&' && after is '=')
            return TextUse.Query;
        if (before is '{' && after is '}' or ':')
            return text.Contains("/") && !text.Contains(" ") ? TextUse.Route : TextUse.LogTemplate;
        if (before is '"' && after is '"' && text.IndexOf(':', word.End) == word.End + 1)
            return TextUse.Json;
        return before == '/' && !text.Contains(" ") ? TextUse.Route : null;
    }
}
