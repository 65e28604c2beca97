using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Booking.Server.Payments;

/// <summary>Checks the <c>Stripe-Signature</c> header: HMAC-SHA256 over timestamp, dot and body.</summary>
public static class StripeSignature
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static bool IsValid(string? header, string body, string secret, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(header))
            return false;

        long? timestamp = null;
        var candidates = new List<byte[]>();
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            switch (part.Split('=', 2))
            {
                case ["t", var seconds] when long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed):
                    timestamp = parsed;
                    break;
                case ["v1", { Length: 64 } hex] when hex.All(char.IsAsciiHexDigit):
                    candidates.Add(Convert.FromHexString(hex));
                    break;
            }
        }

        if (timestamp is not { } sent || (now - DateTimeOffset.FromUnixTimeSeconds(sent)).Duration() > Tolerance)
            return false;
        var expected = Compute(sent, body, secret);
        return candidates.Any(candidate => CryptographicOperations.FixedTimeEquals(candidate, expected));
    }

    /// <summary>The header that Stripe would send.</summary>
    public static string Header(string body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds();
        return $"t={seconds},v1={Convert.ToHexStringLower(Compute(seconds, body, secret))}";
    }

    private static byte[] Compute(long seconds, string body, string secret) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
}
