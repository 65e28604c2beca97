using System.Text.Json;

namespace Clerk2WorkOS.Migration.Users.Webhooks;

/// <summary>A webhook of Clerk's as it is stored. Source: https://clerk.com/docs/guides/development/webhooks/overview</summary>
/// <param name="Id">Svix's id, the same whenever it is delivered again.</param>
/// <param name="Type">One of <see cref="Types"/>.</param>
/// <param name="ClerkUserId">Whom it is about; null for an organization.</param>
/// <param name="ClerkOrgId">Which organization it is about; null for a user.</param>
/// <param name="HappenedAt">The event's own time.</param>
/// <param name="StateAt">How new the state is that it shows: <c>updated_at</c>, or when it was deleted.</param>
/// <param name="Payload">The JSON.</param>
internal sealed record ClerkEvent(string Id, string Type, string? ClerkUserId, string? ClerkOrgId, DateTimeOffset HappenedAt, DateTimeOffset StateAt, string Payload)
{
    // Before 5138 such a number of seconds is a moment, and such a number of milliseconds is none since 1973.
    private const long LeastMilliseconds = 100_000_000_000;

    /// <summary>The types that say something about people and their organizations.</summary>
    public static IReadOnlySet<string> Types { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "user.created", "user.updated", "user.deleted",
        "organization.created", "organization.updated", "organization.deleted",
        "organizationMembership.created", "organizationMembership.updated", "organizationMembership.deleted",
    };

    /// <summary>The type that the JSON says; null for one that says none.</summary>
    public static string? TypeOf(JsonElement json) => Text(json, "type");

    /// <summary>Null for one that does not name what it is about.</summary>
    /// <param name="id">Svix's id.</param>
    /// <param name="signedAt">When it was signed, for an event that does not say when it happened.</param>
    /// <param name="json">The body.</param>
    public static ClerkEvent? Read(string id, DateTimeOffset signedAt, JsonElement json)
    {
        if (TypeOf(json) is not { } type || Object(json, "data") is not { } data)
            return null;
        var (user, organization) = type.Split('.')[0] switch
        {
            "user" => (Text(data, "id"), null),
            "organization" => (null, Text(data, "id")),
            _ => (Object(data, "public_user_data") is { } person ? Text(person, "user_id") : null, Object(data, "organization") is { } place ? Text(place, "id") : null),
        };
        var isMembership = type.StartsWith("organizationMembership.", StringComparison.Ordinal);
        if (isMembership ? user is null || organization is null : user is null && organization is null)
            return null;
        var happenedAt = Moment(json, "timestamp") ?? signedAt;
        // What is deleted shows the state that it had before.
        var stateAt = type.EndsWith(".deleted", StringComparison.Ordinal) ? happenedAt : Moment(data, "updated_at") ?? happenedAt;
        return new(id, type, user, organization, happenedAt, stateAt, StorableJson.Of(json));
    }

    private static JsonElement? Object(JsonElement json, string property) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement json, string property) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(property, out var value) && StorableJson.TextOf(value) is { Length: > 0 } text ? text : null;

    private static DateTimeOffset? Moment(JsonElement json, string property)
    {
        if (!json.TryGetProperty(property, out var value) || value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number) || number is <= 0 or > 100_000_000_000_000)
            return null;
        return number < LeastMilliseconds ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number);
    }
}
