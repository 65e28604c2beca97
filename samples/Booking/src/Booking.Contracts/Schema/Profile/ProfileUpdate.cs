namespace Booking.Schema.Profile;

/// <summary>The profile form of the dashboard.</summary>
public sealed class ProfileUpdate
{
    public string ClerkUserId { get; set; } = "";
    public string Username { get; set; } = "";
    public string FirstName { get; set; } = "";
    public string LastName { get; set; } = "";
    public string? Headline { get; set; }
    public string? ShortBio { get; set; }
    public string? LongBio { get; set; }
    public Guid? PrimaryCategoryId { get; set; }
    public List<string> SocialLinks { get; set; } = [];
}
