using System.Text;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Tests.Writing;

/// <summary>Every file can be given back byte for byte.</summary>
public sealed class TextFileTests
{
    public static TheoryData<string, byte[]> Files => new()
    {
        { "empty", [] },
        { "plain", "class C { }"u8.ToArray() },
        { "UTF-8", "// Zürich – 東京 🎉\r\n"u8.ToArray() },
        { "UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. "// Zürich\n"u8] },
        { "a mark alone", [0xEF, 0xBB, 0xBF] },
        { "UTF-16 LE", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("// Zürich 🎉\r\n")] },
        { "UTF-16 BE", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("// Zürich 🎉\n")] },
        { "UTF-32 LE", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes("// Zürich 🎉\n")] },
        { "windows-1252", [.. "// Z"u8, 0xFC, .. "rich \u0080"u8, 0x80, 0x93, 0x94, (byte)'\r', (byte)'\n'] },
        { "every byte", [.. Enumerable.Range(0, 256).Select(value => (byte)value)] },
        { "a mark before what is no UTF-8", [0xEF, 0xBB, 0xBF, .. "// Z"u8, 0xFC, .. "rich\n"u8] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Gives_back_the_bytes_that_it_read(string what, byte[] bytes)
    {
        var file = TextFile.TryDecode(bytes);
        Assert.True(file is not null, what);
        Assert.Equal(bytes, file.Encode(file.Text));
    }

    [Fact]
    public void Reads_the_letters_of_windows_1252() =>
        Assert.Equal("Zürich kostet 5 €", TextFile.TryDecode([(byte)'Z', 0xFC, .. "rich kostet 5 "u8, 0x80])!.Text);

    [Fact]
    public void Does_not_take_what_it_could_not_give_back()
    {
        Assert.Null(TextFile.TryDecode([0xFF, 0xFE, 0x41]));                    // half a character
        Assert.Null(TextFile.TryDecode([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00]));  // half a surrogate pair
    }

    [Fact]
    public void Does_not_replace_a_letter_that_the_encoding_lacks() =>
        Assert.Throws<EncoderFallbackException>(() => TextFile.TryDecode([0xFC])!.Encode("東京"));
}
