using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Migration.Users.Webhooks;

/// <summary>
/// Checks the signature of Clerk's webhooks, which Svix delivers: <c>v1</c>, a comma and, in base 64, the HMAC-SHA256 of <c>id.timestamp.body</c>.
/// Source: https://docs.svix.com/receiving/verifying-payloads/how-manual
/// </summary>
internal sealed class SvixVerifier(IOptions<ClerkWebhookOptions> options, TimeProvider time)
{
    private const string Prefix = "whsec_";

    private readonly byte[][] _keys = [.. options.Value.Secrets.Select(secret => KeyOf(secret) ?? throw new ArgumentException("A signing secret is none.", nameof(options)))];

    /// <summary>The key that a secret stands for; null if it is none.</summary>
    public static byte[]? KeyOf(string secret)
    {
        var text = secret.Trim();
        if (text.StartsWith(Prefix, StringComparison.Ordinal))
            text = text[Prefix.Length..];
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length > 0 ? key[..length] : null;
    }

    /// <summary>Whether the time of the signature is near enough, which can be said before the body is read.</summary>
    public SvixVerdict VerifyTime(SvixHeaders headers)
    {
        var age = time.GetUtcNow() - headers.SignedAt;
        return age > options.Value.Tolerance ? SvixVerdict.TooOld : age < -options.Value.Tolerance ? SvixVerdict.TooNew : SvixVerdict.Valid;
    }

    /// <summary>Whether Clerk has signed this body now. Takes the same time whatever is wrong with a signature.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="body">The body, byte by byte as it came: JSON that was read and written again has another signature.</param>
    public SvixVerdict Verify(SvixHeaders headers, ReadOnlySpan<byte> body) =>
        VerifyTime(headers) is var verdict && verdict != SvixVerdict.Valid ? verdict
        : IsSigned(headers, body) ? SvixVerdict.Valid
        : SvixVerdict.WrongSignature;

    private bool IsSigned(SvixHeaders headers, ReadOnlySpan<byte> body)
    {
        var isSigned = false;
        var candidates = headers.Signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.StartsWith("v1,", StringComparison.Ordinal)).Select(part => Encoding.UTF8.GetBytes(part["v1,".Length..])).ToList();
        foreach (var key in _keys)
        {
            using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            hash.AppendData(Encoding.ASCII.GetBytes($"{headers.Id}.{headers.Timestamp}."));
            hash.AppendData(body);
            var expected = Encoding.ASCII.GetBytes(Convert.ToBase64String(hash.GetHashAndReset()));
            foreach (var candidate in candidates)
                isSigned |= CryptographicOperations.FixedTimeEquals(expected, candidate);
        }

        return isSigned;
    }
}
