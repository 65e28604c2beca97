namespace Booking.Api;

/// <summary>One line of the dashboard's calendar.</summary>
public sealed class AppointmentDto(Guid meetingId, string expertClerkUserId, string guestName, DateTimeOffset startTime, TimeSpan duration)
{
    public Guid MeetingId { get; } = meetingId;
    public string ExpertClerkUserId { get; } = expertClerkUserId;
    public string GuestName { get; } = guestName;
    public DateTimeOffset StartTime { get; } = startTime;
    public DateTimeOffset EndTime => StartTime + duration;
    public string? MeetingUrl { get; init; }

    /// <summary>The door opens ten minutes early.</summary>
    public bool CanJoin(DateTimeOffset now) => MeetingUrl is not null && now >= StartTime.AddMinutes(-10) && now < EndTime;

    public override string ToString() => $"{StartTime:u} {GuestName} with {ExpertClerkUserId}";
}
