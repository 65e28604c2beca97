namespace Booking.Schema.Meetings;

/// <summary>Either side calls a meeting off.</summary>
public sealed record CancelMeetingRequest(Guid MeetingId, string? CancelledByClerkUserId, string? Reason)
{
    /// <summary>A guest cancels through the link in the confirmation and has no user id.</summary>
    public bool ByGuest => CancelledByClerkUserId is null;

    public ValidationResult Validate() => new ValidationResult()
        .Require(MeetingId != Guid.Empty, nameof(MeetingId), "Which meeting?")
        .Require(ByGuest || UserIdFormat.IsWellFormed(CancelledByClerkUserId), nameof(CancelledByClerkUserId), "Who cancels?")
        .Require(!ByGuest || !string.IsNullOrWhiteSpace(Reason), nameof(Reason), "Tell the expert why.");
}
