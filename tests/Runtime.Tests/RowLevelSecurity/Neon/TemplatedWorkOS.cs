using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Testing;

/// <summary>A WorkOS that has keys and a JWT template, and signs tokens.</summary>
public sealed class TemplatedWorkOS : IAsyncDisposable
{
    public const string ClientId = "client_01";
    public const string ApiKey = "sk_secret_of_the_test";

    private readonly WebApplication _server;
    private readonly RSA _key = RSA.Create(2048);

    private TemplatedWorkOS(WebApplication server) => _server = server;

    public Uri Address => new(_server.Urls.Single());

    public string JwksUrl => $"{Address.AbsoluteUri}sso/jwks/{ClientId}";

    /// <summary>The environment's JWT template; null for none.</summary>
    public string? Template { get; set; } = """{"role": "authenticated", "user_role": {{organization_membership.role}}}""";

    /// <summary>What stands in the place of every answer.</summary>
    public (int Status, string Body)? Instead { get; set; }

    public static async Task<TemplatedWorkOS> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var workos = new TemplatedWorkOS(server);
        server.Run(workos.AnswerAsync);
        await server.StartAsync();
        return workos;
    }

    /// <summary>An access token, after a change of its claims.</summary>
    public string Token(Action<Dictionary<string, object?>>? change = null, RSA? key = null)
    {
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = $"https://api.workos.com/user_management/{ClientId}",
            ["sub"] = "user_01",
            ["sid"] = "session_01",
            ["org_id"] = "org_01",
            ["role"] = "authenticated",
            ["user_role"] = "member",
            ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
            ["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        };
        change?.Invoke(claims);
        var signed = $"{Base64UrlEncoder.Encode("""{"alg":"RS256","typ":"JWT","kid":"key_1"}""")}.{Base64UrlEncoder.Encode(JsonSerializer.Serialize(claims))}";
        return $"{signed}.{Base64UrlEncoder.Encode((key ?? _key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _key.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (Instead is { } instead)
            return WriteAsync(context, instead.Status, instead.Body);
        if (context.Request.Path == $"/sso/jwks/{ClientId}")
        {
            var key = _key.ExportParameters(false);
            return context.Response.WriteAsJsonAsync(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "key_1", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } } });
        }

        if (context.Request.Path != "/user_management/jwt_template")
            return WriteAsync(context, 404, """{"message":"Not Found"}""");
        if (context.Request.Headers.Authorization != $"Bearer {ApiKey}")
            return WriteAsync(context, 401, """{"message":"Unauthorized"}""");
        return Template is null ? WriteAsync(context, 404, """{"message":"JWT template not found"}""")
            : context.Response.WriteAsJsonAsync(new { @object = "jwt_template", content = Template, created_at = "2026-11-28T12:00:00.000Z", updated_at = "2026-11-28T12:00:00.000Z" });
    }

    private static Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }
}
