using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Booking.Drizzle.Schema;

[Table("profiles")]
public class ProfileTable
{
    [Key, Column("id")] public Guid Id { get; set; }
    [Column("clerk_user_id"), MaxLength(64)] public string ClerkUserId { get; set; } = "";
    [Column("username")] public string Username { get; set; } = "";
    [Column("first_name")] public string FirstName { get; set; } = "";
    [Column("last_name")] public string LastName { get; set; } = "";
    [Column("headline")] public string? Headline { get; set; }
    [Column("short_bio")] public string? ShortBio { get; set; }
    [Column("long_bio")] public string? LongBio { get; set; }
    [Column("primary_category_id")] public Guid? PrimaryCategoryId { get; set; }
    [Column("social_links", TypeName = "text[]")] public List<string> SocialLinks { get; set; } = [];
    [Column("is_verified")] public bool IsVerified { get; set; }
    [Column("is_top_expert")] public bool IsTopExpert { get; set; }
    [Column("published")] public bool Published { get; set; }
    [Column("order")] public int Order { get; set; }
    [Column("updated_at")] public DateTimeOffset UpdatedAt { get; set; }
}
