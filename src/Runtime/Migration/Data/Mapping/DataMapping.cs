using System.Text.Json;
using System.Text.Json.Serialization;

namespace Clerk2WorkOS.Migration.Data.Mapping;

/// <summary>What cannot be seen from the names in both databases, or is to be otherwise: the file behind <c>--mapping</c>. Names of tables are without a schema.</summary>
public sealed record DataMapping
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
    };

    /// <summary>What is special about single legacy tables.</summary>
    public Dictionary<string, DataTableMapping> Tables { get; init; } = [];

    /// <summary>Legacy tables that stay behind, and are not asked about again.</summary>
    public List<string> IgnoreTables { get; init; } = [];

    /// <summary>Reads it.</summary>
    /// <param name="json">JSON, comments and trailing commas allowed.</param>
    /// <exception cref="MigrationException">It is no JSON, or has a member that there is none of.</exception>
    public static DataMapping Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<DataMapping>(json, Format) ?? new DataMapping();
        }
        catch (JsonException exception)
        {
            throw new MigrationException($"The mapping file cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="MigrationException">There is none, or it cannot be read.</exception>
    public static async Task<DataMapping> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        try
        {
            return Parse(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException($"The mapping file cannot be read: {failure.Message}", failure);
        }
    }
}

/// <summary>What is special about one legacy table.</summary>
public sealed record DataTableMapping
{
    /// <summary>The table in the target; null for the one of the same name or its plural.</summary>
    public string? Target { get; init; }

    /// <summary>The column with the Clerk id of the row's owner, who gives the row its <c>org_id</c>; null for the one named <c>clerk_user_id</c>.</summary>
    public string? Owner { get; init; }

    /// <summary>The column or the name of the foreign key that leads to the row that this one belongs to, where there are several.</summary>
    public string? Parent { get; init; }

    /// <summary>The column with the id of the row's own organization at Clerk; null for one that is named so.</summary>
    public string? Organization { get; init; }

    /// <summary>The column of the target that takes <c>organizations.id</c>; null for <c>org_id</c> or <c>organization_id</c>.</summary>
    public string? OrganizationColumn { get; init; }

    /// <summary>Legacy column → column of the target, where the names do not tell.</summary>
    public Dictionary<string, string> Columns { get; init; } = [];

    /// <summary>Legacy columns that stay behind, and are not asked about again.</summary>
    public List<string> IgnoreColumns { get; init; } = [];

    /// <summary>Columns of the target that get one value in all rows: a text that PostgreSQL reads as the column's type.</summary>
    public Dictionary<string, string> Values { get; init; } = [];

    /// <summary>Legacy columns (jsonb, json, text) in which Clerk ids are replaced: <c>metadata</c> for all of them, <c>metadata.user.id</c> for those at a path; a path goes through arrays by itself.</summary>
    public List<string> Rewrite { get; init; } = [];

    /// <summary>Legacy columns of Clerk ids → what becomes of an id that is not in the map: <c>reject</c> (the row; the default), <c>null</c>, or <c>keep</c>.</summary>
    public Dictionary<string, UnmappedId> UnmappedIds { get; init; } = [];

    /// <summary>The time zone in which timestamps without one were written, where the target has timestamps with one: <c>UTC</c>.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>What becomes of an id that is not in the map, in a column that does not decide about the owner.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UnmappedId>))]
public enum UnmappedId
{
    /// <summary>The row is rejected, and can be retried.</summary>
    Reject,

    /// <summary>The column stays empty.</summary>
    Null,

    /// <summary>The id stays as it is.</summary>
    Keep,
}
