using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Runtime.Tests.Tokens.HandOver;

/// <summary>A Clerk that publishes keys and signs session tokens with them, on a real connection.</summary>
internal sealed class SigningClerk : IAsyncDisposable
{
    public const string Origin = "https://app.example.com";
    public const string Ana = "user_2abcdefghijklmnopqrstuvwxyz";

    private readonly WebApplication _server;
    private readonly List<(string Name, RSA Key)> _keys = [];

    private SigningClerk(WebApplication server) => _server = server;

    public string Issuer => _server.Urls.Single();

    public RSA Key => _keys[^1].Key;

    public static async Task<SigningClerk> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var clerk = new SigningClerk(server);
        clerk.Rotate("ins_1");
        server.MapGet("/.well-known/jwks.json", clerk.KeysAsync);
        await server.StartAsync();
        return clerk;
    }

    public void Rotate(string name)
    {
        _keys.Clear();
        _keys.Add((name, RSA.Create(2048)));
    }

    /// <summary>A session token of version 2, after a change; it lives a minute, as Clerk's do.</summary>
    public string Token(Action<Dictionary<string, object?>>? payload = null, Action<Dictionary<string, object?>>? header = null, RSA? key = null)
    {
        var head = new Dictionary<string, object?> { ["alg"] = "RS256", ["cat"] = "cl_B7d4PD111AAA", ["kid"] = _keys[^1].Name, ["typ"] = "JWT" };
        var body = new Dictionary<string, object?>
        {
            ["azp"] = Origin,
            ["exp"] = SigningWorkOS.At(TimeSpan.FromMinutes(1)),
            ["fva"] = new[] { 3, -1 },
            ["iat"] = SigningWorkOS.At(TimeSpan.Zero),
            ["iss"] = Issuer,
            ["nbf"] = SigningWorkOS.At(TimeSpan.FromSeconds(-10)),
            ["sid"] = "sess_2abcdefghijklmnopqrstuvwxyz",
            ["sts"] = "active",
            ["sub"] = Ana,
            ["v"] = 2,
        };
        header?.Invoke(head);
        payload?.Invoke(body);
        var signed = $"{PublishedKeys.Part(head)}.{PublishedKeys.Part(body)}";
        return $"{signed}.{Base64UrlEncoder.Encode((key ?? Key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>A token whose signature is whatever is made of the text before it.</summary>
    public string Token(string algorithm, Func<byte[], byte[]> sign)
    {
        var parts = Token(header: head => head["alg"] = algorithm).Split('.');
        return $"{parts[0]}.{parts[1]}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}")))}";
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        foreach (var (_, key) in _keys)
            key.Dispose();
    }

    private Task KeysAsync(HttpContext request) => request.Response.WriteAsJsonAsync(PublishedKeys.Set(_keys));
}
