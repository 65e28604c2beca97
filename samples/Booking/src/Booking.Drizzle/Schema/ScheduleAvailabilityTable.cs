using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Booking.Drizzle.Schema;

[Table("schedule_availabilities")]
public class ScheduleAvailabilityTable
{
    [Key, Column("id")] public Guid Id { get; set; }
    [Column("schedule_id")] public Guid ScheduleId { get; set; }
    [Column("day_of_week")] public DayOfWeek DayOfWeek { get; set; }
    [Column("start_time")] public TimeOnly StartTime { get; set; }
    [Column("end_time")] public TimeOnly EndTime { get; set; }
}
