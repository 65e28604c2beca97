using System.Collections.Immutable;
using System.Text.Json;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>Reads Clerk's objects, as its Backend API gives them and its webhooks show them. Source: https://clerk.com/docs/reference/backend-api/tag/Users</summary>
internal static class ClerkUserJson
{
    /// <summary>A user; null for what is no object with an id.</summary>
    public static ClerkUser? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || Text(json, "id") is not { } id)
            return null;
        var email = PrimaryEmail(json);
        return new ClerkUser(id)
        {
            Email = email is { } address ? Text(address, "email_address") : null,
            EmailVerified = email is { } known ? IsVerified(known) : null,
            FirstName = Text(json, "first_name"),
            LastName = Text(json, "last_name"),
            HasPhone = json.TryGetProperty("phone_numbers", out var phones) && phones.ValueKind == JsonValueKind.Array && phones.GetArrayLength() > 0,
            HasPassword = Flag(json, "password_enabled"),
            HasTotp = Flag(json, "totp_enabled"),
            IsBanned = Flag(json, "banned"),
            IsLocked = Flag(json, "locked") is true,
            IsDeleted = Flag(json, "deleted") is true,
            HasStripeConnect = HasStripeConnectIn(json, "public_metadata") || HasStripeConnectIn(json, "private_metadata"),
            CreatedAt = Moment(json, "created_at"),
            UpdatedAt = Moment(json, "updated_at"),
            Organizations = OrganizationsOf(json),
            HasAllOrganizations = json.TryGetProperty("organization_memberships", out var memberships) && memberships.ValueKind != JsonValueKind.Null,
            IsExported = true,
        };
    }

    /// <summary>A membership, of a user or as an object of its own; null for one that names no organization.</summary>
    public static ClerkMembership? MembershipOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("organization", out var organization) && organization.ValueKind == JsonValueKind.Object
            && Text(organization, "id") is { } id
            ? new ClerkMembership(id, Text(organization, "name"), Text(organization, "slug"), Text(json, "role")) { UpdatedAt = Moment(json, "updated_at") }
            : null;

    /// <summary>A text that is not blank.</summary>
    public static string? Text(JsonElement json, string property) =>
        json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    private static JsonElement? PrimaryEmail(JsonElement json)
    {
        if (!json.TryGetProperty("email_addresses", out var addresses) || addresses.ValueKind != JsonValueKind.Array || addresses.GetArrayLength() == 0)
            return null;
        var primary = Text(json, "primary_email_address_id");
        var all = addresses.EnumerateArray().Where(address => address.ValueKind == JsonValueKind.Object).ToList();
        var index = all.FindIndex(address => primary is not null && Text(address, "id") == primary);
        return index >= 0 ? all[index] : all.OrderByDescending(IsVerified).Select(address => (JsonElement?)address).FirstOrDefault();
    }

    private static bool IsVerified(JsonElement address) =>
        address.TryGetProperty("verification", out var verification) && verification.ValueKind == JsonValueKind.Object && Text(verification, "status") == "verified";

    private static bool HasStripeConnectIn(JsonElement json, string property) =>
        json.TryGetProperty(property, out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && (Text(metadata, "stripe_connect_account_id") ?? Text(metadata, "stripeConnectAccountId")) is not null;

    private static ImmutableArray<ClerkMembership> OrganizationsOf(JsonElement json)
    {
        if (!json.TryGetProperty("organization_memberships", out var memberships))
            return [];
        if (memberships.ValueKind == JsonValueKind.Object && memberships.TryGetProperty("data", out var data))
            memberships = data;
        return memberships.ValueKind == JsonValueKind.Array
            ? [.. memberships.EnumerateArray().Select(MembershipOf).OfType<ClerkMembership>().DistinctBy(membership => membership.OrganizationId)]
            : [];
    }

    private static bool? Flag(JsonElement json, string property) =>
        json.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.ValueKind == JsonValueKind.True : null;

    /// <summary>Milliseconds of Unix.</summary>
    private static DateTimeOffset? Moment(JsonElement json, string property) =>
        json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var moment) && moment is > 0 and < 100_000_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(moment)
            : null;
}
