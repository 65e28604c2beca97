using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>
/// Whether Clerk is the product or a person's job. <c>ClerkUserId</c> and <c>ClerkSub</c> speak for themselves, unless a type named
/// <c>Clerk</c> is visible or such an id is a <c>Guid</c>, <c>int</c> or <c>long</c>; <c>ClerkId</c> also needs one of them nearby, or the new name.
/// </summary>
public sealed class NameEvidence
{
    private const Words Evident = Words.Clerk | Words.Workos;

    private NameEvidence(bool isPerson, bool hasStrongName)
    {
        IsPerson = isPerson;
        HasStrongName = hasStrongName;
    }

    /// <summary>A type named <c>Clerk</c> or an id with a number's or a Guid's type: a clerk is a person here.</summary>
    public bool IsPerson { get; }

    /// <summary><c>ClerkUserId</c>, <c>ClerkSub</c>, <c>ClerkSubject</c> or what they become, <c>WorkosUserId</c>, occurs in the source.</summary>
    public bool HasStrongName { get; }

    /// <summary>Looks at declarations by their syntax alone; nothing is bound.</summary>
    public static NameEvidence Of(Compilation compilation, ClerkNames names, CancellationToken cancellationToken)
    {
        var person = SolutionAssemblies.Of(compilation).Any(assembly => HasClerk(assembly, isOwn: SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)));
        var strong = false;
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (person)
                break;
            var text = tree.GetText(cancellationToken);
            if (CandidateWords.In(text, Evident) == Words.None)
                continue;
            foreach (var token in CandidateWords.Identifiers(tree.GetRoot(cancellationToken), text, Evident))
            {
                strong |= HoldsNewName(token.ValueText);
                var kind = names.KindOf(token.ValueText);
                if (kind == ClerkNameKind.None)
                    continue;
                strong |= kind is ClerkNameKind.UserId or ClerkNameKind.Subject;
                person |= IsId(token.ValueText) && IsNumberOrGuid(DeclaredType(token));
            }
        }

        return new NameEvidence(person, strong);
    }

    /// <summary>Whether a name of this kind counts.</summary>
    /// <param name="kind">What the identifier holds.</param>
    /// <param name="map">The configured map.</param>
    /// <param name="elsewhere">Whether another part of the solution shows that Clerk the product is used.</param>
    public bool Counts(ClerkNameKind kind, MigrationMap map, bool elsewhere = false) => map.Evidence switch
    {
        Evidence.On => kind != ClerkNameKind.None,
        Evidence.Off => false,
        _ when kind == ClerkNameKind.Configured => true,
        _ => !IsPerson && kind switch
        {
            ClerkNameKind.UserId or ClerkNameKind.Subject => true,
            ClerkNameKind.Id => HasStrongName || elsewhere,
            _ => false,
        },
    };

    /// <summary>What a migration that has begun leaves of the strong names: <c>ClerkId</c> must not fall silent when the last of them is renamed.</summary>
    private static bool HoldsNewName(string name) => name.Replace("_", "").IndexOf("workosuserid", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>A type of which there can be one; a static class named so only gathers constants of the product.</summary>
    private static bool HasClerk(IAssemblySymbol assembly, bool isOwn) =>
        (!isOwn || assembly.TypeNames.Contains("Clerk")) && HasClerk(assembly.GlobalNamespace, isOwn);

    /// <summary>The members of the compilation itself are looked at by their syntax, which binds nothing.</summary>
    private static bool HasClerk(INamespaceOrTypeSymbol container, bool isOwn)
    {
        if (!isOwn && container is INamedTypeSymbol type && HasPersonsId(type))
            return true;
        foreach (var member in isOwn || container.IsNamespace ? container.GetMembers() : ImmutableArray<ISymbol>.CastUp(container.GetTypeMembers()))
        {
            if (member is INamedTypeSymbol { Name: "Clerk", IsStatic: false } || (member is INamespaceOrTypeSymbol nested && HasClerk(nested, isOwn)))
                return true;
        }

        return false;
    }

    private static bool HasPersonsId(INamedTypeSymbol type)
    {
        foreach (var name in type.MemberNames)
        {
            if (name.IndexOf("clerk", StringComparison.OrdinalIgnoreCase) < 0 || !IsId(name) || !ClerkNames.Default.Holds(name))
                continue;
            foreach (var member in type.GetMembers(name))
            {
                if (IsNumberOrGuid((member as IPropertySymbol)?.Type ?? (member as IFieldSymbol)?.Type))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The id itself; <c>ClerkUserIdMaxLength</c> is a number that says nothing about it.</summary>
    private static bool IsId(string name) => name.EndsWith("id", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("sub", StringComparison.OrdinalIgnoreCase) || name.EndsWith("subject", StringComparison.OrdinalIgnoreCase);

    private static TypeSyntax? DeclaredType(SyntaxToken token) => token.Parent switch
    {
        PropertyDeclarationSyntax property => property.Type,
        ParameterSyntax parameter => parameter.Type,
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax variable } => variable.Type,
        TupleElementSyntax element => element.Type,
        _ => null,
    };

    private static bool IsNumberOrGuid(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => IsNumberOrGuid(nullable.TypeArguments[0]),
        { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 } => true,
        { Name: "Guid", ContainingNamespace.Name: "System" } => true,
        _ => false,
    };

    private static bool IsNumberOrGuid(TypeSyntax? type) => type switch
    {
        NullableTypeSyntax nullable => IsNumberOrGuid(nullable.ElementType),
        PredefinedTypeSyntax predefined => predefined.Keyword.Kind() is SyntaxKind.IntKeyword or SyntaxKind.LongKeyword,
        IdentifierNameSyntax { Identifier.ValueText: "Guid" } => true,
        QualifiedNameSyntax { Right.Identifier.ValueText: "Guid" } => true,
        _ => false,
    };
}
