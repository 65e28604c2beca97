using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.Analyzers.Tables;

/// <summary>
/// Tables of a solution in which no WorkOS schema is visible yet: types with a mapped singular name that are entities (marked <c>[Table]</c>, or the
/// type of a <c>DbSet&lt;&gt;</c>). One alone may be anything; two are a schema.
/// </summary>
internal sealed class EntityTables
{
    private readonly ImmutableHashSet<ISymbol> _tables;

    private EntityTables(ImmutableHashSet<ISymbol> tables) => _tables = tables;

    /// <summary>Looks at the source and at every referenced assembly that is not the platform's.</summary>
    public static EntityTables Of(Compilation compilation, MigrationMap map)
    {
        var named = new List<INamedTypeSymbol>();
        var contexts = new List<INamedTypeSymbol>();
        foreach (var assembly in SolutionAssemblies.Of(compilation))
        {
            if (!assembly.TypeNames.Any(map.Tables.ContainsKey))
                continue;
            SolutionAssemblies.Types(assembly.GlobalNamespace, type => map.Tables.ContainsKey(type.Name), named);
            SolutionAssemblies.Types(assembly.GlobalNamespace, IsContext, contexts);
        }

        if (named.Count > 0)
            SolutionAssemblies.Types(compilation.Assembly.GlobalNamespace, IsContext, contexts);
        var sets = new HashSet<ISymbol>(contexts.SelectMany(SetsOf), SymbolEqualityComparer.Default);
        var tables = named
            .Where(type => type.Arity == 0 && (sets.Contains(type) || IsMarked(type)))
            .ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
        return new EntityTables(tables.Count < 2 ? tables.Clear() : tables);
    }

    /// <summary>Whether <paramref name="type"/> is one of them.</summary>
    public bool Contains(INamedTypeSymbol type) => _tables.Contains(type);

    private static bool IsContext(INamedTypeSymbol type)
    {
        for (var up = type.BaseType; up is not null; up = up.BaseType)
        {
            if (up.Name.EndsWith("DbContext", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsMarked(INamedTypeSymbol type) =>
        type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "TableAttribute" or "Table");

    private static IEnumerable<ISymbol> SetsOf(INamedTypeSymbol context) => context.GetMembers()
        .OfType<IPropertySymbol>()
        .Where(property => property.Type is INamedTypeSymbol { Name: "DbSet", Arity: 1 })
        .Select(property => (ISymbol)((INamedTypeSymbol)property.Type).TypeArguments[0]);
}
