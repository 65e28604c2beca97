using Clerk2WorkOS.Analyzers.Razor;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Names.Text;

/// <summary>A string that names a parameter beside it, and follows when rule C2W101 renames that: no finding of its own.</summary>
internal static class FollowingText
{
    /// <summary>Whether the word is the name of a parameter that is in scope, or that the route binds.</summary>
    public static bool Is(LiteralText text, TextSpan word, SemanticModel model, CancellationToken cancellationToken) =>
        ParameterNamedBy(text, model, cancellationToken) is not null || BindsParameter(text, word, model, cancellationToken);

    /// <summary>The parameter that an argument for <c>paramName</c> names: <c>new ArgumentNullException("clerkUserId")</c>.</summary>
    public static IParameterSymbol? ParameterNamedBy(LiteralText text, SemanticModel model, CancellationToken cancellationToken) =>
        IsParameterName(text, model, cancellationToken) ? InScope(text, text.Value, model) : null;

    /// <summary>Whether the string is the <c>paramName</c> of an exception or of a guard.</summary>
    public static bool IsParameterName(LiteralText text, SemanticModel model, CancellationToken cancellationToken) =>
        text is { IsWhole: true, Expression: { } literal }
        && TextPlace.ParameterOf(literal, model, cancellationToken) is { Name: "paramName" or "parameterName" or "argumentName", Type.SpecialType: SpecialType.System_String };

    /// <summary>The parameter that is called <paramref name="name"/> where the string stands.</summary>
    public static IParameterSymbol? InScope(LiteralText text, string name, SemanticModel model)
    {
        foreach (var symbol in model.LookupSymbols(text.Token.SpanStart, name: name))
        {
            if (symbol is IParameterSymbol parameter)
                return parameter;
        }

        return null;
    }

    /// <summary>Whether the word is a placeholder of a literal route template whose handler has a parameter of that name, or pins one to it.</summary>
    private static bool BindsParameter(LiteralText text, TextSpan word, SemanticModel model, CancellationToken cancellationToken)
    {
        if (text.Token.Parent is not LiteralExpressionSyntax literal || !IsPlaceholder(text.Value, word))
            return false;
        var name = text.Value.Substring(word.Start, word.Length);
        var whole = TextPlace.Whole(literal);
        if (whole.Parent is AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute })
            return (IsRoute(TextPlace.NameOf(attribute)) && HandlersOf(attribute.Parent?.Parent, name)) || RazorRoutes.BoundBy(attribute, name, model, cancellationToken).Count > 0;
        if (TextPlace.Taker(whole) is not InvocationExpressionSyntax call || !TextPlace.NameOf(call).StartsWith("Map", StringComparison.Ordinal))
            return false;
        return TextPlace.NameOf(call) == "MapGroup"
            ? HandledInFile(call.SyntaxTree.GetRoot(cancellationToken), name, model, cancellationToken)
            : HandledBy(call, name, model, cancellationToken);
    }

    private static bool IsPlaceholder(string text, TextSpan word)
    {
        var before = word.Start - 1;
        while (before > 0 && text[before] == '*')
            before--;
        return before >= 0 && text[before] == '{' && word.End < text.Length && text[word.End] is '}' or ':' or '=' or '?';
    }

    private static bool IsRoute(string attribute) => attribute.Contains("Http") || attribute.Contains("Route") || attribute.Contains("AcceptVerbs");

    private static bool HandlersOf(SyntaxNode? declared, string name)
    {
        switch (declared)
        {
            case MethodDeclarationSyntax method:
                return Has(method.ParameterList.Parameters, name);
            case LocalFunctionStatementSyntax function:
                return Has(function.ParameterList.Parameters, name);
            case TypeDeclarationSyntax type:
                foreach (var member in type.Members)
                {
                    if (member is MethodDeclarationSyntax action && Has(action.ParameterList.Parameters, name))
                        return true;
                }

                return false;
            default:
                return false;
        }
    }

    private static bool HandledInFile(SyntaxNode root, string name, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in root.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax mapped && TextPlace.NameOf(mapped) is var called && called != "MapGroup"
                && called.StartsWith("Map", StringComparison.Ordinal) && HandledBy(mapped, name, model, cancellationToken))
                return true;
        }

        return false;
    }

    private static bool HandledBy(InvocationExpressionSyntax call, string name, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            switch (argument.Expression)
            {
                case ParenthesizedLambdaExpressionSyntax lambda when Has(lambda.ParameterList.Parameters, name):
                case SimpleLambdaExpressionSyntax { Parameter: var parameter } when Fits(parameter, name):
                    return true;
                case SimpleNameSyntax or MemberAccessExpressionSyntax:
                    var info = model.GetSymbolInfo(argument.Expression, cancellationToken);
                    if (IsNamed((info.Symbol ?? (info.CandidateSymbols.IsEmpty ? null : info.CandidateSymbols[0])) as IMethodSymbol, name, call.SyntaxTree, cancellationToken))
                        return true;
                    break;
            }
        }

        return false;
    }

    /// <summary>A handler of another file is not tied to its template, which is a finding then.</summary>
    private static bool IsNamed(IMethodSymbol? handler, string name, SyntaxTree file, CancellationToken cancellationToken)
    {
        if (handler is null)
            return false;
        foreach (var reference in handler.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree == file && HandlersOf(reference.GetSyntax(cancellationToken), name))
                return true;
        }

        return false;
    }

    private static bool Has(SeparatedSyntaxList<ParameterSyntax> parameters, string name)
    {
        foreach (var parameter in parameters)
        {
            if (Fits(parameter, name))
                return true;
        }

        return false;
    }

    /// <summary>A parameter of that name, or one that an attribute ties to it: <c>[FromRoute(Name = "clerkId")] string id</c>.</summary>
    private static bool Fits(ParameterSyntax parameter, string name)
    {
        if (string.Equals(parameter.Identifier.ValueText, name, StringComparison.OrdinalIgnoreCase))
            return true;
        foreach (var list in parameter.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                foreach (var argument in attribute.ArgumentList?.Arguments ?? default)
                {
                    if (argument.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal
                        && string.Equals(literal.Token.ValueText, name, StringComparison.OrdinalIgnoreCase))
                        return true;
                }
            }
        }

        return false;
    }
}
