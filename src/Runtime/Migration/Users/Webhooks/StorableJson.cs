using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Clerk2WorkOS.Migration.Users.Webhooks;

/// <summary>
/// JSON as PostgreSQL takes it: without NUL characters and halves of characters, which a user's name may hold as well, and without what users write themselves and nobody reads here. Otherwise a user
/// could keep a ban from being stored.
/// </summary>
internal static class StorableJson
{
    private const string WrittenByUsers = "unsafe_metadata";
    private const int DeepestLevel = 100;

    public static string Of(JsonElement json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Copy(json, writer, level: 0);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The text of a string without what PostgreSQL refuses; null for one that is no text.</summary>
    public static string? TextOf(JsonElement json)
    {
        try
        {
            return json.ValueKind == JsonValueKind.String ? json.GetString()!.Replace("\0", "", StringComparison.Ordinal) : null;
        }
        catch (InvalidOperationException)
        {
            return null;        // half of a character, or bytes that are not UTF-8
        }
    }

    private static void Copy(JsonElement json, Utf8JsonWriter writer, int level)
    {
        if (level > DeepestLevel)
        {
            writer.WriteNullValue();
            return;
        }

        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in json.EnumerateObject())
                {
                    if (NameOf(property) is not { } name || name == WrittenByUsers)
                        continue;
                    writer.WritePropertyName(name);
                    Copy(property.Value, writer, level + 1);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                    Copy(item, writer, level + 1);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(TextOf(json));
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name.Replace("\0", "", StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            return null;        // as above
        }
    }
}
