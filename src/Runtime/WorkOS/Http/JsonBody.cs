using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Clerk2WorkOS.WorkOS.Http;

/// <summary>A body that knows whether any of it may have left this machine.</summary>
internal sealed class JsonBody : ByteArrayContent
{
    private JsonBody(byte[] json)
        : base(json) => Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };

    /// <summary>True once a connection was there and the sending began.</summary>
    public bool SendingBegan { get; private set; }

    public static JsonBody Of<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        SendingBegan = true;
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        SendingBegan = true;
        return base.SerializeToStreamAsync(stream, context);
    }
}
