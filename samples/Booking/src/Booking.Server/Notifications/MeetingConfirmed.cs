using System.Globalization;
using Booking.Drizzle.Schema;

namespace Booking.Server.Notifications;

/// <summary>Tells the expert that somebody has booked and paid.</summary>
public sealed class MeetingConfirmed(MeetingTable meeting) : BookingNotification
{
    public override string? RecipientClerkUserId => meeting.ClerkUserId;

    public override string Subject => $"{meeting.GuestName} has booked";

    public override string DeduplicationKey => $"{base.DeduplicationKey}:{meeting.Id:N}";

    protected override string Body(string culture) =>
        TimeZoneInfo.ConvertTime(meeting.StartTime, TimeZoneInfo.FindSystemTimeZoneById(meeting.TimeZone))
            .ToString(culture is "pt" or "es" ? "dd/MM/yyyy HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
