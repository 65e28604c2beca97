using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle.SchemaWorkos;

/// <summary>What a guest can book with an expert.</summary>
[Index(nameof(WorkosUserId), nameof(Slug), IsUnique = true)]
public class EventsTable : IOwnedByOrganization
{
    public Guid Id { get; set; }
    public Guid OrgId { get; set; }
    public string WorkosUserId { get; set; } = "";
    public string Name { get; set; } = "";
    public string Slug { get; set; } = "";
    public string? Description { get; set; }
    public int DurationInMinutes { get; set; }

    /// <summary>Zero for an event that costs nothing.</summary>
    public int PriceInCents { get; set; }
    public string Currency { get; set; } = "eur";
    public bool IsActive { get; set; } = true;
    public int Order { get; set; }
    public string? StripePriceId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    public List<MeetingsTable> Meetings { get; set; } = [];
}
