using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Analyzers.Configuration;

/// <summary>
/// What stands for the text of a line, so that a baseline survives lines that move and blanks that change, and never repeats what the line says (a value of
/// <c>.env</c>, say): FNV-1a with 64 bits over its characters that are no white space (http://www.isthe.com/chongo/tech/comp/fnv/).
/// </summary>
internal static class LineKey
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static string Of(SourceText text, int line) => Hash(text, text.Lines[line]).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>How many lines before this one have the same text.</summary>
    public static int Occurrence(SourceText text, int line, string key)
    {
        var hash = ulong.Parse(key, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var count = 0;
        for (var i = 0; i < line; i++)
        {
            if (Hash(text, text.Lines[i]) == hash)
                count++;
        }

        return count;
    }

    private static ulong Hash(SourceText text, TextLine line)
    {
        var hash = Offset;
        unchecked
        {
            for (var i = line.Start; i < line.End; i++)
            {
                var character = text[i];
                if (char.IsWhiteSpace(character))
                    continue;
                hash = (hash ^ (byte)character) * Prime;
                hash = (hash ^ (byte)(character >> 8)) * Prime;
            }
        }

        return hash;
    }
}
