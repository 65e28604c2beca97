namespace Booking.Drizzle.SchemaWorkos;

/// <summary>The catalogue is common to all organizations; only its author is recorded.</summary>
public class CategoriesTable
{
    public Guid Id { get; set; }
    public string Name { get; set; } = "";
    public string? Image { get; set; }
    public Guid? ParentId { get; set; }
    public string CreatedByWorkosUserId { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
}
