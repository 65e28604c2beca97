using System.Buffers;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

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

    private readonly HashSet<ulong> _hashes = new();

    public bool IsEmpty => _hashes.Count == 0;

    public void Add(string word) => _hashes.Add(Hash(word));

    /// <summary>Whether a text holds one of the words, or hides its words in Unicode escapes.</summary>
    public bool AreIn(SourceText text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.CopyTo(0, buffer, 0, text.Length);
            return AreIn(buffer.AsSpan(0, text.Length));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    private bool AreIn(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is 'u' or 'U')
                return true;
            if (!IsPart(text[i]))
                continue;
            var hash = Offset;
            for (; i < text.Length && IsPart(text[i]); i++)
            {
                if (IsIgnored(text[i]))
                    return true;
                hash = (hash ^ text[i]) * Prime;
            }

            i--;
            if (_hashes.Contains(hash) || (hash == New && _hashes.Contains(NewCall) && IsCall(text, i + 1, isEmptyOne: false)) || (hash == Base && _hashes.Contains(BaseCalled) && IsCall(text, i + 1, isEmptyOne: true)))
                return true;
        }

        return false;
    }

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
