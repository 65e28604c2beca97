namespace Booking.Drizzle.SchemaWorkos;

/// <summary>One stretch of a weekday; a day may have several. An end of midnight means the end of that day.</summary>
public class ScheduleAvailabilitiesTable : IOwnedByOrganization
{
    public Guid Id { get; set; }
    public Guid OrgId { get; set; }
    public Guid ScheduleId { get; set; }
    public DayOfWeek DayOfWeek { get; set; }
    public TimeOnly StartTime { get; set; }
    public TimeOnly EndTime { get; set; }
}
