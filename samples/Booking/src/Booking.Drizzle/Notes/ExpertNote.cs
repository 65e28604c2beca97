using System.ComponentModel.DataAnnotations;

namespace Booking.Drizzle.Notes;

/// <summary>A reminder that an expert writes to themselves; never shown to a guest.</summary>
public class ExpertNote
{
    public Guid Id { get; set; }

    [MaxLength(64)]
    public string ClerkUserId { get; set; } = "";

    [MaxLength(2000)]
    public string Text { get; set; } = "";
    public bool Pinned { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}
