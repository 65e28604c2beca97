using System.Buffers.Binary;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Bytes in PostgreSQL's binary COPY format, collected until there are enough to be sent.</summary>
internal sealed class CopyBuffer
{
    private byte[] _bytes = new byte[128 * 1024];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Signature, flags and the length of an extension that there is none of.</summary>
    public static ReadOnlySpan<byte> Header => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public void Clear() => Length = 0;

    /// <summary>Takes back what was written since.</summary>
    public void Truncate(int length) => Length = length;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    public void WriteInt16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(sizeof(short)), value);
        Length += sizeof(short);
    }

    public void WriteInt32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(sizeof(int)), value);
        Length += sizeof(int);
    }

    public void WriteInt64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(Room(sizeof(long)), value);
        Length += sizeof(long);
    }

    public void WriteNull() => WriteInt32(-1);

    /// <summary>A field: its length, then itself.</summary>
    public void WriteField(ReadOnlySpan<byte> value)
    {
        WriteInt32(value.Length);
        Write(value);
    }

    /// <summary>Puts a number where room was left for it.</summary>
    public void Patch(int at, int value) => BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(at), value);

    private Span<byte> Room(int count)
    {
        if (Length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(checked(Length + count), (int)Math.Min(Array.MaxLength, _bytes.Length * 2L)));
        return _bytes.AsSpan(Length);
    }
}
