using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>
/// What git calls a binary patch: the whole content after and, for <c>git apply -R</c>, before; compressed, in git's own base 85
/// (https://git-scm.com/docs/git-diff, <c>--binary</c>).
/// </summary>
internal static class GitBinaryPatch
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

    /// <summary>A line holds at most so many bytes: a letter says how many.</summary>
    private const int LineBytes = 52;

    public static void Write(Stream patch, byte[] before, byte[] after)
    {
        // No mode: the file keeps the one that it has.
        Put(patch, $"index {NameOf(before)}..{NameOf(after)}\nGIT binary patch\n");
        WriteWhole(patch, after);
        WriteWhole(patch, before);
    }

    private static void WriteWhole(Stream patch, byte[] content)
    {
        Put(patch, $"literal {content.Length}\n");
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(content);
        foreach (var line in compressed.ToArray().Chunk(LineBytes))
            Put(patch, $"{(char)(line.Length <= 26 ? 'A' + line.Length - 1 : 'a' + line.Length - 27)}{Encoded(line)}\n");
        Put(patch, "\n");
    }

    /// <summary>Five digits for four bytes, the largest first; what is missing at the end is zero.</summary>
    private static string Encoded(byte[] bytes)
    {
        var text = new StringBuilder();
        Span<byte> four = stackalloc byte[4];
        Span<char> five = stackalloc char[5];
        foreach (var chunk in bytes.Chunk(4))
        {
            four.Clear();
            chunk.CopyTo(four);
            var number = BinaryPrimitives.ReadUInt32BigEndian(four);
            for (var i = 4; i >= 0; i--, number /= 85)
                five[i] = Digits[(int)(number % 85)];
            text.Append(five);
        }

        return text.ToString();
    }

    /// <summary>The name by which git knows a content, and makes sure that the patch fits.</summary>
    private static string NameOf(byte[] content) =>
#pragma warning disable CA5350 // git's names are SHA-1; nothing is kept secret by it.
        Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
#pragma warning restore CA5350

    private static void Put(Stream patch, string text) => patch.Write(Encoding.ASCII.GetBytes(text));
}
