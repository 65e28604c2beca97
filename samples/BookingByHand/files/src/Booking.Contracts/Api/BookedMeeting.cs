namespace Booking.Api;

/// <summary>One line of a guest's dashboard.</summary>
public sealed record BookedMeeting(
    Guid MeetingId, string ExpertName, string EventName, DateTimeOffset StartTime, DateTimeOffset EndTime, string Status, string? MeetingUrl);
