using System.Text.Json.Serialization;

namespace Booking.Schema.Meetings;

/// <summary>What goes into the metadata of a Stripe checkout session and comes back with its webhook.</summary>
/// <remarks>The names are pinned: sessions that were opened before a release are paid after it.</remarks>
public sealed record MeetingPaymentRequest
{
    [JsonPropertyName("event_id")]
    public Guid EventId { get; init; }

    [JsonPropertyName("clerk_user_id")]
    public string ClerkUserId { get; init; } = "";

    [JsonPropertyName("start_time")]
    public DateTimeOffset StartTime { get; init; }

    [JsonPropertyName("guest_email")]
    public string GuestEmail { get; init; } = "";

    [JsonPropertyName("guest_name")]
    public string GuestName { get; init; } = "";

    [JsonPropertyName("timezone")]
    public string TimeZone { get; init; } = "UTC";

    public static MeetingPaymentRequest From(MeetingRequest request)
    {
        var (eventId, clerkUserId, start, timeZone, email, name, _) = request;
        return new()
        {
            EventId = eventId,
            ClerkUserId = clerkUserId,
            StartTime = start,
            TimeZone = timeZone,
            GuestEmail = email,
            GuestName = name,
        };
    }
}
