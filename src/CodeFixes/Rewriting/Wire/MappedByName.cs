using Clerk2WorkOS.Analyzers.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Members that a library fills or copies by their name: Dapper, AutoMapper, a serializer through a constructor.</summary>
internal static class MappedByName
{
    /// <summary>A Dapper result is filled by column name, a Dapper parameter object is read by name.</summary>
    public static void BlockDapper(DocumentFindings document, NameUnits names, CancellationToken cancellationToken)
    {
        if (!document.Document.Project.UsesDapper)
            return;
        var model = document.Document.Model;
        var reason = Reasons.DapperResult(Plan.FileName(document.Document.Path));
        foreach (var call in document.Document.Root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (RuntimeNames.CalledName(call) is not { } called || !(called.StartsWith("Query", StringComparison.Ordinal) || called.StartsWith("Execute", StringComparison.Ordinal)))
                continue;
            if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method || method.ContainingNamespace.ToDisplayString() != "Dapper")
                continue;
            foreach (var result in method.TypeArguments.OfType<INamedTypeSymbol>())
                BlockAll(result, document.Document.Project.Map.Names, names, reason);
            foreach (var argument in call.ArgumentList.Arguments)
            {
                if (model.GetTypeInfo(argument.Expression, cancellationToken) is { Type: INamedTypeSymbol { IsAnonymousType: false } passed, ConvertedType.SpecialType: SpecialType.System_Object })
                    BlockAll(passed, document.Document.Project.Map.Names, names, reason);
            }
        }
    }

    private static void BlockAll(INamedTypeSymbol type, ClerkNames known, NameUnits names, string reason)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol or IFieldSymbol { AssociatedSymbol: null } && known.Holds(member.Name))
                    names.Find(member)?.Block(reason);
            }
        }
    }

    /// <summary>A serializer fills a property without a setter through the constructor's parameter of its name: both move or neither.</summary>
    public static void PairConstructors(NameUnits names)
    {
        foreach (var unit in names.All)
        {
            foreach (var token in unit.Declarations)
            {
                if (token.Symbol is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor }, ContainingType: { } type } parameter)
                    continue;
                var property = type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(candidate =>
                    string.Equals(candidate.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && candidate.DeclaredAccessibility == Accessibility.Public);
                if (property is { SetMethod: null or { IsInitOnly: true } } && names.Find(property) is { } paired)
                    unit.Link(paired, Reasons.ConstructorPair(property.ToDisplayString()));
            }
        }
    }

    /// <summary>AutoMapper pairs members by name: both move or neither.</summary>
    public static void PairAutoMapper(DocumentFindings document, NameUnits names, CancellationToken cancellationToken)
    {
        if (!document.Document.Project.UsesAutoMapper)
            return;
        foreach (var name in document.Document.Root.DescendantNodes().OfType<GenericNameSyntax>())
        {
            if (name.Identifier.ValueText != "CreateMap" || name.TypeArgumentList.Arguments.Count != 2)
                continue;
            var model = document.Document.Model;
            if (model.GetTypeInfo(name.TypeArgumentList.Arguments[0], cancellationToken).Type is not INamedTypeSymbol left
                || model.GetTypeInfo(name.TypeArgumentList.Arguments[1], cancellationToken).Type is not INamedTypeSymbol right)
                continue;
            Pair(left, right, document.Document.Project.Map.Names, names);
            Pair(right, left, document.Document.Project.Map.Names, names);
        }
    }

    private static void Pair(INamedTypeSymbol one, INamedTypeSymbol other, ClerkNames known, NameUnits names)
    {
        foreach (var member in one.GetMembers().OfType<IPropertySymbol>())
        {
            if (!known.Holds(member.Name) || names.Find(member) is not { } unit
                || other.GetMembers(member.Name).FirstOrDefault() is not { } partner)
                continue;
            if (names.Find(partner) is { } paired)
                unit.Link(paired, Reasons.AutoMapper(partner.ToDisplayString()), Reasons.AutoMapper(member.ToDisplayString()));
            else
                unit.Block(Reasons.AutoMapper(partner.ToDisplayString()));
        }
    }
}
