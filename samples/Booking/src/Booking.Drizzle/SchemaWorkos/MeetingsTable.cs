using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle.SchemaWorkos;

[Index(nameof(WorkosUserId), nameof(StartTime))]
[Index(nameof(StripePaymentIntentId), IsUnique = true)]
public class MeetingsTable : IOwnedByOrganization
{
    public Guid Id { get; set; }

    /// <summary>The expert's organization.</summary>
    public Guid OrgId { get; set; }
    public Guid EventId { get; set; }

    /// <summary>The expert's user id.</summary>
    public string WorkosUserId { get; set; } = "";
    public string GuestEmail { get; set; } = "";
    public string GuestName { get; set; } = "";
    public string? GuestNotes { get; set; }

    /// <summary>Empty until the guest has an account of their own.</summary>
    public string? GuestWorkosUserId { get; set; }
    public Guid? GuestOrgId { get; set; }

    public string TimeZone { get; set; } = "UTC";
    public DateTimeOffset StartTime { get; set; }
    public DateTimeOffset EndTime { get; set; }
    public string? MeetingUrl { get; set; }
    public MeetingStatus Status { get; set; }
    public PaymentStatus PaymentStatus { get; set; }
    public string? StripePaymentIntentId { get; set; }
    public string? StripeSessionId { get; set; }
    public int AmountInCents { get; set; }
    public int FeeInCents { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    public EventsTable? Event { get; set; }
}
