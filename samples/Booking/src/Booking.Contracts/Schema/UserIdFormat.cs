namespace Booking.Schema;

/// <summary>The shape of a user id: a prefix such as <c>user_</c>, then letters and digits.</summary>
public static class UserIdFormat
{
    public const int MaxLength = 64;

    /// <summary>Says whether <paramref name="clerkUserId"/> can be a user id at all, without asking anybody.</summary>
    /// <param name="clerkUserId">The id as it came in, perhaps null.</param>
    public static bool IsWellFormed(string? clerkUserId)
    {
        if (clerkUserId is not { Length: > 0 and <= MaxLength })
            return false;

        var separator = clerkUserId.IndexOf('_');
        if (separator <= 0 || separator == clerkUserId.Length - 1)
            return false;

#if NET10_0_OR_GREATER
        foreach (var letter in clerkUserId.AsSpan(separator + 1))
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_')
                return false;
        }
        return true;
#else
        return clerkUserId.Skip(separator + 1).All(letter =>
            letter is >= '0' and <= '9' or >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_');
#endif
    }
}
