using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What the names in a declaration stand for: two that read alike mean different things under different imports.</summary>
internal static class DeclarationMeaning
{
    private static readonly SymbolDisplayFormat Signature = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue
            | SymbolDisplayMemberOptions.IncludeExplicitInterface,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeDefaultValue,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Of(Declaration declaration, SemanticModel model, CancellationToken cancellationToken) => declaration.Node switch
    {
        ParameterListSyntax list => string.Join(", ", list.Parameters.Select(parameter => Of(model.GetDeclaredSymbol(parameter, cancellationToken)))),
        UsingDirectiveSyntax { Alias: not null } import => model.GetDeclaredSymbol(import, cancellationToken)?.Target.ToDisplayString(Signature) ?? "",
        UsingDirectiveSyntax or AttributeListSyntax or BaseNamespaceDeclarationSyntax => "",
        _ => Of(model.GetDeclaredSymbol(declaration.Node, cancellationToken)),
    };

    private static string Of(ISymbol? symbol)
    {
        if (symbol is null)
            return "";
        var attributes = symbol.GetAttributes().Select(attribute => attribute.AttributeClass?.ToDisplayString(Signature));
        var bases = symbol is INamedTypeSymbol type
            ? type.Interfaces.Prepend<ISymbol?>(type.BaseType).Append(type.DelegateInvokeMethod).Select(based => based?.ToDisplayString(Signature))
            : Enumerable.Empty<string?>();
        return $"{symbol.ToDisplayString(Signature)}: {string.Join(", ", bases)} [{string.Join(", ", attributes)}] {(symbol as IFieldSymbol)?.ConstantValue}";
    }
}
