using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Booking.Drizzle.Schema;

[Table("events")]
public class EventTable
{
    [Key, Column("id")] public Guid Id { get; set; }
    [Column("clerk_user_id"), MaxLength(64)] public string ClerkUserId { get; set; } = "";
    [Column("name")] public string Name { get; set; } = "";
    [Column("slug")] public string Slug { get; set; } = "";
    [Column("description")] public string? Description { get; set; }
    [Column("duration_in_minutes")] public int DurationInMinutes { get; set; }
    [Column("price_in_cents")] public int PriceInCents { get; set; }
    [Column("currency"), MaxLength(3)] public string Currency { get; set; } = "eur";
    [Column("is_active")] public bool IsActive { get; set; } = true;
    [Column("order")] public int Order { get; set; }
    [Column("stripe_price_id")] public string? StripePriceId { get; set; }
    [Column("created_at")] public DateTimeOffset CreatedAt { get; set; }
    [Column("updated_at")] public DateTimeOffset UpdatedAt { get; set; }

    public List<MeetingTable> Meetings { get; set; } = [];
}
