using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Tokens;

/// <summary>Finds the key that a token names, which may mean to ask WorkOS, and leaves the judgement to the library.</summary>
internal sealed class WorkOSTokenHandler : JsonWebTokenHandler
{
    private readonly WorkOSSigningKeys _keys;

    public WorkOSTokenHandler(WorkOSSigningKeys keys)
    {
        _keys = keys;
        MapInboundClaims = false;
    }

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        JsonWebToken read;
        try
        {
            read = ReadJsonWebToken(token);
        }
        catch (Exception failure) when (failure is ArgumentException or SecurityTokenException)
        {
            return Refused(failure);
        }

        if (string.IsNullOrEmpty(read.Kid))
            return Refused(new SecurityTokenSignatureKeyNotFoundException("The token does not name the key that it is signed with."));
        if (read.Alg != SecurityAlgorithms.RsaSha256)
            return Refused(new SecurityTokenInvalidAlgorithmException("The token is not signed with RS256."));      // no fetch for what is refused anyway
        if (await _keys.FindAsync(read.Kid).ConfigureAwait(false) is not { } key)
            return Refused(new SecurityTokenSignatureKeyNotFoundException("The token is signed with a key that WorkOS does not publish for this client."));

        var parameters = validationParameters.Clone();
        parameters.IssuerSigningKey = key;
        var result = await ValidateTokenAsync(read, parameters).ConfigureAwait(false);
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

    private static TokenValidationResult Refused(Exception reason) => new() { IsValid = false, Exception = reason };
}
