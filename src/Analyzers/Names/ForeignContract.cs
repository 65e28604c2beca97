using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>Names that another assembly prescribes: those of overrides and implementations of its members, and of their parameters.</summary>
internal static class ForeignContract
{
    /// <summary>Whether the name of <paramref name="symbol"/> is prescribed by an assembly other than its own.</summary>
    public static bool Prescribes(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => PrescribesParameter(parameter),
        IMethodSymbol or IPropertySymbol or IEventSymbol => HasForeignOrigin(symbol, parameter: -1, parameterName: null),
        _ => false,
    };

    /// <summary>
    /// Whether <paramref name="element"/> is in the signature of an override or implementation, whose tuple names must be those of the original.
    /// </summary>
    public static bool PrescribesElement(TupleElementSyntax element, SemanticModel model, CancellationToken cancellationToken)
    {
        for (var up = element.Parent; up is not null; up = up.Parent)
        {
            switch (up)
            {
                case MethodDeclarationSyntax or BasePropertyDeclarationSyntax:
                    return model.GetDeclaredSymbol(up, cancellationToken) is { } member && Prescribes(member);
                case StatementSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    private static bool PrescribesParameter(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return parameter.ContainingSymbol is IPropertySymbol indexer && HasForeignOrigin(indexer, parameter.Ordinal, parameter.Name);
        if (method is { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true })
        {
            // The property that a positional parameter declares may be the one that an interface asks for.
            foreach (var member in method.ContainingType.GetMembers(parameter.Name))
            {
                if (member is IPropertySymbol && HasForeignOrigin(member, parameter: -1, parameterName: null))
                    return true;
            }

            return false;
        }

        return HasForeignOrigin(method, parameter.Ordinal, parameter.Name);
    }

    /// <summary>With a parameter: whether the original's parameter has that same name; another name is the implementer's own choice.</summary>
    private static bool HasForeignOrigin(ISymbol member, int parameter, string? parameterName)
    {
        for (var up = Overridden(member); up is not null; up = Overridden(up))
        {
            if (IsForeign(up, member) && HasParameter(up, parameter, parameterName))
                return true;
        }

        foreach (var contract in member.ContainingType?.AllInterfaces ?? ImmutableArray<INamedTypeSymbol>.Empty)
        {
            if (!IsForeign(contract, member))
                continue;
            foreach (var asked in contract.GetMembers())
            {
                if (asked.Kind == member.Kind && HasParameter(asked, parameter, parameterName)
                    && SymbolEqualityComparer.Default.Equals(member.ContainingType!.FindImplementationForInterfaceMember(asked), member))
                    return true;
            }
        }

        return false;
    }

    private static bool IsForeign(ISymbol origin, ISymbol member) =>
        !SymbolEqualityComparer.Default.Equals(origin.ContainingAssembly, member.ContainingAssembly);

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        IEventSymbol @event => @event.OverriddenEvent,
        _ => null,
    };

    private static bool HasParameter(ISymbol member, int ordinal, string? name)
    {
        if (ordinal < 0)
            return true;
        var parameters = member switch
        {
            IMethodSymbol method => method.Parameters,
            IPropertySymbol indexer => indexer.Parameters,
            _ => ImmutableArray<IParameterSymbol>.Empty,
        };
        return ordinal < parameters.Length && parameters[ordinal].Name == name;
    }
}
