using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>What the catalog does not tell about who may see what. All of it has defaults: those of the booking platform's tables.</summary>
public sealed record RlsModelOptions
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The tables' schema.</summary>
    public string Schema { get; init; } = "public";

    /// <summary>The role that row-level security does not apply to.</summary>
    public string ServiceRole { get; init; } = ServiceDataSource.Key;

    /// <summary>The role that the application logs in as. Null: it is given its roles in another way, and nothing about it is checked.</summary>
    public string? AppRole { get; init; }

    /// <summary>The table of memberships.</summary>
    public RlsMemberships Memberships { get; init; } = new();

    /// <summary>Slugs of the roles of those who own an organization.</summary>
    public ImmutableArray<string> OwnerRoles { get; init; } = ["owner"];

    /// <summary>Tables that are described by hand, by name: in place of what is known or found of them. Null leaves a table alone.</summary>
    public ImmutableDictionary<string, TableAccess?> Tables { get; init; } = ImmutableDictionary<string, TableAccess?>.Empty;

    /// <summary>The function that shows visitors when an expert is free; null for none.</summary>
    public FreeTimesOptions? FreeTimes { get; init; } = new();

    /// <summary>
    /// Whether PostgreSQL may take several processes for a statement under a policy of organizations. False by default: PostgreSQL cannot know how many organizations
    /// the policy will find, expects ten of each person, and starts processes for rows that are not there, which costs more than it gains (measured: 1.5 to 2.1 times
    /// the statement without).
    /// </summary>
    public bool ParallelQueries { get; init; }

    /// <summary>
    /// Reads a description in JSON, whose members are called as here, in camel case:
    /// <c>{ "tables": { "articles": { "rules": [ { "who": "everyone", "commands": "select", "where": "published" } ] }, "drafts": null } }</c>.
    /// </summary>
    /// <exception cref="RlsException">The file cannot be read, or has something in it that is not known.</exception>
    public static async Task<RlsModelOptions> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            var file = File.OpenRead(path);
            await using (file.ConfigureAwait(false))
                return await JsonSerializer.DeserializeAsync<RlsModelOptions>(file, Json, cancellationToken).ConfigureAwait(false) ?? throw new RlsException($"'{path}' holds nothing.");
        }
        catch (JsonException malformed)
        {
            throw new RlsException($"'{path}' cannot be read as a description of policies{(malformed.Path is { } place ? $", at {place}" : "")}: {malformed.Message}", malformed);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new RlsException($"'{path}' cannot be read: {unreadable.Message}", unreadable);
        }
    }
}

/// <summary>The names of the table of memberships and its columns.</summary>
public sealed record RlsMemberships
{
    /// <summary>The table.</summary>
    public string Table { get; init; } = "user_org_memberships";

    /// <summary>WorkOS's user id.</summary>
    public string UserId { get; init; } = "workos_user_id";

    /// <summary>The organization's id, of the same type as in the tables that belong to organizations.</summary>
    public string OrgId { get; init; } = "org_id";

    /// <summary>The role's slug.</summary>
    public string Role { get; init; } = "role";

    /// <summary><c>active</c>, <c>inactive</c> or <c>pending</c>; without that column every membership counts as active.</summary>
    public string Status { get; init; } = "status";
}
