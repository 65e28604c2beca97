using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Tokens;

/// <summary>
/// Checks the signature of WorkOS's webhooks: <c>WorkOS-Signature: t=&lt;milliseconds&gt;, v1=&lt;hex&gt;</c>, where <c>v1</c> is the HMAC-SHA256 of
/// <c>t.body</c>. Source: https://workos.com/docs/events/data-syncing/webhooks
/// </summary>
/// <remarks>A valid webhook may come twice: WorkOS repeats one that was not answered in time. Remember the event's id to act once.</remarks>
public sealed class WorkOSWebhookVerifier
{
    /// <summary>The header with the signature.</summary>
    public const string HeaderName = "WorkOS-Signature";

    private const int MostHeaderLength = 4096;

    private readonly byte[][] _secrets;
    private readonly TimeSpan _tolerance;
    private readonly TimeProvider _time;

    /// <summary>With the application's options.</summary>
    /// <param name="options">The secrets and the tolerance.</param>
    /// <param name="time">The clock.</param>
    public WorkOSWebhookVerifier(IOptions<WorkOSWebhookOptions> options, TimeProvider time)
        : this(options?.Value.Secrets ?? throw new ArgumentNullException(nameof(options)), options.Value.Tolerance, time)
    {
    }

    /// <summary>Without an application.</summary>
    /// <param name="secrets">The endpoint's secrets; a signature with any of them is valid.</param>
    /// <param name="tolerance">How far the time of the signature may be from now; 300 seconds by default.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <exception cref="ArgumentException">There is no secret, or an empty one.</exception>
    public WorkOSWebhookVerifier(IEnumerable<string> secrets, TimeSpan? tolerance = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        _secrets = [.. secrets.Select(secret => string.IsNullOrWhiteSpace(secret) ? throw new ArgumentException("A webhook secret is empty.", nameof(secrets)) : Encoding.UTF8.GetBytes(secret))];
        if (_secrets.Length == 0)
            throw new ArgumentException("There is no webhook secret.", nameof(secrets));
        _tolerance = tolerance ?? TimeSpan.FromSeconds(300);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Whether a webhook comes from WorkOS. Takes the same time whatever is wrong with a signature, and throws for nothing that a sender can do.</summary>
    /// <param name="body">The body, byte by byte as it came: JSON that was read and written again has another signature.</param>
    /// <param name="header">The header <see cref="HeaderName"/>; null if there is none.</param>
    public WorkOSWebhookVerdict Verify(ReadOnlySpan<byte> body, string? header)
    {
        if (string.IsNullOrWhiteSpace(header))
            return WorkOSWebhookVerdict.Missing;
        if (!TryRead(header, out var time, out var signatures))
            return WorkOSWebhookVerdict.Malformed;
        if (!IsSigned(body, time, signatures))
            return WorkOSWebhookVerdict.WrongSignature;
        var age = _time.GetUtcNow().ToUnixTimeMilliseconds() - (decimal)long.Parse(time, CultureInfo.InvariantCulture);
        return age > (decimal)_tolerance.TotalMilliseconds ? WorkOSWebhookVerdict.TooOld
            : age < -(decimal)_tolerance.TotalMilliseconds ? WorkOSWebhookVerdict.TooNew
            : WorkOSWebhookVerdict.Valid;
    }

    private bool IsSigned(ReadOnlySpan<byte> body, string time, List<byte[]> signatures)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var signed = false;
        foreach (var secret in _secrets)
        {
            using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
            hash.AppendData(Encoding.ASCII.GetBytes(time));
            hash.AppendData("."u8);
            hash.AppendData(body);
            hash.GetHashAndReset(expected);
            foreach (var signature in signatures)
                signed |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }

        return signed;
    }

    // "t=1700000000000, v1=…, v1=…"; schemes that are not known are passed over, so that WorkOS can add one.
    private static bool TryRead(string header, out string time, out List<byte[]> signatures)
    {
        time = "";
        signatures = [];
        if (header.Length > MostHeaderLength)
            return false;
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (part[..at].Trim(), part[(at + 1)..].Trim()) : (part, "");
            if (name == "t")
            {
                if (time.Length > 0 || !IsTime(value))
                    return false;
                time = value;
            }
            else if (name == "v1")
            {
                if (!TryReadHex(value, out var signature))
                    return false;
                signatures.Add(signature);
            }
        }

        return time.Length > 0 && signatures.Count > 0;
    }

    // Digits alone: what is signed is the text, and +1, 01 and 1 would be three texts for one time.
    private static bool IsTime(string value) =>
        value.Length is > 0 and <= 18 && value.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool TryReadHex(string value, out byte[] bytes)
    {
        bytes = [];
        if (value.Length != 2 * HMACSHA256.HashSizeInBytes || !value.All(char.IsAsciiHexDigit))
            return false;
        bytes = Convert.FromHexString(value);
        return true;
    }
}
