using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Booking.Drizzle.Schema;

/// <summary>One weekly schedule an expert; its rows are in <see cref="ScheduleAvailabilityTable"/>.</summary>
[Table("schedules")]
public class ScheduleTable
{
    [Key, Column("id")] public Guid Id { get; set; }
    [Column("clerk_user_id"), MaxLength(64)] public string ClerkUserId { get; set; } = "";
    [Column("timezone")] public string TimeZone { get; set; } = "UTC";
    [Column("created_at")] public DateTimeOffset CreatedAt { get; set; }
    [Column("updated_at")] public DateTimeOffset UpdatedAt { get; set; }

    [ForeignKey(nameof(ScheduleAvailabilityTable.ScheduleId))]
    public List<ScheduleAvailabilityTable> Availabilities { get; set; } = [];
}
