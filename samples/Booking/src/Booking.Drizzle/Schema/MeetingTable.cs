using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Booking.Drizzle.Schema;

[Table("meetings")]
public class MeetingTable
{
    [Key, Column("id")] public Guid Id { get; set; }
    [Column("event_id")] public Guid EventId { get; set; }
    /// <summary>The expert's user id.</summary>
    [Column("clerk_user_id"), MaxLength(64)] public string ClerkUserId { get; set; } = "";
    [Column("guest_email")] public string GuestEmail { get; set; } = "";
    [Column("guest_name")] public string GuestName { get; set; } = "";
    [Column("guest_notes")] public string? GuestNotes { get; set; }
    [Column("timezone")] public string TimeZone { get; set; } = "UTC";
    [Column("start_time")] public DateTimeOffset StartTime { get; set; }
    [Column("end_time")] public DateTimeOffset EndTime { get; set; }
    [Column("meeting_url")] public string? MeetingUrl { get; set; }
    [Column("status")] public MeetingStatus Status { get; set; }
    [Column("payment_status")] public PaymentStatus PaymentStatus { get; set; }
    [Column("stripe_payment_intent_id")] public string? StripePaymentIntentId { get; set; }
    [Column("stripe_session_id")] public string? StripeSessionId { get; set; }
    [Column("amount_in_cents")] public int AmountInCents { get; set; }
    [Column("fee_in_cents")] public int FeeInCents { get; set; }
    [Column("created_at")] public DateTimeOffset CreatedAt { get; set; }

    [ForeignKey(nameof(EventId))] public EventTable? Event { get; set; }
}
