using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Imports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Clerk;

/// <summary>
/// Which namespaces and types are those of Clerk's SDKs: <c>Clerk.BackendAPI</c> (Clerk's own) and <c>Clerk.Net</c> (the community's), wherever they are
/// declared. Where the package is not restored, an import that resolves to nothing and a name that only the SDK has stand for them.
/// </summary>
internal static class ClerkSdk
{
    /// <summary>The SDK's types that are met by name alone, where the package is not restored.</summary>
    internal static readonly ImmutableHashSet<string> DistinctNames = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "ClerkBackendApi", "IClerkBackendApi", "ClerkApiClient", "ClerkApiClientFactory", "ClerkErrors", "SDKError", "SDKBaseError", "AuthenticateRequest",
        "AuthenticateRequestOptions", "VerifyToken", "VerifyTokenOptions", "RequestState", "GetUserListRequest", "CreateUserRequestBody", "UpdateUserRequestBody",
        "UpdateUserMetadataRequestBody", "ListOrganizationsRequest", "CreateOrganizationRequestBody", "UpdateOrganizationRequestBody",
        "CreateOrganizationMembershipRequestBody", "UpdateOrganizationMembershipRequestBody", "ListOrganizationMembershipsRequest",
        "CreateOrganizationInvitationRequestBody", "CreateInvitationRequestBody", "GetSessionListRequest", "ClerkAuthenticationDefaults", "ClerkAuthenticationOptions");

    internal static readonly ImmutableHashSet<string> Clients = ImmutableHashSet.Create(
        StringComparer.Ordinal, "ClerkBackendApi", "IClerkBackendApi", "ClerkApiClient", "ClerkApiClientFactory");

    /// <summary>Whether the compilation sees one of the SDKs, or the file imports one that is not there.</summary>
    public static bool IsSeen(MigrationFile file)
    {
        foreach (var member in file.Model.Compilation.GlobalNamespace.GetMembers("Clerk"))
        {
            if (member is INamespaceSymbol space && (HasNamespace(space, "BackendAPI") || HasNamespace(space, "Net")))
                return true;
        }

        return IsImportedUnresolved(file);
    }

    /// <summary>Whether the file, or all files, import an SDK whose package is not restored.</summary>
    public static bool IsImportedUnresolved(MigrationFile file)
    {
        foreach (var import in Imports(file.Root))
        {
            if (file.Model.GetSymbolInfo(import.NamespaceOrType, file.CancellationToken).Symbol is null)
                return true;
        }

        foreach (var global in file.Project.GlobalImports)
        {
            if (IsNamespace(global) && file.Model.Compilation.GetTypeByMetadataName("Clerk.BackendAPI.ClerkBackendApi") is null
                && file.Model.Compilation.GetTypeByMetadataName("Clerk.Net.Client.ClerkApiClient") is null)
                return true;
        }

        return false;
    }

    /// <summary>The file's imports of an SDK's namespaces, resolved or not.</summary>
    public static IEnumerable<UsingDirectiveSyntax> Imports(SyntaxNode root)
    {
        if (root is not CompilationUnitSyntax unit)
            yield break;
        foreach (var import in unit.Usings)
        {
            if (IsImport(import))
                yield return import;
        }

        foreach (var member in unit.Members)
        {
            if (member is not BaseNamespaceDeclarationSyntax declaration)
                continue;
            foreach (var import in declaration.Usings)
            {
                if (IsImport(import))
                    yield return import;
            }
        }
    }

    /// <summary>Whether <paramref name="type"/> is one of an SDK's.</summary>
    public static bool Holds(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol || type.TypeKind == TypeKind.Error)
            return false;
        INamespaceSymbol? below = null;
        INamespaceSymbol? second = null;
        var space = type.ContainingNamespace;
        for (; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is { Name: "Clerk", ContainingNamespace.IsGlobalNamespace: true })
                return below?.Name == "BackendAPI" || (below?.Name == "Net" && second?.Name is null or "Client" or "AspNetCore" or "DependencyInjection");
            second = below;
            below = space;
        }

        return false;
    }

    /// <summary>Whether a namespace that is written somewhere is one of an SDK's.</summary>
    public static bool IsNamespace(string name) =>
        name is "Clerk.BackendAPI" or "Clerk.Net" or "Clerk.Net.AspNetCore.Security" or "Clerk.Net.DependencyInjection"
        || name.StartsWith("Clerk.BackendAPI.", StringComparison.Ordinal) || name == "Clerk.Net.Client" || name.StartsWith("Clerk.Net.Client.", StringComparison.Ordinal);

    /// <summary>Whether a type that resolves to nothing can only be an SDK's.</summary>
    public static bool IsDistinct(string name) => DistinctNames.Contains(name);

    /// <summary>Whether a type is a client, or a part of one, on which calls are made; anything else of an SDK is data.</summary>
    public static bool IsClient(INamedTypeSymbol type) =>
        IsClientName(type.Name) || type.ContainingNamespace is { Name: "BackendAPI", ContainingNamespace.Name: "Clerk" }
        || type.Name.EndsWith("RequestBuilder", StringComparison.Ordinal);

    /// <summary>Whether a name is a client's.</summary>
    public static bool IsClientName(string name) => Clients.Contains(name);

    private static bool IsImport(UsingDirectiveSyntax import) => import.NamespaceOrType is NameSyntax name && IsNamespace(NamespaceMention.TextOf(name));

    private static bool HasNamespace(INamespaceSymbol space, string name)
    {
        foreach (var member in space.GetMembers(name))
        {
            if (member is INamespaceSymbol)
                return true;
        }

        return false;
    }
}
