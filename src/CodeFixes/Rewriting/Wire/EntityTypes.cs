using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The entity types of the solution: rows of a <c>DbSet</c>, configured types, and what they hold.</summary>
internal static class EntityTypes
{
    public static HashSet<Site> Of(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var found = new HashSet<Site>();
        foreach (var project in snapshot.Projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var type in SourceTypes.Of(project.Compilation))
            {
                if (DerivesFromContext(type))
                {
                    foreach (var member in type.GetMembers().OfType<IPropertySymbol>())
                    {
                        if (member.Type is INamedTypeSymbol { Name: "DbSet", TypeArguments.Length: 1 } set)
                            Add(set.TypeArguments[0], found);
                    }

                    foreach (var reference in type.DeclaringSyntaxReferences)
                    {
                        var model = project.Compilation.GetSemanticModel(reference.SyntaxTree);
                        foreach (var name in reference.GetSyntax(cancellationToken).DescendantNodes().OfType<GenericNameSyntax>())
                        {
                            if (name.Identifier.ValueText is "Entity" or "Owned" && model.GetTypeInfo(name.TypeArgumentList.Arguments[0], cancellationToken).Type is { } configured)
                                Add(configured, found);
                        }
                    }
                }

                foreach (var contract in type.Interfaces)
                {
                    if (contract is { Name: "IEntityTypeConfiguration", TypeArguments.Length: 1 })
                        Add(contract.TypeArguments[0], found);
                }

                if (type.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "TableAttribute" } table
                    && table.ContainingNamespace.ToDisplayString() == "System.ComponentModel.DataAnnotations.Schema"))
                    Add(type, found);
            }
        }

        return found;
    }

    /// <summary>The types of MongoDB collections, which are mapped by convention where no attribute says otherwise.</summary>
    public static HashSet<Site> Documents(Snapshot snapshot, CancellationToken cancellationToken)
    {
        var found = new HashSet<Site>();
        foreach (var project in snapshot.Projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (project.Compilation.GetTypeByMetadataName("MongoDB.Driver.IMongoCollection`1") is null)
                continue;
            foreach (var member in SourceTypes.Of(project.Compilation).SelectMany(type => type.GetMembers()))
            {
                var type = member switch
                {
                    IPropertySymbol property => property.Type,
                    IFieldSymbol field => field.Type,
                    IMethodSymbol method => method.ReturnType,
                    _ => null,
                };
                if (type is INamedTypeSymbol { Name: "IMongoCollection", TypeArguments.Length: 1 } collection)
                    Add(collection.TypeArguments[0], found);
            }
        }

        return found;
    }

    /// <summary>How many contexts the solution declares.</summary>
    public static int Contexts(Snapshot snapshot) => snapshot.Projects
        .SelectMany(project => SourceTypes.Of(project.Compilation))
        .Where(type => !type.IsAbstract && DerivesFromContext(type))
        .Select(type => Sites.Of(type)[0]).Distinct().Count();

    /// <summary>Whether the type is a context of Entity Framework's, one of the application's.</summary>
    public static bool DerivesFromContext(INamedTypeSymbol type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.Name.EndsWith("DbContext", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static void Add(ITypeSymbol type, HashSet<Site> found)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class } entity || Sites.Of(entity.OriginalDefinition) is not { Count: > 0 } sites || !found.Add(sites[0]))
            return;
        if (entity.BaseType is { SpecialType: SpecialType.None } parent)
            Add(parent, found);
        foreach (var member in entity.GetMembers().OfType<IPropertySymbol>())
        {
            var held = member.Type is INamedTypeSymbol { TypeArguments.Length: 1 } collection ? collection.TypeArguments[0] : member.Type;
            Add(held, found);
        }
    }
}
