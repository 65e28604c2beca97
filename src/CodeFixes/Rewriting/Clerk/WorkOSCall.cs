using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Clerk;
using Microsoft.CodeAnalysis;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>A method of WorkOS's SDK in the shape that the referenced version has.</summary>
/// <param name="Method">The method.</param>
/// <param name="Options">The type of its first parameter; <c>null</c> where it takes the value itself.</param>
/// <param name="Result">What it gives; <c>null</c> where it gives nothing.</param>
internal sealed record WorkOSCall(IMethodSymbol Method, INamedTypeSymbol? Options, INamedTypeSymbol? Result)
{
    /// <summary>The client's type.</summary>
    public const string Client = "WorkOS.WorkOSClient";

    /// <summary>The method that takes what <paramref name="rewrite"/> has to pass; <c>null</c> where this version has none.</summary>
    public static WorkOSCall? Of(INamedTypeSymbol client, ClerkRewrite rewrite)
    {
        if (client.GetMembers(rewrite.Service).OfType<IPropertySymbol>().FirstOrDefault() is not { IsStatic: false, Type: INamedTypeSymbol service })
            return null;
        return Methods(service, rewrite.Method).Select(method => Of(method, rewrite)).OfType<WorkOSCall>().FirstOrDefault();
    }

    /// <summary>How the options take a role's slug; <c>null</c> where they do not.</summary>
    public WorkOSRole? Role => Options is null ? null : WorkOSRole.Of(Options);

    /// <summary>The member of the options that can be set.</summary>
    public static IPropertySymbol? Settable(INamedTypeSymbol type, string name)
    {
        for (var up = type; up is not null; up = up.BaseType)
        {
            if (up.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { SetMethod.DeclaredAccessibility: Accessibility.Public } property)
                return property;
        }

        return null;
    }

    private static WorkOSCall? Of(IMethodSymbol method, ClerkRewrite rewrite)
    {
        if (method.Parameters.IsEmpty || !method.Parameters.Skip(1).All(parameter => parameter.IsOptional) || method.ReturnType is not INamedTypeSymbol { Name: "Task" } task)
            return null;
        var result = task.TypeArguments.FirstOrDefault() as INamedTypeSymbol;
        if (task.Arity == 1 && result is null)
            return null;
        if (method.Parameters[0].Type.SpecialType == SpecialType.System_String)
            return rewrite.From.Length == 1 ? new WorkOSCall(method, null, result) : null;
        return method.Parameters[0].Type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsAbstract: false } options && char.IsUpper(rewrite.To[0][0])
            && rewrite.To.All(member => member == "Role" ? WorkOSRole.Of(options) is not null : Settable(options, member) is { Type.SpecialType: SpecialType.System_String })
            ? new WorkOSCall(method, options, result)
            : null;
    }

    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol service, string name)
    {
        for (var up = service; up is not null; up = up.BaseType)
        {
            foreach (var method in up.GetMembers(name).OfType<IMethodSymbol>())
            {
                if (method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, Arity: 0 })
                    yield return method;
            }
        }
    }
}

/// <summary>The member of a membership's options that says its role.</summary>
/// <param name="Member"><c>Role</c> or <c>RoleSlug</c>.</param>
/// <param name="Wrapper">The type of one role, which holds the slug; <c>null</c> where the member is the slug.</param>
internal sealed record WorkOSRole(string Member, INamedTypeSymbol? Wrapper)
{
    private const string Slug = "RoleSlug";

    public static WorkOSRole? Of(INamedTypeSymbol options)
    {
        if (WorkOSCall.Settable(options, Slug) is { Type.SpecialType: SpecialType.System_String })
            return new WorkOSRole(Slug, null);
        return WorkOSCall.Settable(options, "Role") switch
        {
            { Type.SpecialType: SpecialType.System_String } => new WorkOSRole("Role", null),
            { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } role } when Wrappers(role) is { Length: 1 } wrappers => new WorkOSRole("Role", wrappers[0]),
            _ => null,
        };
    }

    /// <summary>What is assigned to the member.</summary>
    public string Value(string slug, string wrapper) => Wrapper is null ? $"\"{slug}\"" : $"new {wrapper} {{ {Slug} = \"{slug}\" }}";

    /// <summary>The kinds of role that hold one slug.</summary>
    private static ImmutableArray<INamedTypeSymbol> Wrappers(INamedTypeSymbol role) => role.ContainingNamespace.GetTypeMembers()
        .Where(type => !type.IsAbstract && (SymbolEqualityComparer.Default.Equals(type, role) || SymbolEqualityComparer.Default.Equals(type.BaseType, role))
            && WorkOSCall.Settable(type, Slug) is { Type.SpecialType: SpecialType.System_String })
        .ToImmutableArray();
}
