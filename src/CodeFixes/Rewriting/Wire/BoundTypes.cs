using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Where a bound type's members come from.</summary>
/// <param name="Attribute">The binding attribute that can name one of them; <c>null</c> where none can.</param>
internal readonly record struct BoundUse(string? Attribute);

/// <summary>Types whose properties are filled from routes, queries and forms by their names.</summary>
internal sealed class BoundTypes
{
    private readonly Dictionary<Site, HashSet<BoundUse>> _uses = new();

    /// <summary>How a type's properties are bound; empty for one that is not.</summary>
    public IReadOnlyCollection<BoundUse> Of(INamedTypeSymbol type) =>
        Sites.Of(type.OriginalDefinition) is { Count: > 0 } sites && _uses.TryGetValue(sites[0], out var uses) ? uses : Array.Empty<BoundUse>();

    /// <summary>The parameter's binding attribute without its suffix; <c>null</c> where it has none.</summary>
    public static string? SourceOf(ISymbol parameter)
    {
        foreach (var attribute in parameter.GetAttributes())
        {
            if (attribute.AttributeClass?.Name is "FromBodyAttribute" or "FromQueryAttribute" or "FromRouteAttribute" or "FromFormAttribute" or "FromHeaderAttribute"
                or "FromServicesAttribute" or "FromKeyedServicesAttribute" or "AsParametersAttribute" or "BindPropertyAttribute")
                return attribute.AttributeClass.Name.Substring(0, attribute.AttributeClass.Name.Length - "Attribute".Length);
        }

        return null;
    }

    /// <summary>Whether a class is a controller whose complex parameters are read from the body.</summary>
    public static bool IsApi(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ApiControllerAttribute"))
                return true;
        }

        return type.ContainingAssembly.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ApiControllerAttribute");
    }

    /// <summary>The properties of a page that are bound as a whole.</summary>
    public void AddPage(INamedTypeSymbol page)
    {
        foreach (var property in page.GetMembers().OfType<IPropertySymbol>())
        {
            if (SourceOf(property) == "BindProperty")
                Add(property.Type, new BoundUse("ModelBinder"));
        }
    }

    /// <summary>A handler's parameter that is bound member by member.</summary>
    public void Add(IParameterSymbol parameter, bool isMinimal)
    {
        BoundUse? use = SourceOf(parameter) switch
        {
            "AsParameters" => new BoundUse("FromQuery"),
            "FromForm" => new BoundUse(isMinimal ? null : "FromForm"),
            "FromQuery" when !isMinimal => new BoundUse("FromQuery"),
            "FromRoute" or "FromHeader" when !isMinimal => new BoundUse("ModelBinder"),
            null when !isMinimal => new BoundUse("ModelBinder"),
            _ => null,
        };
        if (use is { } bound)
            Add(parameter.Type, bound);
    }

    private void Add(ITypeSymbol type, BoundUse use) => HeldTypes.Visit(type, held =>
    {
        var site = Sites.Of(held.OriginalDefinition)[0];
        if (!_uses.TryGetValue(site, out var uses))
            _uses[site] = uses = new HashSet<BoundUse>();
        return uses.Add(use);
    });
}
