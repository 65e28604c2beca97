using System.Text.Json;
using System.Text.Json.Serialization;

namespace Booking.Json;

/// <summary>The one way in which this platform writes JSON.</summary>
public static class BookingJson
{
    public static readonly JsonSerializerOptions Options = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }

    /// <summary>The name that a property of this name has on the wire.</summary>
    public static string NameOf(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
