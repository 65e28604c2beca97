using Booking.Schema.Meetings;

namespace Booking.Server.Payments;

/// <summary>A booking to the flat strings that Stripe keeps for us, and back.</summary>
public static class CheckoutMetadata
{
    private const string ExpertKey = "clerk_user_id";

    public static Dictionary<string, string> Write(MeetingPaymentRequest payment) => new()
    {
        ["event_id"] = payment.EventId.ToString("D"),
        [ExpertKey] = payment.ClerkUserId,
        ["start_time"] = payment.StartTime.ToUniversalTime().ToString("O"),
        ["guest_email"] = payment.GuestEmail,
        ["guest_name"] = payment.GuestName,
        ["timezone"] = payment.TimeZone,
    };

    /// <summary>False for a session that is not a booking, such as a gift card's.</summary>
    public static bool TryRead(IReadOnlyDictionary<string, string> metadata, out MeetingPaymentRequest payment)
    {
        payment = new MeetingPaymentRequest();
        if (!metadata.TryGetValue(ExpertKey, out var clerkUserId)
            || !Guid.TryParse(metadata.GetValueOrDefault("event_id"), out var eventId)
            || !DateTimeOffset.TryParse(metadata.GetValueOrDefault("start_time"), out var start))
        {
            return false;
        }

        payment = payment with
        {
            EventId = eventId,
            ClerkUserId = clerkUserId,
            StartTime = start,
            GuestEmail = metadata.GetValueOrDefault("guest_email", ""),
            GuestName = metadata.GetValueOrDefault("guest_name", ""),
            TimeZone = metadata.GetValueOrDefault("timezone", "UTC"),
        };
        return true;
    }
}
