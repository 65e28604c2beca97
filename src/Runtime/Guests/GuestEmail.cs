using System.Globalization;

namespace Clerk2WorkOS.Guests;

/// <summary>An address that WorkOS, PostgreSQL and a mail server understand alike.</summary>
internal static class GuestEmail
{
    // RFC 5321, sections 4.5.3.1.1 and 4.5.3.1.3: 256 with the angle brackets.
    private const int MaxLocalPart = 64;
    private const int MaxLength = 254;
    private const int MaxLabel = 63;
    private const string LocalCharacters = "!#$%&'*+-/=?^_`{|}~.";     // RFC 5322, atext, and the dots between
    private static readonly IdnMapping Punycode = new() { UseStd3AsciiRules = true };

    /// <summary>The address without white space around it, its domain in ASCII.</summary>
    /// <remarks>
    /// ASCII alone, as WorkOS takes: that is also what lets <c>lower()</c> mean the same here and in a database of any collation. Quoted local parts
    /// (<c>"a b"@example.com</c>) and addresses of machines (<c>a@[10.0.0.1]</c>) are refused; nobody books with one.
    /// </remarks>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string Parse(string email)
    {
        var trimmed = email.Trim();
        var at = trimmed.LastIndexOf('@');
        if (trimmed.Length == 0)
            throw new ArgumentException("The address is empty.", nameof(email));
        if (at <= 0 || at == trimmed.Length - 1 || !IsLocalPart(trimmed.AsSpan(0, at)) || DomainOf(trimmed[(at + 1)..]) is not { } domain || at + 1 + domain.Length > MaxLength)
            throw new ArgumentException("The address is none that mail can be sent to, such as name@example.com.", nameof(email));
        return $"{trimmed[..at]}@{domain}";
    }

    /// <summary>What makes two spellings one address.</summary>
    public static string KeyOf(string address) => address.ToLowerInvariant();

    private static bool IsLocalPart(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLocalPart || text[0] == '.' || text[^1] == '.' || text.Contains("..", StringComparison.Ordinal))
            return false;
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !LocalCharacters.Contains(character))
                return false;
        }

        return true;
    }

    private static string? DomainOf(string text)
    {
        try
        {
            var domain = text.All(char.IsAscii) ? text : Punycode.GetAscii(text);
            var labels = domain.Split('.');
            return labels.Length >= 2 && labels.All(IsLabel) && labels[^1].Length >= 2 && !char.IsAsciiDigit(labels[^1][0]) ? domain : null;
        }
        catch (ArgumentException)
        {
            return null;        // no punycode form
        }
    }

    private static bool IsLabel(string text) => text.Length is > 0 and <= MaxLabel && text[0] != '-' && text[^1] != '-'
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
