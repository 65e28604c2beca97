using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Tokens;

/// <summary>What counts at this moment.</summary>
internal sealed record HandOverRules(ClerkHandOverOptions Options, SigningKeySource Source, KeyedTokenHandler Handler)
{
    public TokenValidationParameters Parameters { get; } = new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        ValidTypes = ["JWT"],       // a token of Clerk's for an OAuth client says at+jwt
        RequireSignedTokens = true,
        TryAllIssuerSigningKeys = false,
        ValidateIssuerSigningKey = true,
        ValidateIssuer = true,
        ValidIssuer = Options.ExactIssuer,
        ValidateAudience = Options.Audiences.Count > 0,
        RequireAudience = Options.Audiences.Count > 0,
        ValidAudiences = Options.Audiences.Count > 0 ? [.. Options.Audiences] : null,
        ValidateLifetime = true,
        RequireExpirationTime = true,
        ClockSkew = Options.ClockSkew,
    };
}
