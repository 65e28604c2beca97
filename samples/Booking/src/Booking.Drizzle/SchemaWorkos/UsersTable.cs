using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle.SchemaWorkos;

/// <summary>A person who can sign in; what they may do in an organization is in the membership.</summary>
[Index(nameof(WorkosUserId), IsUnique = true), Index(nameof(Email))]
public class UsersTable : IOwnedByOrganization
{
    public Guid Id { get; set; }

    /// <summary>The personal organization.</summary>
    public Guid OrgId { get; set; }
    public string WorkosUserId { get; set; } = "";
    public string Email { get; set; } = "";
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? ImageUrl { get; set; }
    public UserRole Role { get; set; }
    public string? Country { get; set; }
    public string? StripeCustomerId { get; set; }
    public string? StripeConnectAccountId { get; set; }
    public bool PayoutsEnabled { get; set; }
    public SetupStep SetupCompleted { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
}
