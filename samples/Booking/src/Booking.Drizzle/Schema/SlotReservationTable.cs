using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Booking.Drizzle.Schema;

[Table("slot_reservations")]
public class SlotReservationTable
{
    [Key, Column("id")] public Guid Id { get; set; }
    [Column("event_id")] public Guid EventId { get; set; }
    [Column("clerk_user_id"), MaxLength(64)] public string ClerkUserId { get; set; } = "";
    [Column("guest_email")] public string GuestEmail { get; set; } = "";
    [Column("start_time")] public DateTimeOffset StartTime { get; set; }
    [Column("end_time")] public DateTimeOffset EndTime { get; set; }
    [Column("expires_at")] public DateTimeOffset ExpiresAt { get; set; }
    [Column("stripe_session_id")] public string? StripeSessionId { get; set; }
}
