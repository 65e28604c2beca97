namespace Booking.Schema.Meetings;

/// <summary>Checks a booking before it touches the calendar or the card.</summary>
public sealed class MeetingRequestValidator
{
    public const int MaxNotesLength = 1000;

    /// <summary>How far ahead a guest may book.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(180);

    public ValidationResult Validate(MeetingRequest request, DateTimeOffset now)
    {
        var result = new ValidationResult()
            .Require(request.EventId != Guid.Empty, nameof(request.EventId), "Choose an event.")
            .Require(UserIdFormat.IsWellFormed(request.ClerkUserId), nameof(MeetingRequest.ClerkUserId), "The expert is unknown.")
            .Require(request.StartTime > now, nameof(request.StartTime), "The slot lies in the past.")
            .Require(request.StartTime <= now + Horizon, nameof(request.StartTime), "The slot is too far ahead.")
            .Require(EmailAddress.IsWellFormed(request.GuestEmail), nameof(request.GuestEmail), "This is not an email address.")
            .Require(!string.IsNullOrWhiteSpace(request.GuestName), nameof(request.GuestName), "Tell us your name.")
            .Require(!string.IsNullOrWhiteSpace(request.TimeZone), nameof(request.TimeZone), "Choose a time zone.");

        if (request is { GuestNotes.Length: > MaxNotesLength })
            result.Require(false, nameof(request.GuestNotes), $"Keep it under {MaxNotesLength} characters.");

        // An expert who books with themselves has mistaken the public page for the dashboard.
        if (request is { ClerkUserId: { Length: > 0 } clerkUserId, GuestName: var name } && name == clerkUserId)
            result.Require(false, nameof(request.GuestName), "Tell us your name, not an id.");

        return result;
    }
}
