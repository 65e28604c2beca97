using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Tokens;

/// <summary>What a valid token of Clerk's says. Source: https://clerk.com/docs/backend-requests/resources/session-tokens</summary>
/// <param name="UserId">Clerk's id of the user.</param>
/// <param name="OrganizationId">Clerk's id of the active organization; null for the person's own account.</param>
/// <param name="Claims">All claims.</param>
internal sealed record ClerkSession(string UserId, string? OrganizationId, ClaimsIdentity Claims)
{
    /// <summary>Judges a token completely.</summary>
    /// <exception cref="SecurityTokenException">It is refused.</exception>
    public static async Task<ClerkSession> VerifyAsync(string token, HandOverRules rules)
    {
        var result = await rules.Handler.ValidateTokenAsync(token, rules.Parameters).ConfigureAwait(false);
        if (!result.IsValid)
            throw result.Exception as SecurityTokenException ?? new SecurityTokenException("The token cannot be judged.", result.Exception);
        var read = (JsonWebToken)result.SecurityToken;
        DemandParty(read, rules.Options);
        if (rules.Options.Audiences.Count == 0 && read.Audiences.Any())
            throw new SecurityTokenInvalidAudienceException("The token was made for an audience, and none is configured.");
        if (read.TryGetPayloadValue("sts", out string? status) && status != "active")
            throw new SecurityTokenException("The session is not active: its user has something left to do at Clerk.");
        if (string.IsNullOrWhiteSpace(read.Subject))
            throw new SecurityTokenException("The token names no user.");
        return new ClerkSession(read.Subject, Organization(read), result.ClaimsIdentity);
    }

    private static void DemandParty(JsonWebToken token, ClerkHandOverOptions options)
    {
        if (!token.TryGetPayloadValue("azp", out object? value))
        {
            if (!options.AllowMissingAuthorizedParty)
                throw new SecurityTokenException("The token names no authorized party (azp).");
            return;
        }

        if (value is not string party || !options.AuthorizedParties.Contains(party, StringComparer.Ordinal))
            throw new SecurityTokenException("The token was made for another site: its authorized party (azp) is not in ClerkHandOverOptions.AuthorizedParties.");
    }

    // Version 2 of the tokens has "o": {"id", "rol", "slg"}, version 1 org_id; without an active organization neither.
    private static string? Organization(JsonWebToken token)
    {
        var hasNew = token.TryGetPayloadValue("o", out JsonElement organization);
        var hasOld = token.TryGetPayloadValue("org_id", out object? id) && id is not null;
        if (!hasNew && !hasOld)
            return null;
        var named = hasNew && organization.ValueKind == JsonValueKind.Object && organization.TryGetProperty("id", out var inside) && inside.ValueKind == JsonValueKind.String ? inside.GetString()
            : hasNew ? null : id as string;
        return string.IsNullOrWhiteSpace(named) ? throw new SecurityTokenException("The token names an organization without saying which.") : named;
    }
}
