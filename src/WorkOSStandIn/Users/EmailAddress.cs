namespace Clerk2WorkOS.Testing;

/// <summary>What counts as an address.</summary>
internal static class EmailAddress
{
    private const int LongestLocalPart = 64;
    private const int Longest = 254;
    private const int LongestLabel = 63;

    /// <summary>A local part without spaces or doubled dots, and a domain of at least two labels (RFC 5321's lengths); ASCII, as live.</summary>
    public static bool IsValid(string email)
    {
        var at = email.LastIndexOf('@');
        return email.Length <= Longest && at is > 0 and <= LongestLocalPart
            && IsLocalPart(email.AsSpan(0, at)) && IsDomain(email[(at + 1)..]);
    }

    private static bool IsLocalPart(ReadOnlySpan<char> text)
    {
        if (text[0] == '.' || text[^1] == '.' || text.Contains("..", StringComparison.Ordinal))
            return false;
        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && !"!#$%&'*+-/=?^_`{|}~.".Contains(letter))
                return false;
        }

        return true;
    }

    private static bool IsDomain(string text)
    {
        var labels = text.Split('.');
        return labels.Length >= 2 && Array.TrueForAll(labels, IsLabel) && labels[^1].Length >= 2 && !char.IsAsciiDigit(labels[^1][0]);
    }

    private static bool IsLabel(string text) =>
        text.Length is > 0 and <= LongestLabel && text[0] != '-' && text[^1] != '-'
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
