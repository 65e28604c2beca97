using Microsoft.EntityFrameworkCore;

namespace Booking.Drizzle.SchemaWorkos;

/// <summary>An expert's public page.</summary>
[Index(nameof(Username), IsUnique = true), Index(nameof(WorkosUserId), IsUnique = true)]
public class ProfilesTable : IOwnedByOrganization
{
    public Guid Id { get; set; }
    public Guid OrgId { get; set; }
    public string WorkosUserId { get; set; } = "";
    public string Username { get; set; } = "";
    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public string? Headline { get; set; }
    public string? ShortBio { get; set; }
    public string? LongBio { get; set; }
    public Guid? PrimaryCategoryId { get; set; }
    public List<string> SocialLinks { get; set; } = [];
    public bool IsVerified { get; set; }
    public bool IsTopExpert { get; set; }
    public bool Published { get; set; }
    public int Order { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
}
