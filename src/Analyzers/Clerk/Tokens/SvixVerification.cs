using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Clerk.Tokens;

/// <summary>
/// The check of a signature by Svix, which delivers Clerk's webhooks and those of others: it counts where Clerk is known to be used and the file shows that the
/// webhooks are Clerk's, by its name or by the names of its events.
/// </summary>
internal static class SvixVerification
{
    private const string Advice = "use 'WorkOSWebhookVerifier' of Clerk2WorkOS.Tokens, or its 'RequireWorkOSSignature()' on the endpoint: they check the signature in the header 'WorkOS-Signature'";

    internal static readonly ImmutableArray<string> Events = ImmutableArray.Create(
        "\"user.created\"", "\"user.updated\"", "\"user.deleted\"", "\"session.created\"", "\"session.ended\"", "\"session.revoked\"", "\"organization.created\"",
        "\"organization.deleted\"", "\"organizationMembership.created\"", "\"organizationMembership.deleted\"", "\"organizationInvitation.created\"");

    internal static readonly ImmutableHashSet<string> Headers = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "svix-id", "svix-timestamp", "svix-signature");

    /// <summary>Adds what a file holds.</summary>
    public static void Find(MigrationFile file, List<TokenUse> found)
    {
        if (!file.Project.UsesClerk || !IsOfClerk(file))
            return;
        var verified = new HashSet<SyntaxNode>();
        foreach (var node in file.Root.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "Verify" } name, Expression: var webhook } } call
                && IsWebhook(file.Model.GetTypeInfo(webhook, file.CancellationToken).Type, file))
            {
                verified.Add(MemberAround(call));
                found.Add(new TokenUse(name.Span, "Verify", "webhooks", Advice, call));
            }
        }

        AddMade(file, verified, found);
        AddHeaders(file, verified, found);
    }

    /// <summary>A webhook that is made, and verified somewhere else.</summary>
    private static void AddMade(MigrationFile file, HashSet<SyntaxNode> verified, List<TokenUse> found)
    {
        if (verified.Count > 0)
            return;
        foreach (var node in file.Root.DescendantNodes())
        {
            if (node is ObjectCreationExpressionSyntax creation && TextPlace.NameOf(creation) == "Webhook" && IsWebhook(file.Model.GetTypeInfo(creation, file.CancellationToken).Type, file)
                && verified.Add(MemberAround(creation)))
                found.Add(new TokenUse(creation.Type.Span, "Webhook", "webhooks", Advice, creation));
        }
    }

    /// <summary>The headers that are read without Svix's library: the first of them in each member stands for the check.</summary>
    private static void AddHeaders(MigrationFile file, HashSet<SyntaxNode> verified, List<TokenUse> found)
    {
        var last = -1;
        foreach (var position in CandidateWords.Places(file.Text, Words.Svix))
        {
            var token = file.Root.FindToken(position);
            if (position < last || !token.Span.Contains(position))
                continue;
            last = token.Span.End;
            if (LiteralText.Of(token) is not { IsWhole: true, Expression: { } literal } text || !Headers.Contains(text.Value))
                continue;
            if (verified.Add(MemberAround(literal)))
                found.Add(new TokenUse(literal.Span, text.Value, "webhooks", Advice, literal));
        }
    }

    /// <summary>The member; for fields the type, since three headers are one check.</summary>
    private static SyntaxNode MemberAround(SyntaxNode node)
    {
        var member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member switch
        {
            GlobalStatementSyntax or null => node.SyntaxTree.GetRoot(),
            BaseFieldDeclarationSyntax { Parent: { } type } => type,
            _ => member,
        };
    }

    private static bool IsWebhook(ITypeSymbol? type, MigrationFile file) => type switch
    {
        { Name: not "Webhook" } or null => false,
        { TypeKind: TypeKind.Error } => ImportsSvix(file),
        _ => type.ContainingNamespace is { Name: "Svix", ContainingNamespace.IsGlobalNamespace: true },
    };

    /// <summary>The package is not restored.</summary>
    private static bool ImportsSvix(MigrationFile file) =>
        file.Root is CompilationUnitSyntax unit && unit.Usings.Any(import => import.Alias is null && import.NamespaceOrType.ToString() == "Svix")
        || file.Project.GlobalImports.Contains("Svix");

    private static bool IsOfClerk(MigrationFile file)
    {
        if ((file.Project.WordsOf(file.Text) & Words.Clerk) != 0)
            return true;
        var text = file.Text.ToString();
        foreach (var name in Events)
        {
            if (text.IndexOf(name, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }
}
