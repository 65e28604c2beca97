using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What the names in a declaration stand for: two that read alike mean different things under different imports.</summary>
internal static class DeclarationMeaning
{
    private static readonly SymbolDisplayFormat Names = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Of(Declaration declaration, SemanticModel model, CancellationToken cancellationToken) => declaration.Node switch
    {
        ParameterListSyntax list => string.Join(", ", list.Parameters.Select(parameter => Of(model.GetDeclaredSymbol(parameter, cancellationToken)))),
        UsingDirectiveSyntax { Alias: not null } import => model.GetDeclaredSymbol(import, cancellationToken)?.Target.ToDisplayString(Names) ?? "",
        UsingDirectiveSyntax or AttributeListSyntax or BaseNamespaceDeclarationSyntax => "",
        _ => Of(model.GetDeclaredSymbol(declaration.Node, cancellationToken)),
    };

    private static string Of(ISymbol? symbol) => symbol is null
        ? ""
        : $"{string.Join(", ", Types(symbol).Select(type => type?.ToDisplayString(Names)))} [{string.Join(", ", symbol.GetAttributes().Select(attribute => attribute.AttributeClass?.ToDisplayString(Names)))}]"
            + (symbol as IFieldSymbol)?.ConstantValue;

    private static IEnumerable<ISymbol?> Types(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.Parameters.SelectMany(Types).Concat(method.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes)).Prepend(method.ReturnType),
        IPropertySymbol property => property.Parameters.SelectMany(Types).Prepend(property.Type),
        IFieldSymbol field => new[] { field.Type },
        IEventSymbol happening => new[] { happening.Type },
        IParameterSymbol parameter => new[] { parameter.Type },
        INamedTypeSymbol type => type.Interfaces.Prepend<ISymbol?>(type.BaseType).Concat(type.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes))
            .Concat(type.DelegateInvokeMethod is { } invoke ? Types(invoke) : Enumerable.Empty<ISymbol?>()),
        _ => Enumerable.Empty<ISymbol?>(),
    };
}
