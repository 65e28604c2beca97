using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Clerk2WorkOS.Runtime.Tests.Tokens;

/// <summary>What a signing issuer of the tests publishes, and how a part of its tokens is written.</summary>
internal static class PublishedKeys
{
    /// <summary>The key set (RFC 7517) of these keys, by their names.</summary>
    public static object Set(IEnumerable<(string Name, RSA Key)> keys) => new
    {
        keys = keys.Select(published => new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = published.Name,
            n = Base64UrlEncoder.Encode(published.Key.ExportParameters(false).Modulus),
            e = Base64UrlEncoder.Encode(published.Key.ExportParameters(false).Exponent),
        }).ToArray(),
    };

    /// <summary>A header or a payload, as it stands in a token.</summary>
    public static string Part(Dictionary<string, object?> values) => Base64UrlEncoder.Encode(JsonSerializer.Serialize(values));
}
