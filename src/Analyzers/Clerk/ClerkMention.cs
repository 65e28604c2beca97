using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Clerk;

/// <summary>A type of Clerk's SDK that is named somewhere.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">What it is named for.</param>
/// <param name="Unit">What has to be changed as one: a statement, a declaration, or for those who hold a client the type.</param>
/// <param name="Owner">The type, or the file's statements, around it.</param>
internal sealed record ClerkMention(SimpleNameSyntax Name, ClerkUseKind Kind, SyntaxNode Unit, SyntaxNode Owner)
{
    /// <summary>Reads a name; <c>null</c> when it is no type of the SDK.</summary>
    public static ClerkMention? Of(SimpleNameSyntax name, SemanticModel model, bool unresolved, CancellationToken cancellationToken)
    {
        if (name.Identifier.ValueText is not { Length: > 0 } text || !char.IsUpper(text[0]) || name.Parent is QualifiedNameSyntax { Left: var left } && left == name)
            return null;
        var info = model.GetSymbolInfo(name, cancellationToken);
        var symbol = info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
        if (symbol is INamedTypeSymbol { TypeKind: not TypeKind.Error } type)
            return ClerkSdk.Holds(type) ? Of(name, ClerkSdk.IsClient(type)) : null;
        return symbol is null && unresolved && ClerkSdk.IsDistinct(text) && IsTypeName(name) ? Of(name, ClerkSdk.IsClientName(text)) : null;
    }

    private static ClerkMention Of(SimpleNameSyntax name, bool isClient)
    {
        var owner = (SyntaxNode?)name.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? name.SyntaxTree.GetRoot();
        if (!isClient)
            return new ClerkMention(name, ClerkUseKind.Model, UnitOf(name), owner);
        if (RegisteringCall(name) is { } registration)
            return new ClerkMention(name, ClerkUseKind.Registration, registration, owner);
        if (IsMade(name))
            return new ClerkMention(name, ClerkUseKind.Construction, UnitOf(name), owner);
        return new ClerkMention(name, ClerkUseKind.Holder, HolderOf(name), owner);
    }

    /// <summary>The statement, catch clause, expression body or declaration around a node.</summary>
    public static SyntaxNode UnitOf(SyntaxNode node)
    {
        for (var up = node; up is not null; up = up.Parent)
        {
            switch (up)
            {
                case BlockSyntax:
                    continue;
                case StatementSyntax or CatchClauseSyntax or ArrowExpressionClauseSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax { ExpressionBody: not null }:
                    return up;
            }
        }

        return node.SyntaxTree.GetRoot();
    }

    /// <summary>Who holds a client in fields, properties and its constructors is one; a method that is given one is another.</summary>
    private static SyntaxNode HolderOf(SyntaxNode node)
    {
        for (var up = node.Parent; up is not null; up = up.Parent)
        {
            switch (up)
            {
                case ParameterListSyntax { Parent: ConstructorDeclarationSyntax or TypeDeclarationSyntax }:
                case FieldDeclarationSyntax or PropertyDeclarationSyntax:
                    return up.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? UnitOf(node);
                case ParameterListSyntax list:
                    return list.Parent!;
                case StatementSyntax or MemberDeclarationSyntax:
                    return up;
            }
        }

        return UnitOf(node);
    }

    /// <summary><c>new ClerkBackendApi(…)</c>, <c>ClerkBackendApi.Builder()</c>.</summary>
    private static bool IsMade(SimpleNameSyntax name)
    {
        SyntaxNode type = name;
        while (type.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax)
            type = type.Parent;
        return type.Parent is ObjectCreationExpressionSyntax
            || (type.Parent is MemberAccessExpressionSyntax access && (access.Expression == type || access.Name == type));
    }

    /// <summary>The call that adds a service and names the client: as a type argument, with <c>typeof</c>, or as it makes one.</summary>
    private static InvocationExpressionSyntax? RegisteringCall(SyntaxNode node)
    {
        for (var up = node.Parent; up is not null and not MemberDeclarationSyntax; up = up.Parent)
        {
            if (up is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } } call
                && (IsAdding(method, "Add") || IsAdding(method, "TryAdd")))
                return call;
        }

        return null;
    }

    private static bool IsAdding(string method, string verb) =>
        method.StartsWith(verb, StringComparison.Ordinal) && method.Substring(verb.Length) is "Singleton" or "Scoped" or "Transient" or "HttpClient"
            or "KeyedSingleton" or "KeyedScoped" or "KeyedTransient";

    private static bool IsTypeName(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        NameColonSyntax or NameEqualsSyntax or MemberBindingExpressionSyntax => false,
        AssignmentExpressionSyntax assignment => assignment.Left != name,
        _ => true,
    };
}
