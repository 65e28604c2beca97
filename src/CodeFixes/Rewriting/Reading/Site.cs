using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// Where a name is declared: a physical file and a place in it. Two target frameworks, or a project and one that refers to it, have
/// different symbols for one declaration, and the same site. Anonymous members have none in a file; their shape stands in for it.
/// </summary>
internal readonly record struct Site(string Path, int Start) : IComparable<Site>
{
    public int CompareTo(Site other)
    {
        var byPath = string.CompareOrdinal(Path, other.Path);
        return byPath != 0 ? byPath : Start.CompareTo(other.Start);
    }
}

/// <summary>From symbols to the sites of their declarations.</summary>
internal static class Sites
{
    /// <summary>The symbol whose name is really meant: the type for a constructor, the property for an accessor, the definition for an instance of it.</summary>
    public static ISymbol Root(ISymbol symbol)
    {
        switch (symbol)
        {
            case IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.Destructor } method:
                return method.ContainingType.OriginalDefinition;
            case IMethodSymbol { AssociatedSymbol: { } property }:
                return Root(property);
            case IMethodSymbol { MethodKind: MethodKind.LocalFunction }:
                return symbol.OriginalDefinition;
            case IMethodSymbol method:
                method = (method.ReducedFrom ?? method).OriginalDefinition;
                return method.PartialDefinitionPart ?? method;
            case IFieldSymbol { ContainingType.IsTupleType: true }:
                return symbol;
            default:
                return symbol.OriginalDefinition;
        }
    }

    /// <summary>All declaration sites of the symbol, in order; none when it is not declared in source.</summary>
    public static IReadOnlyList<Site> Of(ISymbol symbol)
    {
        if (symbol is IPropertySymbol { ContainingType.IsAnonymousType: true } member)
            return new[] { AnonymousMember(member) };
        var sites = new List<Site>();
        foreach (var location in symbol.Locations)
        {
            if (location is { IsInSource: true, SourceTree: { } tree })
                sites.Add(new Site(tree.FilePath, location.SourceSpan.Start));
        }

        if (sites.Count > 1)
            sites.Sort();
        return sites;
    }

    private static Site AnonymousMember(IPropertySymbol member)
    {
        var shape = member.ContainingType.GetMembers().OfType<IPropertySymbol>()
            .Select(property => property.Name + ":" + property.Type.ToDisplayString());
        return new Site($"<{member.ContainingAssembly?.Name}: {string.Join(", ", shape)}>", member.ContainingType.GetMembers().IndexOf(member));
    }
}
