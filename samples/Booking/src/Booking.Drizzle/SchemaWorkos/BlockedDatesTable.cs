using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle.SchemaWorkos;

/// <summary>A day on which an expert takes no bookings, whatever the schedule says.</summary>
[Index(nameof(WorkosUserId), nameof(Date), IsUnique = true)]
public class BlockedDatesTable : IOwnedByOrganization
{
    public int Id { get; set; }
    public Guid OrgId { get; set; }
    public string WorkosUserId { get; set; } = "";
    public DateOnly Date { get; set; }
    public string TimeZone { get; set; } = "UTC";
    public string? Reason { get; set; }
}
