using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Testing;

/// <summary>Signs access tokens with RS256 and publishes the keys. The keys are made when the first one is needed.</summary>
internal sealed class TokenSigner(WorkOSStandInOptions options) : IDisposable
{
    private const int KeySize = 2048;
    private readonly object _gate = new();
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private SigningKey? _current;
    private SigningKey? _previous;

    public string Issuer { get; } = options.Issuer ?? $"https://api.workos.com/user_management/{options.ClientId}";

    /// <summary>An access token with the claims of a live one: no audience, and no organization unless the session has one.</summary>
    public string Sign(StoredSession session, StoredRole? role, DateTimeOffset now)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["sub"] = session.UserId,
            ["sid"] = session.Id,
            ["jti"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + options.AccessTokenLifetime).ToUnixTimeSeconds(),
        };
        if (session.OrganizationId is not null)
            claims["org_id"] = session.OrganizationId;
        if (role is not null)
        {
            claims["role"] = role.Slug;
            claims["roles"] = new[] { role.Slug };
            claims["permissions"] = role.Permissions.ToArray();
        }

        lock (_gate)
        {
            return _handler.CreateToken(new SecurityTokenDescriptor
            {
                Claims = claims,
                SigningCredentials = new SigningCredentials(Current().SecurityKey, SecurityAlgorithms.RsaSha256),
            });
        }
    }

    public void Rotate()
    {
        lock (_gate)
        {
            _previous?.Dispose();
            _previous = Current();
            _current = SigningKey.Create();
        }
    }

    public void WriteKeySet(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("keys"u8);
        lock (_gate)
        {
            Current().Write(json);
            _previous?.Write(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _current?.Dispose();
            _previous?.Dispose();
        }
    }

    private SigningKey Current() => _current ??= SigningKey.Create();

    /// <summary>A key with the certificate that the key set shows beside it.</summary>
    private sealed class SigningKey(RSA rsa, X509Certificate2 certificate, string id) : IDisposable
    {
        public RsaSecurityKey SecurityKey { get; } = new(rsa)
        {
            KeyId = id,
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },  // a cached one outlives the key
        };

        public static SigningKey Create()
        {
            var rsa = RSA.Create(KeySize);
            var request = new CertificateRequest("CN=WorkOS stand-in", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var now = DateTimeOffset.UtcNow;
            return new SigningKey(rsa, request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10)), $"sso_oidc_key_pair_{Guid.NewGuid():N}");
        }

        public void Write(Utf8JsonWriter json)
        {
            var key = rsa.ExportParameters(false);
            json.WriteStartObject();
            json.WriteString("alg"u8, "RS256");
            json.WriteString("kty"u8, "RSA");
            json.WriteString("use"u8, "sig");
            json.WriteString("kid"u8, id);
            json.WriteString("n"u8, Base64UrlEncoder.Encode(key.Modulus));
            json.WriteString("e"u8, Base64UrlEncoder.Encode(key.Exponent));
            json.WriteStartArray("x5c"u8);
            json.WriteStringValue(Convert.ToBase64String(certificate.RawData));
            json.WriteEndArray();
            json.WriteString("x5t#S256"u8, Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)));
            json.WriteEndObject();
        }

        public void Dispose()
        {
            certificate.Dispose();
            rsa.Dispose();
        }
    }
}
