using System.Security.Cryptography;

namespace Clerk2WorkOS.Testing;

/// <summary>AES in counter mode from a counter of zero (NIST SP 800-38A), which the framework does not have.</summary>
internal static class AesCounter
{
    private const int BlockLength = 16;

    public static byte[] Encrypt(byte[] key, byte[] data)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var blocks = (data.Length + BlockLength - 1) / BlockLength;
        var counters = new byte[blocks * BlockLength];
        for (var block = 0; block < blocks; block++)
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(counters.AsSpan((block * BlockLength) + BlockLength - 4), block);
        var stream = aes.EncryptEcb(counters, PaddingMode.None);
        var encrypted = new byte[data.Length];
        for (var i = 0; i < data.Length; i++)
            encrypted[i] = (byte)(data[i] ^ stream[i]);
        return encrypted;
    }
}
