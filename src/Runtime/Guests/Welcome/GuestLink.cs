using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Clerk2WorkOS.Guests;

/// <summary>The signed link: who it is for and until when, in a form that only the holder of the key can make.</summary>
/// <remarks>
/// <para>The signature is an HMAC-SHA256 with a key from the options, not ASP.NET's Data Protection: its keys live with the instance unless somebody has set up a
/// place for them, and after the next deployment in a container all links of the week would be dead.</para>
/// <para>A link is good as often as it is opened until it expires. It lets nobody in: it has WorkOS mail a code to the address, and that is all that somebody who got
/// hold of it can do. There is no address in it, since links end up in histories and logs.</para>
/// </remarks>
internal sealed class GuestLink
{
    public const string Parameter = "t";
    private const byte Version = 1;
    private const int LeastKey = 32;
    private const int LongestToken = 512;
    private const int HeadLength = 1 + sizeof(long);

    private static readonly byte[] Purpose = "Clerk2WorkOS.Guests.Welcome"u8.ToArray();

    private readonly byte[][] _keys;
    private readonly GuestWelcomeOptions _options;
    private readonly TimeProvider _time;

    public GuestLink(IOptions<GuestOptions> options, TimeProvider time)
    {
        _options = options.Value.Welcome;
        _time = time;
        _keys = _options.LinkKey is null ? [] : [.. _options.PreviousLinkKeys.Prepend(_options.LinkKey).Select(Convert.FromBase64String)];
    }

    public static bool IsKey(string key)
    {
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length) && length >= LeastKey;
    }

    /// <summary>The link for a user.</summary>
    public Uri To(string workosUserId, DateTimeOffset expires)
    {
        var id = Encoding.UTF8.GetBytes(workosUserId);
        var token = new byte[HeadLength + id.Length + HMACSHA256.HashSizeInBytes];
        token[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(1), expires.ToUnixTimeSeconds());
        id.CopyTo(token, HeadLength);
        Sign(_keys[0], token.AsSpan(0, HeadLength + id.Length)).CopyTo(token, HeadLength + id.Length);
        return new Uri($"{_options.PublicAddress!.AbsoluteUri.TrimEnd('/')}{_options.Path}?{Parameter}={Base64UrlOf(token)}");
    }

    /// <summary>Whom the link is for; null if it is not one of ours, was changed, or has expired: the caller is not told which.</summary>
    public string? UserOf(string? token)
    {
        if (token is null or "" || token.Length > LongestToken || BytesOf(token) is not { } bytes || bytes.Length <= HeadLength + HMACSHA256.HashSizeInBytes || bytes[0] != Version)
            return null;
        var signed = bytes.AsSpan(0, bytes.Length - HMACSHA256.HashSizeInBytes);
        var signature = bytes.AsSpan(signed.Length);
        var isOurs = false;
        foreach (var key in _keys)
            isOurs |= CryptographicOperations.FixedTimeEquals(Sign(key, signed), signature);
        if (!isOurs || BinaryPrimitives.ReadInt64BigEndian(signed[1..]) <= _time.GetUtcNow().ToUnixTimeSeconds())
            return null;
        return Encoding.UTF8.GetString(signed[HeadLength..]);
    }

    /// <summary>With the purpose in front: the key may sign other things elsewhere, which are no links.</summary>
    private static byte[] Sign(byte[] key, ReadOnlySpan<byte> content)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Purpose);
        hmac.AppendData(content);
        return hmac.GetHashAndReset();
    }

    private static string Base64UrlOf(byte[] bytes) => Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(bytes);

    private static byte[]? BytesOf(string token)
    {
        try
        {
            return Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(token);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
