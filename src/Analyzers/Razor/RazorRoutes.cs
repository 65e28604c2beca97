using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Razor;

/// <summary>What the template of a <c>@page</c> line fills: a component's parameters, or the parameters of a page's handlers and its bound properties.</summary>
internal static class RazorRoutes
{
    /// <summary>Whether an attribute of the generated code holds the template of a <c>@page</c> line.</summary>
    public static bool IsTemplate(AttributeSyntax attribute) =>
        RazorTree.IsGenerated(attribute.SyntaxTree)
        && (attribute.Name.ToString() is var name && name.EndsWith("RouteAttribute", StringComparison.Ordinal)
            || (name.EndsWith("RazorCompiledItemMetadataAttribute", StringComparison.Ordinal)
                && attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax { Token.ValueText: "RouteTemplate" }));

    /// <summary>The properties and parameters that a placeholder fills.</summary>
    /// <param name="attribute">The attribute that the template stands in.</param>
    /// <param name="placeholder">The placeholder's name.</param>
    /// <param name="model">The generated code's model.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static List<ISymbol> BoundBy(AttributeSyntax attribute, string placeholder, SemanticModel model, CancellationToken cancellationToken)
    {
        var bound = new List<ISymbol>();
        if (!IsTemplate(attribute) || attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not INamedTypeSymbol page)
            return bound;
        var isComponent = !attribute.Name.ToString().EndsWith("RazorCompiledItemMetadataAttribute", StringComparison.Ordinal);
        var type = isComponent ? page : ModelOf(page) ?? page;
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol property && Fits(property.Name) && IsMarked(property, isComponent ? "ParameterAttribute" : "BindPropertyAttribute"))
                    bound.Add(property);
                if (isComponent || member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } handler || !handler.Name.StartsWith("On", StringComparison.Ordinal))
                    continue;
                foreach (var parameter in handler.Parameters)
                {
                    if (Fits(parameter.Name))
                        bound.Add(parameter);
                }
            }
        }

        return bound;

        bool Fits(string name) => string.Equals(name, placeholder, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The model of a Razor page.</summary>
    private static INamedTypeSymbol? ModelOf(INamedTypeSymbol page)
    {
        foreach (var member in page.GetMembers("Model"))
        {
            if (member is IPropertySymbol { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } model })
                return model;
        }

        return null;
    }

    private static bool IsMarked(ISymbol member, string attribute)
    {
        foreach (var marker in member.GetAttributes())
        {
            if (marker.AttributeClass?.Name == attribute || (attribute == "BindPropertyAttribute" && marker.AttributeClass?.Name is "FromRouteAttribute"))
                return true;
        }

        return attribute == "BindPropertyAttribute" && IsBoundAsAWhole(member.ContainingType);
    }

    private static bool IsBoundAsAWhole(INamedTypeSymbol type)
    {
        foreach (var marker in type.GetAttributes())
        {
            if (marker.AttributeClass?.Name == "BindPropertiesAttribute")
                return true;
        }

        return false;
    }
}
