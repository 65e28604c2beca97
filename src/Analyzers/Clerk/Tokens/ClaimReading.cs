using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Names.Text;
using Clerk2WorkOS.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.Analyzers.Clerk.Tokens;

/// <summary>Claims that Clerk's tokens have and WorkOS's have not, where they are read and Clerk is known to be used; other issuers have an <c>azp</c>, too.</summary>
internal static class ClaimReading
{
    private const string NoParty = "WorkOS tokens have no azp: drop the check; 'AddWorkOSBearer(...)' of Clerk2WorkOS.Tokens checks issuer and client";

    internal static readonly ImmutableDictionary<string, string> Claims = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["azp"] = NoParty,
        ["o"] = "WorkOS tokens have 'org_id', 'role' and 'permissions' in its place",
        ["o.id"] = "WorkOS tokens have 'org_id'",
        ["o.rol"] = "WorkOS tokens have 'role' and 'roles', whose slugs have no 'org:' in front",
        ["o.per"] = "WorkOS tokens have 'permissions'",
        ["o.slg"] = "WorkOS tokens have no slug: look the organization up by 'org_id'",
        ["org_role"] = "WorkOS tokens have 'role' and 'roles', whose slugs have no 'org:' in front",
        ["org_permissions"] = "WorkOS tokens have 'permissions'",
        ["org_slug"] = "WorkOS tokens have no slug: look the organization up by 'org_id'",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    internal static readonly ImmutableHashSet<string> Readers = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "FindFirst", "FindFirstValue", "FindAll", "HasClaim", "RequireClaim", "GetClaim", "TryGetClaim", "GetClaimValue", "FindClaim", "TryGetPayloadValue", "GetPayloadValue",
        "MapJsonKey", "MapUniqueJsonKey", "MapJsonSubKey", "Claim");

    /// <summary>Adds what a file holds.</summary>
    public static void Find(MigrationFile file, List<TokenUse> found)
    {
        if (!file.Project.UsesClerk)
            return;
        var last = -1;
        foreach (var position in CandidateWords.Places(file.Text, Words.TokenClaim))
        {
            var token = file.Root.FindToken(position);
            if (position < last || !token.Span.Contains(position))
                continue;
            last = token.Span.End;
            if (ClaimIn(token, file) is { } claim && IsOfClerk(token.Parent!, file))
                found.Add(new TokenUse(token.Span, claim.Name, "tokens", claim.Advice, claim.Place));
        }
    }

    private static (string Name, string Advice, SyntaxNode Place)? ClaimIn(SyntaxToken token, MigrationFile file)
    {
        if (token.IsKind(SyntaxKind.IdentifierToken))
            return token.ValueText == "Azp" && IsPartyMember(token) ? (token.ValueText, NoParty, token.Parent!) : null;
        if (LiteralText.Of(token) is not { IsWhole: true, Expression: { } literal } text || !Claims.TryGetValue(text.Value, out var advice) || !IsClaim(literal, text.Value, file))
            return null;
        return (text.Value, advice, literal);
    }

    /// <summary><c>JwtRegisteredClaimNames.Azp</c>, <c>token.Azp</c>.</summary>
    private static bool IsPartyMember(SyntaxToken token) =>
        token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name && access.Name == name;

    private static bool IsClaim(ExpressionSyntax literal, string value, MigrationFile file)
    {
        var whole = TextPlace.Whole(literal);
        var taker = TextPlace.Taker(whole);
        if (taker is ElementAccessExpressionSyntax or ImplicitElementAccessSyntax)
            return value != "o" && IsPayload(taker, file);
        if (taker is not null)
        {
            var name = TextPlace.NameOf(taker);
            return Readers.Contains(name) || name.Contains("Claim") || (name == "Equals" ? ComparesType(taker, literal) : value == "azp");
        }

        return whole.Parent switch
        {
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison =>
                IsTypeOfClaim(comparison.Left == whole ? comparison.Right : comparison.Left),
            ConstantPatternSyntax pattern => IsMatchedWithType(pattern),
            AssignmentExpressionSyntax assignment when assignment.Right == whole => TextPlace.NameOf(assignment.Left) is "RoleClaimType" or "NameClaimType",
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax or LocalDeclarationStatementSyntax { IsConst: true } } } => value != "o",
            _ => false,
        };
    }

    /// <summary><c>payload["azp"]</c>: of a token's content, of whatever type that is; the longer names say it themselves.</summary>
    private static bool IsPayload(SyntaxNode taker, MigrationFile file) => taker is ElementAccessExpressionSyntax access
        && file.Model.GetTypeInfo(access.Expression, file.CancellationToken).Type?.Name is not ("ConfigurationManager" or "IConfiguration" or "IConfigurationRoot" or "IConfigurationSection");

    private static bool IsTypeOfClaim(ExpressionSyntax other) => other is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Type" };

    private static bool ComparesType(SyntaxNode call, ExpressionSyntax literal)
    {
        foreach (var node in call.DescendantNodes())
        {
            if (node is MemberAccessExpressionSyntax access && access != literal && IsTypeOfClaim(access))
                return true;
        }

        return false;
    }

    /// <summary><c>claim.Type is "org_role" or "org_slug"</c>.</summary>
    private static bool IsMatchedWithType(PatternSyntax pattern)
    {
        SyntaxNode up = pattern;
        while (up.Parent is PatternSyntax)
            up = up.Parent;
        return up.Parent is IsPatternExpressionSyntax match && IsTypeOfClaim(match.Expression);
    }

    /// <summary>Not within the set-up of another issuer's tokens.</summary>
    private static bool IsOfClerk(SyntaxNode place, MigrationFile file) =>
        BearerSetup.Around(place) is not { } setup || BearerSetup.IsClerks(setup, file) || !ClerkAuthority.IsAnotherIn(setup.ArgumentList);
}
