using System.Text;
using System.Text.Unicode;

namespace Clerk2WorkOS.MigrationRunner.Writing;

/// <summary>The text of a file, with all that is needed to give back its very bytes.</summary>
/// <param name="Mark">The byte order mark; may be empty.</param>
/// <param name="Encoding">How the rest is encoded; throws instead of replacing.</param>
/// <param name="Text">The text without the mark.</param>
internal sealed record TextFile(byte[] Mark, Encoding Encoding, string Text)
{
    private static readonly Encoding Utf8Text = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>Has a character for each of the 256 bytes, so it gives back every file: also one that is in truth something else.</summary>
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(
        1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>In the order in which they must be looked for: one of them is the start of another.</summary>
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(true, throwOnInvalidBytes: true),
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>Whether Roslyn would lose letters of it: neither marked as UTF-16 or UTF-32 nor valid UTF-8.</summary>
    public static bool NeedsOwnDecoding(ReadOnlySpan<byte> bytes) =>
        MarkedEncoding(bytes) switch
        {
            null => !Utf8.IsValid(bytes),
            UTF8Encoding => !Utf8.IsValid(bytes[3..]),
            _ => false,
        };

    /// <summary>The text of a file; <c>null</c> when its bytes could not be given back as they are (broken UTF-16).</summary>
    public static TextFile? TryDecode(byte[] bytes)
    {
        var mark = MarkedEncoding(bytes)?.GetPreamble() ?? [];
        var content = bytes.AsSpan(mark.Length);
        var encoding = NeedsOwnDecoding(bytes) ? Windows1252 : MarkedEncoding(bytes) ?? Utf8Text;
        try
        {
            var file = new TextFile(mark, encoding, encoding.GetString(content));
            return file.Encode(file.Text).AsSpan().SequenceEqual(bytes) ? file : null;
        }
        catch (ArgumentException)       // DecoderFallbackException, EncoderFallbackException
        {
            return null;
        }
    }

    /// <summary>A changed text in the file's own encoding, behind its own mark.</summary>
    /// <exception cref="EncoderFallbackException">The encoding has no such character.</exception>
    public byte[] Encode(string text)
    {
        var bytes = new byte[Mark.Length + Encoding.GetByteCount(text)];
        Mark.CopyTo(bytes, 0);
        Encoding.GetBytes(text, bytes.AsSpan(Mark.Length));
        return bytes;
    }

    private static Encoding? MarkedEncoding(ReadOnlySpan<byte> bytes)
    {
        foreach (var encoding in Marked)
        {
            if (bytes.StartsWith(encoding.Preamble))
                return encoding;
        }

        return null;
    }
}
