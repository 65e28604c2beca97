using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Calls that would choose another method once a method or a parameter has its new name.</summary>
internal static class CallConflicts
{
    /// <summary>An extension that an instance member of the new name would win over.</summary>
    public static string? OfExtension(NameToken reference, CancellationToken cancellationToken)
    {
        if (reference.Symbol is not IMethodSymbol { IsExtensionMethod: true } || reference.Token.Parent is not SimpleNameSyntax name
            || !Receivers.TryGet(name, reference.Document.Model, out var receiver, cancellationToken) || Receivers.IsUnknown(receiver)
            || SymbolEqualityComparer.Default.Equals(receiver, reference.Symbol.ContainingType))
            return null;
        return Receivers.HasMember(receiver, reference.NewName) ? Reasons.NameCaptured(reference.NewName, Plan.FileName(reference.Path)) : null;
    }

    /// <summary>An extension that would compete with another of the new name where that one is called.</summary>
    public static string? OfRivalExtension(NameToken declaration, IEnumerable<ExistingName> existing, CancellationToken cancellationToken)
    {
        if (declaration.Symbol is not IMethodSymbol { IsExtensionMethod: true } extension)
            return null;
        foreach (var name in existing)
        {
            if (name.Symbol is IMethodSymbol { ReducedFrom: not null } && name.Token.Parent is SimpleNameSyntax called
                && Receivers.TryGet(called, name.Document.Model, out var receiver, cancellationToken) && receiver is not null
                && Accepts(extension.Parameters[0].Type, receiver))
                return Reasons.NameCaptured(declaration.NewName, Plan.FileName(name.Document.Path));
        }

        return null;
    }

    private static bool Accepts(ITypeSymbol parameter, ITypeSymbol receiver)
    {
        if (parameter is ITypeParameterSymbol || parameter.SpecialType == SpecialType.System_Object)
            return true;
        for (ITypeSymbol? type = receiver; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, parameter.OriginalDefinition))
                return true;
        }

        return receiver.AllInterfaces.Any(contract => SymbolEqualityComparer.Default.Equals(contract.OriginalDefinition, parameter.OriginalDefinition));
    }

    /// <summary>A type that would be a second of its new name where the first is used.</summary>
    public static string? OfType(NameToken declaration, IEnumerable<ExistingName> existing)
    {
        if (declaration.Symbol is not INamedTypeSymbol { ContainingType: null } type)
            return null;
        foreach (var name in existing)
        {
            if (!name.Declares && LocalScope.IsSimpleReference(name.Token) && name.Symbol is INamedTypeSymbol or IMethodSymbol { MethodKind: MethodKind.Constructor }
                && name.Document.Model.LookupNamespacesAndTypes(name.Token.SpanStart, name: type.Name).Any(visible => SymbolEqualityComparer.Default.Equals(visible, type)))
                return Reasons.NameCaptured(declaration.NewName, Plan.FileName(name.Document.Path));
        }

        return null;
    }

    /// <summary>An instance method that would win over an extension of the new name.</summary>
    public static string? OfInstance(NameToken declaration, INamedTypeSymbol type, IEnumerable<ExistingName> existing, CancellationToken cancellationToken)
    {
        if (declaration.Symbol is not IMethodSymbol)
            return null;
        foreach (var name in existing)
        {
            if (name.Symbol is IMethodSymbol { ReducedFrom: not null } && name.Token.Parent is SimpleNameSyntax called
                && Receivers.TryGet(called, name.Document.Model, out var receiver, cancellationToken) && receiver is INamedTypeSymbol used && IsOrDerives(used, type))
                return Reasons.NameCaptured(declaration.NewName, Plan.FileName(name.Document.Path));
        }

        return null;
    }

    /// <summary>A parameter whose new name another overload has, where a call chooses by that name.</summary>
    public static string? OfParameter(NameUnit unit, NameToken declaration, IEnumerable<ExistingName> existing)
    {
        if (declaration.Symbol is not IParameterSymbol { ContainingSymbol: IMethodSymbol { ContainingType: { } type } method })
            return null;
        var rival = type.GetMembers(method.Name).OfType<IMethodSymbol>()
            .FirstOrDefault(other => !SymbolEqualityComparer.Default.Equals(other, method) && other.Parameters.Any(parameter => parameter.Name == declaration.NewName));
        if (rival is null)
            return null;
        var isNamed = unit.Tokens.Any(token => token.Token.Parent?.Parent is NameColonSyntax)
            || existing.Any(name => name.Token.Parent?.Parent is NameColonSyntax && SymbolEqualityComparer.Default.Equals(name.Symbol?.ContainingSymbol, rival));
        return isNamed ? Reasons.MeetsOverload(rival.ToDisplayString()) : null;
    }

    private static bool IsOrDerives(INamedTypeSymbol type, INamedTypeSymbol ancestor)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, ancestor.OriginalDefinition))
                return true;
        }

        return type.AllInterfaces.Any(contract => SymbolEqualityComparer.Default.Equals(contract.OriginalDefinition, ancestor.OriginalDefinition));
    }
}
