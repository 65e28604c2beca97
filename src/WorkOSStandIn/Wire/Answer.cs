using System.Buffers;
using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>What a request is answered with; complete before the first byte is sent, so that a fault can still take its place.</summary>
internal sealed class Answer(int status, ReadOnlyMemory<byte> body)
{
    private static readonly JsonWriterOptions Lenient = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly Answer NoContent = new(StatusCodes.Status204NoContent, default);

    /// <summary>200 without a body, as the description has it where something is deleted or revoked.</summary>
    public static readonly Answer Done = new(StatusCodes.Status200OK, default);

    public int Status { get; } = status;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public int? RetryAfterSeconds { get; init; }

    public string? Location { get; init; }

    public static Answer Json(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Lenient))
            write(json);
        return new Answer(status, buffer.WrittenMemory);
    }

    public static Answer Ok<T>(T item, Action<Utf8JsonWriter, T> write) => Of(StatusCodes.Status200OK, item, write);

    public static Answer Created<T>(T item, Action<Utf8JsonWriter, T> write) => Of(StatusCodes.Status201Created, item, write);

    private static Answer Of<T>(int status, T item, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Lenient))
            write(json, item);
        return new Answer(status, buffer.WrittenMemory);
    }
}
