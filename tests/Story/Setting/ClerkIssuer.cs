using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Story.Setting;

/// <summary>Clerk, as far as an application sees it that checks session tokens: its discovery document and keys over HTTP, and tokens that it signs.</summary>
internal sealed class ClerkIssuer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly RSA _key = RSA.Create(2048);

    private ClerkIssuer(WebApplication server) => _server = server;

    public string Authority => _server.Urls.Single();

    public static async Task<ClerkIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var clerk = new ClerkIssuer(builder.Build());
        clerk._server.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = clerk.Authority, jwks_uri = $"{clerk.Authority}/.well-known/jwks.json" }));
        clerk._server.MapGet("/.well-known/jwks.json", clerk.Keys);
        await clerk._server.StartAsync();
        return clerk;
    }

    /// <summary>A session token.</summary>
    /// <param name="clerkUserId">Whose.</param>
    /// <param name="authorizedParty">The application that it was issued for.</param>
    public string Sign(string clerkUserId, string authorizedParty) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Authority,
        Expires = DateTime.UtcNow.AddMinutes(1),
        Claims = new Dictionary<string, object> { ["sub"] = clerkUserId, ["azp"] = authorizedParty },
        SigningCredentials = new SigningCredentials(new RsaSecurityKey(_key) { KeyId = "ins_1" }, SecurityAlgorithms.RsaSha256),
    });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _key.Dispose();
    }

    private IResult Keys()
    {
        var open = _key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "ins_1", n = Base64UrlEncoder.Encode(open.Modulus), e = Base64UrlEncoder.Encode(open.Exponent) } } });
    }
}
