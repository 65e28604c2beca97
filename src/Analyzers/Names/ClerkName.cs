using System.Text;

namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>Which of the map's names an identifier holds; the larger wins where two would become the same name.</summary>
public enum ClerkNameKind
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>ClerkSub</c> or <c>ClerkSubject</c>: speaks for itself.</summary>
    Subject = 1,

    /// <summary><c>ClerkId</c>: counts only with evidence that Clerk the product is meant.</summary>
    Id = 2,

    /// <summary><c>ClerkUserId</c>: speaks for itself.</summary>
    UserId = 3,
}

/// <summary>
/// Finds the Clerk user id by words inside an identifier, whatever its case style, prefix or suffix,
/// and converts it in that same style: <c>ClerkUserId</c> → <c>WorkosUserId</c>, <c>_clerkId</c> →
/// <c>_workosUserId</c>, <c>CLERK_SUB</c> → <c>WORKOS_USER_ID</c>, <c>clerkuserid</c> → <c>workosuserid</c>.
/// </summary>
public static class ClerkName
{
    /// <summary>The spelling of the vendor's name where an identifier's word starts with a capital letter.</summary>
    public const string DefaultVendor = "Workos";

    /// <summary>Which name <paramref name="identifier"/> holds; the strongest where it holds several.</summary>
    public static ClerkNameKind KindOf(string identifier)
    {
        var kind = ClerkNameKind.None;
        for (var at = IndexOfClerk(identifier, 0); at >= 0; at = IndexOfClerk(identifier, at + 1))
        {
            if (TryMatch(identifier, at, out var match) && match.Kind > kind)
                kind = match.Kind;
        }

        return kind;
    }

    /// <summary>True when <paramref name="identifier"/> holds any of the names; <paramref name="renamed"/> is then the new identifier.</summary>
    /// <param name="identifier">An identifier's value text, without <c>@</c> or escapes.</param>
    /// <param name="renamed">The same identifier with every occurrence converted.</param>
    /// <param name="vendor">How a capitalised vendor word is written: <c>Workos</c>, or <c>WorkOS</c> where the code says so already.</param>
    public static bool TryRename(string identifier, out string renamed, string vendor = DefaultVendor)
    {
        StringBuilder? result = null;
        var copied = 0;
        for (var at = IndexOfClerk(identifier, 0); at >= 0; at = IndexOfClerk(identifier, Math.Max(at + 1, copied)))
        {
            if (!TryMatch(identifier, at, out var match))
                continue;
            result ??= new StringBuilder(identifier.Length + 8);
            result.Append(identifier, copied, at - copied);
            Append(result, identifier, match, vendor);
            copied = match.End;
        }

        renamed = result?.Append(identifier, copied, identifier.Length - copied).ToString() ?? identifier;
        return result is not null;
    }

    private static int IndexOfClerk(string identifier, int from) =>
        from >= identifier.Length ? -1 : identifier.IndexOf("clerk", from, StringComparison.OrdinalIgnoreCase);

    /// <summary>One occurrence: the vendor's word, then what names the id, up to <see cref="End"/>.</summary>
    private readonly record struct Match(ClerkNameKind Kind, int VendorEnd, int TailStart, int End, bool HasUserWord, bool Plural, int Start);

    private static bool TryMatch(string text, int start, out Match match)
    {
        match = default;
        if (!StartsWord(text, start))
            return false;

        var vendorEnd = start + "clerk".Length;
        var tail = SkipSeparator(text, vendorEnd);
        var (kind, end, hasUser, plural) = MatchTail(text, tail);
        if (kind == ClerkNameKind.None)
            return false;

        match = new Match(kind, vendorEnd, tail, end, hasUser, plural, start);
        return true;
    }

    private static (ClerkNameKind Kind, int End, bool HasUser, bool Plural) MatchTail(string text, int at)
    {
        if (Is(text, at, "user"))
        {
            var id = SkipSeparator(text, at + 4);
            if (MatchWord(text, id, "id", out var end, out var plural))
                return (ClerkNameKind.UserId, end, true, plural);
        }

        if (MatchWord(text, at, "id", out var idEnd, out var ids))
            return (ClerkNameKind.Id, idEnd, false, ids);
        if (MatchWord(text, at, "subject", out var subjectEnd, out var subjects))
            return (ClerkNameKind.Subject, subjectEnd, false, subjects);
        if (MatchWord(text, at, "sub", out var subEnd, out var subs))
            return (ClerkNameKind.Subject, subEnd, false, subs);
        return default;
    }

    /// <summary>The word, or its plural, at <paramref name="at"/>, provided that a word really ends there.</summary>
    private static bool MatchWord(string text, int at, string word, out int end, out bool plural)
    {
        end = at + word.Length;
        plural = false;
        if (!Is(text, at, word))
            return false;
        if (EndsWord(text, end))
            return true;
        plural = end < text.Length && text[end] is 's' or 'S' && EndsWord(text, end + 1)
            && (text[end] == 's' || char.IsUpper(text[end - 1]));
        end = plural ? end + 1 : end;
        return plural;
    }

    private static void Append(StringBuilder result, string text, in Match match, string vendor)
    {
        var allUpper = IsUpper(text, match.Start, match.VendorEnd);
        var capital = char.IsUpper(text[match.Start]);
        result.Append(allUpper ? "WORKOS" : capital ? vendor : "workos");
        var separator = text.Substring(match.VendorEnd, match.TailStart - match.VendorEnd);
        result.Append(separator);
        if (match.HasUserWord)
        {
            result.Append(text, match.TailStart, match.End - match.TailStart);
            return;
        }

        // "Id", "Sub" and "Subject" become "UserId": in the style of the word that they replace.
        var tailUpper = char.IsUpper(text[match.TailStart]);
        var joined = separator.Length == 0 && !tailUpper;
        var upper = allUpper && tailUpper && (separator.Length > 0 || IsUpper(text, match.TailStart, match.End));
        result.Append(upper ? "USER" : joined || !tailUpper ? "user" : "User").Append(separator);
        if (match.Kind == ClerkNameKind.Id)
            result.Append(text, match.TailStart, match.End - match.TailStart);
        else
            result.Append(upper ? "ID" : joined || !tailUpper ? "id" : "Id").Append(match.Plural ? upper ? "S" : "s" : "");
    }

    private static bool StartsWord(string text, int at) =>
        at == 0 || !char.IsLetter(text[at - 1]) || (char.IsUpper(text[at]) && (char.IsLower(text[at - 1]) || !IsUpper(text, at, at + 5)));

    private static bool EndsWord(string text, int end) =>
        end >= text.Length || !char.IsLetter(text[end]) || (char.IsUpper(text[end]) && (char.IsLower(text[end - 1]) || NextIsLower(text, end)));

    private static bool NextIsLower(string text, int at) => at + 1 < text.Length && char.IsLower(text[at + 1]);

    private static bool IsUpper(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!char.IsUpper(text[i]))
                return false;
        }

        return true;
    }

    private static int SkipSeparator(string text, int at) => at < text.Length && text[at] is '_' or '-' or '.' or ' ' ? at + 1 : at;

    private static bool Is(string text, int at, string word) =>
        at + word.Length <= text.Length && string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
