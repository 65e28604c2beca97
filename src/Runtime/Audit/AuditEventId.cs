using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Clerk2WorkOS.Audit;

/// <summary>UUIDs of version 7 (RFC 9562, section 5.7): they begin with the time, so that an index grows at its end.</summary>
internal static class AuditEventId
{
    public static Guid At(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(time.ToUnixTimeMilliseconds() >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)time.ToUnixTimeMilliseconds());
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
