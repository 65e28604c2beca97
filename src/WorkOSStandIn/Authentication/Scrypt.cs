using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Clerk2WorkOS.Testing;

/// <summary>scrypt (RFC 7914), which the framework does not have.</summary>
/// <param name="Cost">N, a power of two.</param>
/// <param name="BlockSize">r.</param>
/// <param name="Parallelization">p.</param>
internal sealed record Scrypt(int Cost, int BlockSize, int Parallelization)
{
    private const long MostMemory = 1 << 30;
    private const int WordsOfBlock = 16;

    /// <summary>Whether the parameters are allowed, and cost one sign-in no more than a gibibyte.</summary>
    public bool IsSound =>
        Cost > 1 && BitOperations.IsPow2(Cost) && BlockSize is > 0 and <= 1024 && Parallelization is > 0 and <= 256
        && 128L * Cost * BlockSize <= MostMemory;

    public byte[] Derive(byte[] password, byte[] salt, int length)
    {
        var lane = 128 * BlockSize;
        var bytes = Rfc2898DeriveBytes.Pbkdf2(password, salt, 1, HashAlgorithmName.SHA256, lane * Parallelization);
        for (var i = 0; i < Parallelization; i++)
            Mix(bytes.AsSpan(i * lane, lane));
        return Rfc2898DeriveBytes.Pbkdf2(password, bytes, 1, HashAlgorithmName.SHA256, length);
    }

    /// <summary>scryptROMix.</summary>
    private void Mix(Span<byte> lane)
    {
        var words = lane.Length / 4;
        var x = new uint[words];
        for (var i = 0; i < words; i++)
            x[i] = BinaryPrimitives.ReadUInt32LittleEndian(lane[(i * 4)..]);
        var mixed = new uint[words];
        var memory = new uint[(long)Cost * words];
        for (var i = 0L; i < Cost; i++)
        {
            x.CopyTo(memory, i * words);
            MixBlocks(x, mixed);
            (x, mixed) = (mixed, x);
        }

        for (var i = 0; i < Cost; i++)
        {
            var place = (x[words - WordsOfBlock] & (uint)(Cost - 1)) * (long)words;
            for (var word = 0; word < words; word++)
                x[word] ^= memory[place + word];
            MixBlocks(x, mixed);
            (x, mixed) = (mixed, x);
        }

        for (var i = 0; i < words; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(lane[(i * 4)..], x[i]);
    }

    /// <summary>scryptBlockMix: even blocks go to the first half, odd ones to the second.</summary>
    private void MixBlocks(uint[] input, uint[] output)
    {
        Span<uint> block = stackalloc uint[WordsOfBlock];
        input.AsSpan(input.Length - WordsOfBlock).CopyTo(block);
        for (var i = 0; i < 2 * BlockSize; i++)
        {
            for (var word = 0; word < WordsOfBlock; word++)
                block[word] ^= input[(i * WordsOfBlock) + word];
            Salsa20Of8(block);
            block.CopyTo(output.AsSpan(((i / 2) + (i % 2 * BlockSize)) * WordsOfBlock));
        }
    }

    private static void Salsa20Of8(Span<uint> block)
    {
        Span<uint> x = stackalloc uint[WordsOfBlock];
        block.CopyTo(x);
        for (var round = 0; round < 8; round += 2)
        {
            Quarter(x, 0, 4, 8, 12);
            Quarter(x, 5, 9, 13, 1);
            Quarter(x, 10, 14, 2, 6);
            Quarter(x, 15, 3, 7, 11);
            Quarter(x, 0, 1, 2, 3);
            Quarter(x, 5, 6, 7, 4);
            Quarter(x, 10, 11, 8, 9);
            Quarter(x, 15, 12, 13, 14);
        }

        for (var i = 0; i < WordsOfBlock; i++)
            block[i] += x[i];
    }

    private static void Quarter(Span<uint> x, int a, int b, int c, int d)
    {
        x[b] ^= BitOperations.RotateLeft(x[a] + x[d], 7);
        x[c] ^= BitOperations.RotateLeft(x[b] + x[a], 9);
        x[d] ^= BitOperations.RotateLeft(x[c] + x[b], 13);
        x[a] ^= BitOperations.RotateLeft(x[d] + x[c], 18);
    }
}
