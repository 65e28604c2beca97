using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle.SchemaWorkos;

/// <summary>One weekly schedule an expert, in the expert's own time zone.</summary>
[Index(nameof(WorkosUserId), IsUnique = true)]
public class SchedulesTable : IOwnedByOrganization
{
    public Guid Id { get; set; }
    public Guid OrgId { get; set; }
    public string WorkosUserId { get; set; } = "";

    /// <summary>IANA name, such as <c>Europe/Lisbon</c>.</summary>
    public string TimeZone { get; set; } = "UTC";
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    public List<ScheduleAvailabilitiesTable> Availabilities { get; set; } = [];
}
