using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;

namespace Booking.Drizzle.Schema;

[Table("users")]
public class UserTable
{
    [Key, Column("id")] public Guid Id { get; set; }
    [Column("clerk_id"), MaxLength(64)] public string ClerkId { get; set; } = "";
    [Column("email")] public string Email { get; set; } = "";
    [Column("first_name")] public string? FirstName { get; set; }
    [Column("last_name")] public string? LastName { get; set; }
    [Column("image_url")] public string? ImageUrl { get; set; }
    [Column("role")] public UserRole Role { get; set; }
    [Column("country"), MaxLength(2)] public string? Country { get; set; }
    [Column("stripe_customer_id")] public string? StripeCustomerId { get; set; }
    [Column("stripe_connect_account_id")] public string? StripeConnectAccountId { get; set; }
    [Column("payouts_enabled")] public bool PayoutsEnabled { get; set; }
    [Column("setup_completed")] public SetupStep SetupCompleted { get; set; }
    [Column("created_at")] public DateTimeOffset CreatedAt { get; set; }
    [Column("deleted_at")] public DateTimeOffset? DeletedAt { get; set; }
}
