using System.Text.Json.Serialization;

namespace Booking.Api;

/// <summary>The part of the identity provider's user that we keep.</summary>
public sealed record UserSyncPayload(
    [property: JsonPropertyName("id")] string ClerkId,
    [property: JsonPropertyName("email")] string Email,
    [property: JsonPropertyName("first_name")] string? FirstName = null,
    [property: JsonPropertyName("last_name")] string? LastName = null,
    [property: JsonPropertyName("image_url")] string? ImageUrl = null,
    [property: JsonPropertyName("country")] string? Country = null)
{
    public bool Matches(UserSyncPayload other) => other is { ClerkId: var clerkId } && clerkId == ClerkId;

    public string DisplayName => (FirstName, LastName) switch
    {
        ({ Length: > 0 } first, { Length: > 0 } last) => $"{first} {last}",
        ({ Length: > 0 } first, _) => first,
        (_, { Length: > 0 } last) => last,
        _ => Email,
    };
}
