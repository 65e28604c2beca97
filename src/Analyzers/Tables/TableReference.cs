using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Tables;

/// <summary>What a name of a table refers to.</summary>
internal static class TableReference
{
    /// <summary>The type that <paramref name="name"/> means, also where only candidates are left; <c>null</c> for anything that is no type.</summary>
    public static INamedTypeSymbol? TypeOf(SimpleNameSyntax name, SemanticModel model, Func<INamedTypeSymbol, bool> wanted, CancellationToken cancellationToken)
    {
        var info = model.GetSymbolInfo(name, cancellationToken);
        if (info.Symbol is not null)
            return AsType(info.Symbol) is { } type && wanted(type) ? type : null;
        foreach (var candidate in info.CandidateSymbols)
        {
            if (AsType(candidate) is { } type && wanted(type))
                return type;
        }

        return null;
    }

    private static INamedTypeSymbol? AsType(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol { TypeKind: not TypeKind.Error } type => type.OriginalDefinition,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.OriginalDefinition,
        IAliasSymbol alias => alias.Target as INamedTypeSymbol,
        _ => null,
    };
}
