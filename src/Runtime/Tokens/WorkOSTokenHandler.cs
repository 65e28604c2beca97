using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Tokens;

/// <summary>Judges a token of WorkOS's, and makes of all roles claims that a role check looks at.</summary>
internal sealed class WorkOSTokenHandler(SigningKeys keys) : KeyedTokenHandler(keys)
{
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var result = await base.ValidateTokenAsync(token, validationParameters).ConfigureAwait(false);
        if (result.IsValid)
            AddRoles(result.ClaimsIdentity);
        return result;
    }

    // A role check looks at one kind of claim: all roles have to be of that kind.
    private static void AddRoles(ClaimsIdentity identity)
    {
        foreach (var role in identity.FindAll(WorkOSClaims.Roles).ToList())
        {
            if (!identity.HasClaim(WorkOSClaims.Role, role.Value))
                identity.AddClaim(new Claim(WorkOSClaims.Role, role.Value, role.ValueType, role.Issuer));
        }
    }
}
