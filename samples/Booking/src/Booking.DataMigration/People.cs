using System.Text.Json;
using System.Text.Json.Serialization;
using Booking.Drizzle.Schema;
using Booking.Drizzle.SchemaWorkos;

namespace Booking.DataMigration;

/// <summary>Who a legacy user has become.</summary>
public sealed record MappedUser(
    [property: JsonPropertyName("clerkUserId")] string ClerkUserId,
    [property: JsonPropertyName("workosUserId")] string WorkosUserId,
    [property: JsonPropertyName("orgId")] Guid OrgId);

/// <summary>The id map that the user migration has written.</summary>
public sealed class IdMap(IEnumerable<MappedUser> users)
{
    private readonly Dictionary<string, MappedUser> _byClerkUserId = users.ToDictionary(user => user.ClerkUserId, StringComparer.Ordinal);

    public MappedUser? Find(string clerkUserId) => _byClerkUserId.GetValueOrDefault(clerkUserId);

    public static async Task<IdMap> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return new IdMap(await JsonSerializer.DeserializeAsync<MappedUser[]>(stream, cancellationToken: cancellationToken) ?? []);
    }
}

public static class People
{
    public static UsersTable? ToWorkos(this UserTable row, IdMap map) => map.Find(row.ClerkId) is not { } user ? null : new UsersTable
    {
        Id = row.Id,
        OrgId = user.OrgId,
        WorkosUserId = user.WorkosUserId,
        Email = row.Email,
        FirstName = row.FirstName,
        LastName = row.LastName,
        ImageUrl = row.ImageUrl,
        Role = row.Role,
        Country = row.Country,
        StripeCustomerId = row.StripeCustomerId,
        StripeConnectAccountId = row.StripeConnectAccountId,
        PayoutsEnabled = row.PayoutsEnabled,
        SetupCompleted = row.SetupCompleted,
        CreatedAt = row.CreatedAt,
        DeletedAt = row.DeletedAt,
    };

    public static ProfilesTable? ToWorkos(this ProfileTable row, IdMap map) => map.Find(row.ClerkUserId) is not { } user ? null : new ProfilesTable
    {
        Id = row.Id,
        OrgId = user.OrgId,
        WorkosUserId = user.WorkosUserId,
        Username = row.Username,
        FirstName = row.FirstName,
        LastName = row.LastName,
        Headline = row.Headline,
        ShortBio = row.ShortBio,
        LongBio = row.LongBio,
        PrimaryCategoryId = row.PrimaryCategoryId,
        SocialLinks = row.SocialLinks,
        IsVerified = row.IsVerified,
        IsTopExpert = row.IsTopExpert,
        Published = row.Published,
        Order = row.Order,
        UpdatedAt = row.UpdatedAt,
    };

    /// <summary>A category stays when its author has gone: then it belongs to nobody.</summary>
    public static CategoriesTable ToWorkos(this CategoryTable row, IdMap map) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Image = row.Image,
        ParentId = row.ParentId,
        CreatedByWorkosUserId = map.Find(row.CreatedByClerkId)?.WorkosUserId ?? "",
        CreatedAt = row.CreatedAt,
    };
}
