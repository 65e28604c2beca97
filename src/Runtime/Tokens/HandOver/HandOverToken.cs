using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Tokens;

/// <summary>Finds a token that says it is Clerk's. Nothing is believed yet: the issuer only decides who judges it.</summary>
internal static class HandOverToken
{
    private const string Bearer = "Bearer ";

    private static readonly JsonWebTokenHandler Reader = new();

    /// <summary>The token; null if there is none, or one of somebody else's.</summary>
    public static string? Find(HttpRequest request, ClerkHandOverOptions options) =>
        Candidate(request, options) is { } token && IssuerOf(token) == options.ExactIssuer ? token : null;

    // A header counts alone: who has signed in with WorkOS may still have a cookie of Clerk's.
    private static string? Candidate(HttpRequest request, ClerkHandOverOptions options)
    {
        if (request.Headers.Authorization is { Count: > 0 } header)
            return header.ToString() is var text && text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? text[Bearer.Length..].Trim() : null;
        if (options.SessionCookie is { Length: > 0 } name && request.Cookies.TryGetValue(name, out var cookie) && cookie.Length > 0)
            return cookie;
        return options.ReadToken?.Invoke(request);
    }

    private static string? IssuerOf(string token)
    {
        try
        {
            return Reader.CanReadToken(token) ? Reader.ReadJsonWebToken(token).Issuer : null;
        }
        catch (Exception failure) when (failure is ArgumentException or SecurityTokenException)
        {
            return null;        // no token at all; WorkOS's scheme says so
        }
    }
}
