using System.Security.Cryptography;
using System.Text;

namespace Booking.Server.Records;

/// <summary>AES-GCM over a record's text; the meeting's id is authenticated along, so that a record cannot be moved to another meeting.</summary>
public sealed class RecordCipher(byte[] key)
{
    private const int NonceSize = 12, TagSize = 16;

    public byte[] Encrypt(string text, Guid meetingId)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedText = new byte[NonceSize + TagSize + plain.Length];
        var nonce = sealedText.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, sealedText.AsSpan(NonceSize + TagSize), sealedText.AsSpan(NonceSize, TagSize), meetingId.ToByteArray());
        return sealedText;
    }

    /// <exception cref="CryptographicException">Another key, another meeting, or a changed byte.</exception>
    public string Decrypt(byte[] sealedText, Guid meetingId)
    {
        var plain = new byte[sealedText.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        aes.Decrypt(
            sealedText.AsSpan(0, NonceSize), sealedText.AsSpan(NonceSize + TagSize), sealedText.AsSpan(NonceSize, TagSize), plain, meetingId.ToByteArray());
        return Encoding.UTF8.GetString(plain);
    }
}
