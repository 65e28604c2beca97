using System.Text.Json;

namespace Booking.Json;

/// <summary>Who the widget says that it acts for; the server believes it only after it has verified the token.</summary>
public sealed class ClientIdentity
{
    private readonly string _clerkUserId;

    private ClientIdentity(string clerkUserId, string tenant)
    {
        _clerkUserId = clerkUserId;
        Tenant = tenant;
    }

    public string Tenant { get; }

    public string ClerkUserId => _clerkUserId;

#if NET10_0_OR_GREATER
    public static bool TryRead(ReadOnlySpan<byte> json, out string? clerkUserId)
    {
        var reader = new Utf8JsonReader(json);
        clerkUserId = null;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("sub"u8) && reader.Read())
                clerkUserId = reader.GetString();
        }
        return clerkUserId is not null;
    }
#else
    public static bool TryRead(byte[] json, out string? clerkUserId)
    {
        using var document = JsonDocument.Parse(json);
        clerkUserId = document.RootElement.TryGetProperty("sub", out var sub) ? sub.GetString() : null;
        return clerkUserId is not null;
    }
#endif

    public static ClientIdentity? Parse(byte[] json, string tenant) =>
        TryRead(json, out var clerkUserId) ? new ClientIdentity(clerkUserId!, tenant) : null;
}
