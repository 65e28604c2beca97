using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>Something that happened, as <c>GET /events</c> and webhooks tell of it.</summary>
public sealed class StoredEvent
{
    private readonly Action<Utf8JsonWriter> _writeData;

    internal StoredEvent(string id, string name, string? organizationId, DateTimeOffset createdAt, Action<Utf8JsonWriter> writeData)
    {
        Id = id;
        Name = name;
        OrganizationId = organizationId;
        CreatedAt = createdAt;
        _writeData = writeData;
    }

    /// <summary><c>event_</c> and a ULID.</summary>
    public string Id { get; }

    /// <summary>Such as <c>user.created</c>.</summary>
    public string Name { get; }

    /// <summary>The organization that it is about, if it is about one.</summary>
    public string? OrganizationId { get; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The whole event as it goes over the wire.</summary>
    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
            Write(json, this);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    internal static void Write(Utf8JsonWriter json, StoredEvent stored)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "event");
        json.WriteString("id"u8, stored.Id);
        json.WriteString("event"u8, stored.Name);
        json.WritePropertyName("data"u8);
        stored._writeData(json);
        json.WriteTime("created_at"u8, stored.CreatedAt);
        json.WriteEndObject();
    }
}
