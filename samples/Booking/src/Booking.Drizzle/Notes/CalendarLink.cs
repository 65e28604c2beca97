using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle.Notes;

/// <summary>An expert's private calendar, polled for busy times.</summary>
[Table("calendar_links"), Index(nameof(ClerkUserId))]
public class CalendarLink
{
    public Guid Id { get; set; }

    [Column("clerk_user_id"), Required]
    public string ClerkUserId { get; set; } = "";

    [Column("feed_url")]
    public string FeedUrl { get; set; } = "";

    [Column("last_polled_at")]
    public DateTimeOffset? LastPolledAt { get; set; }
}
