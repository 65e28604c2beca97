using System.Collections.Immutable;
using System.Text;

namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>
/// Finds the Clerk user id, and whatever names the configuration adds, by words inside an identifier, whatever its case style, prefix or suffix,
/// and converts it in that same style: <c>ClerkUserId</c> → <c>WorkosUserId</c>, <c>_clerkId</c> →
/// <c>_workosUserId</c>, <c>CLERK_SUB</c> → <c>WORKOS_USER_ID</c>, <c>clerkuserid</c> → <c>workosuserid</c>.
/// </summary>
public sealed class ClerkNames
{
    /// <summary>The spelling of the vendor's name where an identifier's word starts with a capital letter.</summary>
    public const string DefaultVendor = "Workos";

    private const string Clerk = "clerk";

    private static readonly string[] UserId = { DefaultVendor, "User", "Id" };

    private static readonly ImmutableArray<NamePair> BuiltIn = ImmutableArray.Create(
        new NamePair(ClerkNameKind.UserId, ImmutableArray.Create("User", "Id"), UserId.ToImmutableArray()),
        new NamePair(ClerkNameKind.Id, ImmutableArray.Create("Id"), UserId.ToImmutableArray()),
        new NamePair(ClerkNameKind.Subject, ImmutableArray.Create("Subject"), UserId.ToImmutableArray()),
        new NamePair(ClerkNameKind.Subject, ImmutableArray.Create("Sub"), UserId.ToImmutableArray()));

    private readonly ImmutableArray<NamePair> _further;
    private readonly ImmutableArray<NamePair> _pairs;

    /// <summary>The built-in names and further ones, which come first.</summary>
    /// <param name="vendor">How a capitalised vendor word is written: <c>Workos</c>, or <c>WorkOS</c> where the code says so already.</param>
    /// <param name="further">Pairs that add to the built-in ones or change them.</param>
    internal ClerkNames(string vendor, ImmutableArray<NamePair> further)
    {
        Vendor = vendor;
        _further = further;
        _pairs = further.IsEmpty ? BuiltIn : further.OrderByDescending(pair => pair.Tail.Length).Concat(BuiltIn).ToImmutableArray();
    }

    /// <summary>The built-in names.</summary>
    public static ClerkNames Default { get; } = new(DefaultVendor, ImmutableArray<NamePair>.Empty);

    /// <summary>How a capitalised vendor word is written.</summary>
    public string Vendor { get; }

    /// <summary>The same names with the vendor in its other spelling, which code that exists already may have.</summary>
    public ClerkNames InOtherSpelling => new(Vendor == "WorkOS" ? DefaultVendor : "WorkOS", _further);

    /// <summary>Which name <paramref name="identifier"/> holds; the strongest where it holds several.</summary>
    public ClerkNameKind KindOf(string identifier)
    {
        var kind = ClerkNameKind.None;
        var next = 0;
        for (var at = IndexOfClerk(identifier, 0); at >= 0; at = IndexOfClerk(identifier, next))
        {
            next = at + 1;
            if (!TryMatch(identifier, at, out var match))
                continue;
            next = match.End;
            if (match.Pair.Kind > kind)
                kind = match.Pair.Kind;
        }

        return kind;
    }

    /// <summary>What the name in <paramref name="identifier"/> stands for, as messages say it.</summary>
    public string MeaningOf(string identifier) => KindOf(identifier) == ClerkNameKind.Configured ? "Clerk" : "the Clerk user id";

    /// <summary>Whether <paramref name="identifier"/> holds any of the names.</summary>
    public bool Holds(string identifier) => KindOf(identifier) != ClerkNameKind.None;

    /// <summary>True when <paramref name="identifier"/> holds any of the names; <paramref name="renamed"/> is then the new identifier.</summary>
    /// <param name="identifier">An identifier's value text, without <c>@</c> or escapes.</param>
    /// <param name="renamed">The same identifier with every occurrence converted.</param>
    public bool TryRename(string identifier, out string renamed)
    {
        StringBuilder? result = null;
        int copied = 0, next = 0;
        for (var at = IndexOfClerk(identifier, 0); at >= 0; at = IndexOfClerk(identifier, next))
        {
            next = at + 1;
            if (!TryMatch(identifier, at, out var match))
                continue;
            next = match.End;
            if (match.Pair.Kind == ClerkNameKind.None)
                continue;
            result ??= new StringBuilder(identifier.Length + 8);
            result.Append(identifier, copied, at - copied);
            Append(result, identifier, match);
            copied = match.End;
        }

        renamed = result?.Append(identifier, copied, identifier.Length - copied).ToString() ?? identifier;
        return result is not null;
    }

