using System.Buffers;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What a word in a file says.</summary>
[Flags]
internal enum ReachWord
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The file is reached if it holds a value of a suspect type, too.</summary>
    Member = 1,

    /// <summary>The file may hold a value of a suspect type.</summary>
    Holder = 2,

    /// <summary>The file is reached.</summary>
    Always = 4,

    /// <summary>Declarations in the file may have changed with what they mention.</summary>
    Spreading = 8,
}

/// <summary>
/// The names by which a change travels from file to file, and whether a text holds one. A word in a comment or a string counts as well, so that
/// no file has to be parsed for this; words are compared by a hash of 64 bits, and two that share it only make one file more to look at.
/// </summary>
internal sealed class ReachWords
{
    /// <summary>What stands for a value that is made without its type's name.</summary>
    public const string TargetTypedNew = "new(", BaseCall = "base(";

    private const ulong Offset = 14695981039346656037, Prime = 1099511628211;
    private static readonly ulong New = Hash("new"), Base = Hash("base");
    private static readonly ulong NewCall = Hash(TargetTypedNew), BaseCalled = Hash(BaseCall);

    private readonly Dictionary<ulong, ReachWord> _words = new();

    /// <summary>Grows with every word that says something new.</summary>
    public int Version { get; private set; }

    public void Add(string word, ReachWord says)
    {
        var hash = Hash(word);
        _words.TryGetValue(hash, out var known);
        if (word.Length == 0 || (known & says) == says)
            return;
        _words[hash] = known | says;
        Version++;
    }

    /// <summary>What the words in a text say; everything where Unicode escapes hide some.</summary>
    public ReachWord In(SourceText text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.CopyTo(0, buffer, 0, text.Length);
            return In(buffer.AsSpan(0, text.Length));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private ReachWord In(ReadOnlySpan<char> text)
    {
        const ReachWord All = ReachWord.Member | ReachWord.Holder | ReachWord.Always | ReachWord.Spreading;
        var found = ReachWord.None;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is 'u' or 'U')
                return All;
            if (!IsPart(text[i]))
                continue;
            var hash = Offset;
            for (; i < text.Length && IsPart(text[i]); i++)
            {
                if (IsIgnored(text[i]))
                    return All;
                hash = (hash ^ text[i]) * Prime;
            }

            found |= Of(hash);
            if ((hash == New && IsCall(text, i, isEmptyOne: false)) || (hash == Base && IsCall(text, i, isEmptyOne: true)))
                found |= Of(hash == New ? NewCall : BaseCalled);
            i--;
        }

        return found;
    }

    private ReachWord Of(ulong hash) => _words.TryGetValue(hash, out var says) ? says : ReachWord.None;

    /// <summary>Whether arguments follow; a comment in between may hide them.</summary>
    private static bool IsCall(ReadOnlySpan<char> text, int next, bool isEmptyOne)
    {
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        if (next >= text.Length || text[next] is not ('(' or '/'))
            return false;
        return isEmptyOne || text[next] == '/' || next + 1 >= text.Length || text[next + 1] != ')';
    }

    private static bool IsPart(char character) => character < 128
        ? character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'
        : char.IsLetterOrDigit(character) || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.Format or UnicodeCategory.LetterNumber;

    /// <summary>The compiler leaves it out of a name.</summary>
    private static bool IsIgnored(char character) => character >= 128 && CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static ulong Hash(string word)
    {
        var hash = Offset;
        foreach (var character in word)
            hash = (hash ^ character) * Prime;
        return hash;
    }
}
