namespace Booking.Api;

public sealed record EventDto
{
    public Guid Id { get; init; }
    public string ClerkUserId { get; init; } = "";
    public string Name { get; init; } = "";
    public string Slug { get; init; } = "";
    public int DurationInMinutes { get; init; }
    public int PriceInCents { get; init; }
    public string Currency { get; init; } = "eur";
    public bool IsActive { get; init; }

    /// <summary>Hidden from everybody but the owner.</summary>
    public bool VisibleTo(string? clerkUserId) => IsActive || clerkUserId == ClerkUserId;
}
