using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Clerk2WorkOS.Migration.Users.Webhooks;

/// <summary>What a webhook's three headers say.</summary>
/// <param name="Id">The webhook's own id, the same whenever it is delivered again.</param>
/// <param name="Timestamp">When this delivery was signed, in seconds of Unix, as it is written there.</param>
/// <param name="Signatures">One or several, with their versions.</param>
internal sealed record SvixHeaders(string Id, string Timestamp, string Signatures)
{
    private const int MostLength = 4096;

    public DateTimeOffset SignedAt => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture));

    /// <summary>Reads them; null, and why, if they cannot be.</summary>
    public static SvixHeaders? Read(IHeaderDictionary headers, out SvixVerdict verdict)
    {
        var (id, timestamp, signatures) = (headers["svix-id"], headers["svix-timestamp"], headers["svix-signature"]);
        verdict = SvixVerdict.Missing;
        if (string.IsNullOrWhiteSpace(id) || string.IsNullOrWhiteSpace(timestamp) || string.IsNullOrWhiteSpace(signatures))
            return null;
        verdict = SvixVerdict.Malformed;
        if (id.Count > 1 || timestamp.Count > 1 || signatures.Count > 1 || !IsId(id!) || !IsTime(timestamp!) || signatures[0]!.Length > MostLength)
            return null;
        verdict = SvixVerdict.Valid;
        return new(id!, timestamp!, signatures!);
    }

    // A full stop separates what is signed: an id that has one could stand for another id and another time.
    private static bool IsId(string id) => id.Length <= 200 && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');

    // Digits alone: what is signed is the text, and +1, 01 and 1 would be three texts for one time.
    private static bool IsTime(string time) => time.Length <= 11 && time.All(char.IsAsciiDigit);
}
