namespace Booking.Schema.Meetings;

/// <summary>What the booking form sends.</summary>
/// <param name="EventId">The event that is booked.</param>
/// <param name="ClerkUserId">The expert who offers the event.</param>
/// <param name="StartTime">The start of the slot, in UTC.</param>
/// <param name="TimeZone">The guest's time zone, an IANA name.</param>
/// <param name="GuestEmail">Where the confirmation goes to.</param>
/// <param name="GuestName">How the expert will greet the guest.</param>
/// <param name="GuestNotes">What the guest wants to tell beforehand.</param>
public sealed record MeetingRequest(
    Guid EventId,
    string ClerkUserId,
    DateTimeOffset StartTime,
    string TimeZone,
    string GuestEmail,
    string GuestName,
    string? GuestNotes = null)
{
    /// <summary>The same request with the guest's address in the form in which addresses are compared.</summary>
    public MeetingRequest Normalized() => this with
    {
        ClerkUserId = ClerkUserId.Trim(),
        GuestEmail = EmailAddress.Normalize(GuestEmail),
        GuestName = GuestName.Trim(),
    };
}
