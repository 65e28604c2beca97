using Booking.Drizzle;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Actions;

public sealed partial class MeetingActions
{
    /// <summary>How often a meeting may move before both sides have to talk.</summary>
    public const int MaxMoves = 3;

    /// <summary>Moves a meeting of the signed-in expert to another free slot.</summary>
    public async Task<Outcome<DateTimeOffset>> RescheduleAsync(Guid meetingId, DateTimeOffset newStart, CancellationToken cancellationToken)
    {
        var meeting = await db.MeetingTable
            .Include(m => m.Event)
            .SingleOrDefaultAsync(m => m.Id == meetingId && m.ClerkUserId == currentUser.ClerkUserId, cancellationToken);
        if (meeting is not { Status: MeetingStatus.Confirmed, Event: { } booked })
            return Outcome<DateTimeOffset>.Fail("This meeting cannot be moved.");

        var slot = new Slot(newStart, newStart.AddMinutes(booked.DurationInMinutes));
        if (!await availability.IsFreeAsync(clerkUserId: meeting.ClerkUserId, slot, booked.DurationInMinutes, meeting.GuestEmail, cancellationToken))
            return Outcome<DateTimeOffset>.Fail("This slot is not free.");
        if (await db.AuditLogsTable.CountAsync(a => a.ResourceId == meetingId.ToString() && a.Action == "MEETING_MOVED", cancellationToken) >= MaxMoves)
            return Outcome<DateTimeOffset>.Fail("This meeting has moved often enough. Talk to your guest.");

        var (oldStart, oldEnd) = (meeting.StartTime, meeting.EndTime);
        (meeting.StartTime, meeting.EndTime) = slot;
        await db.SaveChangesAsync(cancellationToken);
        await AuditLogger.LogAuditEvent(currentUser.ClerkUserId!, "MEETING_MOVED", "meeting", meeting.Id.ToString(),
            /* from */ new { oldStart, oldEnd },
            /* to */ new { meeting.StartTime, meeting.EndTime },
            /* by */ currentUser.IpAddress, currentUser.UserAgent);
        return newStart;
    }
}
