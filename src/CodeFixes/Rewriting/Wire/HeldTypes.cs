using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The solution's types that an object takes along when it is written: those of its properties, its bases, what a collection or task holds. A database context is never written: what it holds are tables.</summary>
internal static class HeldTypes
{
    /// <summary>Calls <paramref name="add"/> for each; what it says it knows already is not looked into again.</summary>
    public static void Visit(ITypeSymbol? type, Func<INamedTypeSymbol, bool> add)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Visit(array.ElementType, add);
                return;
            case INamedTypeSymbol { IsAnonymousType: true } or INamedTypeSymbol { IsTupleType: true }:
                foreach (var member in type.GetMembers())
                    Visit((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type, add);
                return;
            case INamedTypeSymbol named:
                foreach (var argument in named.TypeArguments)
                    Visit(argument, add);
                if (named.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface) || EntityTypes.DerivesFromContext(named) || Sites.Of(named.OriginalDefinition).Count == 0 || !add(named))
                    return;
                Visit(named.BaseType, add);
                foreach (var member in named.GetMembers())
                {
                    if (member is { IsStatic: false, DeclaredAccessibility: Accessibility.Public })
                        Visit((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type, add);
                }

                return;
        }
    }
}