    private static int IndexOfClerk(string identifier, int from) =>
        from >= identifier.Length ? -1 : identifier.IndexOf(Clerk, from, StringComparison.OrdinalIgnoreCase);

    /// <summary>One occurrence: the vendor's word at <see cref="Start"/>, then the pair's words, of which the last may be a plural.</summary>
    private readonly record struct Match(NamePair Pair, int Start, int End, bool IsPlural);

    private bool TryMatch(string text, int start, out Match match)
    {
        match = default;
        if (!StartsWord(text, start))
            return false;
        foreach (var pair in _pairs)
        {
            if (TryMatch(text, start, pair, out match))
                return true;
        }

        return false;
    }

    private static bool TryMatch(string text, int start, NamePair pair, out Match match)
    {
        match = default;
        var at = SkipSeparator(text, start + Clerk.Length);
        for (var i = 0; i < pair.Tail.Length - 1; i++)
        {
            if (!Is(text, at, pair.Tail[i]))
                return false;
            at = SkipSeparator(text, at + pair.Tail[i].Length);
        }

        if (!MatchWord(text, at, pair.Tail[pair.Tail.Length - 1], out var end, out var plural))
            return false;
        match = new Match(pair, start, end, plural);
        return true;
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
        plural = text[end] is 's' or 'S' && EndsWord(text, end + 1)
            && (text[end] == 's' || char.IsUpper(text[end - 1]));
        end = plural ? end + 1 : end;
        return plural;
    }

    /// <summary>
    /// The pair's new words in the style of the old ones. Words at the end that both have stay as they are written, with what separates them.
    /// </summary>
    private void Append(StringBuilder result, string text, in Match match)
    {
        var (pair, start) = (match.Pair, match.Start);
        var vendorEnd = start + Clerk.Length;
        var tail = SkipSeparator(text, vendorEnd);
        var separator = text.Substring(vendorEnd, tail - vendorEnd);
        var isShouted = IsUpper(text, start, vendorEnd);
        var isTailCapital = char.IsUpper(text[tail]);
        var isTailShouted = isShouted && isTailCapital && (separator.Length > 0 || IsUpper(text, tail, match.End));

        var first = string.Equals(pair.New[0], DefaultVendor, StringComparison.OrdinalIgnoreCase) ? Vendor : pair.New[0];
        result.Append(isShouted ? first.ToUpperInvariant() : char.IsUpper(text[start]) ? first : first.ToLowerInvariant());

        var kept = pair.SharedEnd;
        for (var i = 1; i < pair.New.Length - kept; i++)
        {
            var word = pair.New[i];
            result.Append(separator).Append(isTailShouted ? word.ToUpperInvariant() : isTailCapital ? word : word.ToLowerInvariant());
        }

        if (kept > 0)
        {
            var from = KeptFrom(text, tail, pair);
            result.Append(text, from, match.End - from);
        }
        else if (match.IsPlural)
        {
            result.Append(isTailShouted ? "S" : "s");
        }
    }

    /// <summary>Where the words that stay begin, with the separator before them.</summary>
    private static int KeptFrom(string text, int tail, NamePair pair)
    {
        var at = tail;
        var before = tail > 0 && IsSeparator(text[tail - 1]) ? tail - 1 : tail;
        for (var i = 0; i < pair.Tail.Length - pair.SharedEnd; i++)
        {
            before = at + pair.Tail[i].Length;
            at = SkipSeparator(text, before);
        }

        return before;
    }

    private static bool StartsWord(string text, int at) =>
        at == 0 || !char.IsLetter(text[at - 1]) || (char.IsUpper(text[at]) && (char.IsLower(text[at - 1]) || !IsUpper(text, at, at + Clerk.Length)));

    private static bool EndsWord(string text, int end) =>
        end >= text.Length || !char.IsLetter(text[end]) || (char.IsUpper(text[end]) && (char.IsLower(text[end - 1]) || NextIsLower(text, end)));

    private static bool NextIsLower(string text, int at) => at + 1 < text.Length && char.IsLower(text[at + 1]);

    private static bool IsUpper(string text, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!char.IsUpper(text[i]) && char.IsLetter(text[i]))
                return false;
        }

        return true;
    }

    private static int SkipSeparator(string text, int at) => at < text.Length && IsSeparator(text[at]) ? at + 1 : at;

    private static bool IsSeparator(char character) => character is '_' or '-' or '.' or ' ';

    private static bool Is(string text, int at, string word) =>
        at + word.Length <= text.Length && string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
