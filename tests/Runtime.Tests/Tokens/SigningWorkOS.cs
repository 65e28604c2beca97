using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Runtime.Tests.Tokens;

/// <summary>A WorkOS that publishes keys and signs tokens with them, on a real connection, and can be made to fail or to lie.</summary>
internal sealed class SigningWorkOS : IAsyncDisposable
{
    public const string ClientId = "client_01";

    private readonly WebApplication _server;
    private readonly List<(string Name, RSA Key)> _published = [];
    private int _fetches;

    private SigningWorkOS(WebApplication server) => _server = server;

    public Uri Address => new(_server.Urls.Single());

    public int Fetches => Volatile.Read(ref _fetches);

    /// <summary>What the keys' address answers in place of the keys.</summary>
    public (int Status, string Body)? Trouble { get; set; }

    public static async Task<SigningWorkOS> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var workos = new SigningWorkOS(server);
        workos.Publish("key_1");
        server.MapGet($"/sso/jwks/{ClientId}", workos.KeysAsync);
        await server.StartAsync();
        return workos;
    }

    /// <summary>A new key that is published beside the others.</summary>
    public RSA Publish(string name, int bits = 2048)
    {
        var key = RSA.Create(bits);
        lock (_published)
            _published.Add((name, key));
        return key;
    }

    /// <summary>A new key that takes the place of all others.</summary>
    public RSA Rotate(string name)
    {
        lock (_published)
            _published.Clear();
        return Publish(name);
    }

    /// <summary>The key that has been published for longest.</summary>
    public RSA First
    {
        get
        {
            lock (_published)
                return _published[0].Key;
        }
    }

    /// <summary>The public key as it is published, in PEM.</summary>
    public string PublicPem => Current.Key.ExportSubjectPublicKeyInfoPem();

    /// <summary>A token as WorkOS makes it, after a change.</summary>
    public string Token(Action<Dictionary<string, object?>>? payload = null, Action<Dictionary<string, object?>>? header = null, RSA? key = null)
    {
        var (head, body) = (Header(), Payload());
        header?.Invoke(head);
        payload?.Invoke(body);
        var signed = $"{PublishedKeys.Part(head)}.{PublishedKeys.Part(body)}";
        return $"{signed}.{Base64UrlEncoder.Encode((key ?? Current.Key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>A token whose signature is whatever is made of the text before it.</summary>
    public string Token(string algorithm, Func<byte[], byte[]> sign)
    {
        var head = Header();
        head["alg"] = algorithm;
        var signed = $"{PublishedKeys.Part(head)}.{PublishedKeys.Part(Payload())}";
        return $"{signed}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public static long At(TimeSpan fromNow) => DateTimeOffset.UtcNow.Add(fromNow).ToUnixTimeSeconds();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        foreach (var (_, key) in _published)
            key.Dispose();
    }

    private (string Name, RSA Key) Current
    {
        get
        {
            lock (_published)
                return _published[^1];
        }
    }

    private Dictionary<string, object?> Header() => new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = Current.Name };

    private Dictionary<string, object?> Payload() => new()
    {
        ["iss"] = Address.AbsoluteUri.TrimEnd('/'),
        ["sub"] = "user_01",
        ["sid"] = "session_01",
        ["jti"] = "jti_01",
        ["org_id"] = "org_01",
        ["role"] = "member",
        ["roles"] = new[] { "member", "owner" },
        ["permissions"] = new[] { "meetings:read", "meetings:write" },
        ["exp"] = At(TimeSpan.FromMinutes(5)),
        ["iat"] = At(TimeSpan.Zero),
    };

    private Task KeysAsync(HttpContext request)
    {
        Interlocked.Increment(ref _fetches);
        if (Trouble is { } trouble)
        {
            request.Response.StatusCode = trouble.Status;
            return request.Response.WriteAsync(trouble.Body);
        }

        lock (_published)
            return request.Response.WriteAsJsonAsync(PublishedKeys.Set(_published));
    }
}
