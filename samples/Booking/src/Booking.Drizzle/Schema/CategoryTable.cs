using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Booking.Drizzle.Schema;

[Table("categories")]
public class CategoryTable
{
    [Key, Column("id")] public Guid Id { get; set; }
    [Column("name")] public string Name { get; set; } = "";
    [Column("image")] public string? Image { get; set; }
    [Column("parent_id")] public Guid? ParentId { get; set; }
    [Column("created_by_clerk_id"), MaxLength(64)] public string CreatedByClerkId { get; set; } = "";
    [Column("created_at")] public DateTimeOffset CreatedAt { get; set; }
}
