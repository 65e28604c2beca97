using System.Globalization;
using System.Text.Json;

namespace Clerk2WorkOS.Testing;

/// <summary>What the API's objects have in common.</summary>
internal static class JsonShapes
{
    /// <summary>ISO 8601 in UTC with milliseconds, as live.</summary>
    public static void WriteTime(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? moment)
    {
        if (moment is not { } time)
        {
            json.WriteNull(name);
            return;
        }

        Span<char> text = stackalloc char[24];
        time.UtcDateTime.TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }

    public static void WriteMetadata(this Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject("metadata"u8);
        foreach (var (key, value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
