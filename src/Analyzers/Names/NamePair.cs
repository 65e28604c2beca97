using System.Collections.Immutable;
using Clerk2WorkOS.Analyzers.Map;

namespace Clerk2WorkOS.Analyzers.Names;

/// <summary>A name of Clerk's and what becomes of it, as words: an identifier has them in its own style.</summary>
/// <param name="Kind">What the name stands for; <see cref="ClerkNameKind.None"/> for one that is left alone.</param>
/// <param name="Tail">The words after <c>Clerk</c>; one at least.</param>
/// <param name="New">The words of the new name; one at least.</param>
internal sealed record NamePair(ClerkNameKind Kind, ImmutableArray<string> Tail, ImmutableArray<string> New)
{
    private const string Clerk = "Clerk";

    /// <summary>How many words at the end the old name and the new one share; the new one's first is never one of them.</summary>
    public int SharedEnd { get; } = Shared(Tail, New);

    /// <summary>The pairs of <c>c2w_names</c>; an entry that is wrong is left out.</summary>
    public static ImmutableArray<NamePair> Parse(IEnumerable<string> entries) =>
        entries.Where(entry => Problem(entry) is null).Select(Parse).ToImmutableArray();

    /// <summary>What is wrong with an entry of <c>c2w_names</c>; <c>null</c> when nothing is.</summary>
    public static string? Problem(string entry)
    {
        var (old, renamed) = Parts(entry);
        if (!MigrationOption.IsIdentifier(old) || !old.StartsWith(Clerk, StringComparison.Ordinal) || WordsOf(old) is not { Length: > 1 } words || words[0] != Clerk)
            return $"'{old}' is no name such as 'ClerkOrgId'";
        if (renamed is null || renamed == old)
            return null;
        if (!MigrationOption.IsIdentifier(renamed) || !char.IsUpper(renamed[0]))
            return $"'{renamed}' is no name such as 'WorkosOrgId'";
        return renamed.IndexOf(Clerk, StringComparison.OrdinalIgnoreCase) >= 0 ? $"'{renamed}' is still named after Clerk" : null;
    }

    private static NamePair Parse(string entry)
    {
        var (old, renamed) = Parts(entry);
        var tail = WordsOf(old).RemoveAt(0);
        return renamed == old
            ? new NamePair(ClerkNameKind.None, tail, WordsOf(old))
            : new NamePair(ClerkNameKind.Configured, tail, renamed is null ? tail.Insert(0, ClerkNames.DefaultVendor) : WordsOf(renamed));
    }

    private static (string Old, string? New) Parts(string entry)
    {
        var colon = entry.IndexOf(':');
        return colon < 0 ? (entry.Trim(), null) : (entry.Substring(0, colon).Trim(), entry.Substring(colon + 1).Trim());
    }

    /// <summary>The words of a name in Pascal case; the vendor's is one however it is spelled.</summary>
    private static ImmutableArray<string> WordsOf(string name)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        if (name.StartsWith(ClerkNames.DefaultVendor, StringComparison.OrdinalIgnoreCase))
        {
            words.Add(ClerkNames.DefaultVendor);
            start = ClerkNames.DefaultVendor.Length;
        }

        for (var at = start + 1; at <= name.Length; at++)
        {
            if (at < name.Length && !StartsWord(name, at))
                continue;
            words.Add(name.Substring(start, at - start));
            start = at;
        }

        return words.ToImmutable();
    }

    private static bool StartsWord(string name, int at) =>
        char.IsUpper(name[at]) && (!char.IsUpper(name[at - 1]) || (at + 1 < name.Length && char.IsLower(name[at + 1])));

    private static int Shared(ImmutableArray<string> tail, ImmutableArray<string> renamed)
    {
        var shared = 0;
        while (shared < tail.Length && shared < renamed.Length - 1
            && string.Equals(tail[tail.Length - 1 - shared], renamed[renamed.Length - 1 - shared], StringComparison.OrdinalIgnoreCase))
            shared++;
        return shared;
    }
}
