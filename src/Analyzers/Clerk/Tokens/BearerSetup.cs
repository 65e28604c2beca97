using Clerk2WorkOS.Analyzers.Names.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Clerk.Tokens;

/// <summary>Authentication that takes its tokens from Clerk: <c>AddJwtBearer</c> and its kind, or the options of one that stand by themselves.</summary>
internal static class BearerSetup
{
    /// <summary>What takes the place of the set-up.</summary>
    public const string Bearer = "use 'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens, which checks the signature, the issuer and the client";

    private const string SignIn = "let AuthKit sign in ('UserManagement.GetAuthorizationUrl' of WorkOS), and check its tokens with 'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens";

    /// <summary>Adds what a file holds.</summary>
    public static void Find(MigrationFile file, List<TokenUse> found)
    {
        var inside = new List<SyntaxNode>();
        foreach (var node in file.Root.DescendantNodes())
        {
            if (inside.Count > 0 && inside[inside.Count - 1].Span.Contains(node.Span))
                continue;
            if (Of(node, file) is not { } use)
                continue;
            found.Add(use);
            inside.Add(use.Whole);
        }
    }

    /// <summary>Whether a set-up takes its tokens from Clerk: by what it says, or by its scheme where Clerk is known to be used.</summary>
    public static bool IsClerks(InvocationExpressionSyntax setup, MigrationFile file) =>
        ClerkAuthority.IsIn(setup.ArgumentList, file)
        || (file.Project.UsesClerk && setup.ArgumentList.Arguments.Count > 1
            && setup.ArgumentList.Arguments[0].Expression is LiteralExpressionSyntax { Token.ValueText: var scheme } && scheme.Equals("clerk", StringComparison.OrdinalIgnoreCase));

    /// <summary>The set-up of authentication around a node, whoever issues its tokens; <c>null</c> where there is none.</summary>
    public static InvocationExpressionSyntax? Around(SyntaxNode node)
    {
        for (var up = node.Parent; up is not null; up = up.Parent)
        {
            if (up is InvocationExpressionSyntax call && IsSetup(call))
                return call;
        }

        return null;
    }

    private static TokenUse? Of(SyntaxNode node, MigrationFile file) => node switch
    {
        InvocationExpressionSyntax call when IsSetup(call) && IsClerks(call, file) && !IsOwn(call, file) => Of(call),
        BaseObjectCreationExpressionSyntax { Initializer: { } initializer } creation when IsOptions(creation, file) && ClerkAuthority.IsIn(initializer, file) =>
            new TokenUse(TypeOrNew(creation).Span, NameOf(creation, file), "tokens", Bearer, creation),
        ObjectCreationExpressionSyntax { Type: var type, ArgumentList: { } arguments } creation when TextPlace.NameOf(creation) == "ConfigurationManager"
            && type.ToString().IndexOf("OpenIdConnectConfiguration", StringComparison.Ordinal) >= 0 && ClerkAuthority.IsIn(arguments, file) =>
            new TokenUse(type.Span, "ConfigurationManager", "tokens", Bearer, creation),
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name: var member, Expression: var options } } assignment
            when ClerkAuthority.IsAuthority(member.Identifier.ValueText) && IsOptions(file.Model.GetTypeInfo(options, file.CancellationToken).Type) && ClerkAuthority.IsIn(assignment.Right, file) =>
            new TokenUse(member.Span, member.Identifier.ValueText, "tokens", Bearer, assignment),
        _ => null,
    };

    private static TokenUse Of(InvocationExpressionSyntax call)
    {
        var name = ((MemberAccessExpressionSyntax)call.Expression).Name;
        return name.Identifier.ValueText is "AddOpenIdConnect" or "AddOAuth"
            ? new TokenUse(name.Span, name.Identifier.ValueText, "sign-in", SignIn, call)
            : new TokenUse(name.Span, name.Identifier.ValueText, "tokens", Bearer, call);
    }

    /// <summary><c>AddJwtBearer(…)</c>, <c>Configure&lt;JwtBearerOptions&gt;(…)</c>, <c>AddOptions&lt;JwtBearerOptions&gt;().Configure(…)</c>.</summary>
    private static bool IsSetup(InvocationExpressionSyntax call)
    {
        if (call.Expression is not MemberAccessExpressionSyntax access)
            return false;
        return access.Name switch
        {
            { Identifier.ValueText: "AddJwtBearer" or "AddOpenIdConnect" or "AddOAuth" } => true,
            GenericNameSyntax { Identifier.ValueText: "Configure" or "PostConfigure" or "ConfigureAll", TypeArgumentList.Arguments: { Count: 1 } types } => IsOptionsName(LastName(types[0])),
            { Identifier.ValueText: "Configure" or "PostConfigure" } => access.Expression is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "AddOptions", TypeArgumentList.Arguments: { Count: 1 } types } },
            } && IsOptionsName(LastName(types[0])),
            _ => false,
        };
    }

    /// <summary>A method of that name that the application declares itself: what it does is found where it does it.</summary>
    private static bool IsOwn(InvocationExpressionSyntax call, MigrationFile file) =>
        file.Model.GetSymbolInfo(call, file.CancellationToken).Symbol is IMethodSymbol method
        && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, file.Model.Compilation.Assembly)
        && !method.ContainingNamespace.ToDisplayString().StartsWith("Microsoft.", StringComparison.Ordinal);

    private static bool IsOptions(BaseObjectCreationExpressionSyntax creation, MigrationFile file) => creation is ObjectCreationExpressionSyntax named
        ? IsOptionsName(TextPlace.NameOf(named))
        : SetsAuthority(creation.Initializer!) && IsOptions(file.Model.GetTypeInfo(creation, file.CancellationToken).Type);

    private static bool SetsAuthority(InitializerExpressionSyntax initializer)
    {
        foreach (var element in initializer.Expressions)
        {
            if (element is AssignmentExpressionSyntax { Left: IdentifierNameSyntax member } && ClerkAuthority.IsAuthority(member.Identifier.ValueText))
                return true;
        }

        return false;
    }

    private static bool IsOptions(ITypeSymbol? type) => type is not null && IsOptionsName(type.Name);

    private static bool IsOptionsName(string name) => name is "JwtBearerOptions" or "OpenIdConnectOptions" or "OAuthOptions" or "TokenValidationParameters";

    private static string NameOf(BaseObjectCreationExpressionSyntax creation, MigrationFile file) =>
        creation is ObjectCreationExpressionSyntax ? TextPlace.NameOf(creation) : file.Model.GetTypeInfo(creation, file.CancellationToken).Type!.Name;

    private static SyntaxNodeOrToken TypeOrNew(BaseObjectCreationExpressionSyntax creation) => creation is ObjectCreationExpressionSyntax named ? named.Type : creation.NewKeyword;

    private static string LastName(TypeSyntax type) => TextPlace.NameOf(type);
}
