using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Tokens;

/// <summary>Finds the key that a token names, which may mean to ask its issuer, and leaves the judgement to the library.</summary>
internal class KeyedTokenHandler : JsonWebTokenHandler
{
    private readonly SigningKeys _keys;

    public KeyedTokenHandler(SigningKeys keys)
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
            return Refused(new SecurityTokenSignatureKeyNotFoundException($"The token is signed with a key that {_keys.Issuer} does not publish for this application."));

        var parameters = validationParameters.Clone();
        parameters.IssuerSigningKey = key;
        return await ValidateTokenAsync(read, parameters).ConfigureAwait(false);
    }

    private static TokenValidationResult Refused(Exception reason) => new() { IsValid = false, Exception = reason };
}
