using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Booking.Drizzle.Schema;

[Table("blocked_dates")]
public class BlockedDatesTable
{
    [Key, Column("id")] public int Id { get; set; }
    [Column("clerk_user_id"), MaxLength(64)] public string ClerkUserId { get; set; } = "";
    [Column("date")] public DateOnly Date { get; set; }
    [Column("timezone")] public string TimeZone { get; set; } = "UTC";
    [Column("reason")] public string? Reason { get; set; }
}
