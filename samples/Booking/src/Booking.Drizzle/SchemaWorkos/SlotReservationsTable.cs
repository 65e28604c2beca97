using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle.SchemaWorkos;

/// <summary>Keeps a slot for a guest who is at the checkout; two guests cannot hold the same slot of an event.</summary>
[Index(nameof(EventId), nameof(StartTime), IsUnique = true), Index(nameof(ExpiresAt))]
public class SlotReservationsTable : IOwnedByOrganization
{
    public Guid Id { get; set; }
    public Guid OrgId { get; set; }
    public Guid EventId { get; set; }
    public string WorkosUserId { get; set; } = "";
    public string GuestEmail { get; set; } = "";
    public DateTimeOffset StartTime { get; set; }
    public DateTimeOffset EndTime { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public string? StripeSessionId { get; set; }
}
