using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed;

/// <summary>
/// Everything that a migration makes, a line each: what WorkOS has, every row of the target and of schema <c>clerk2workos</c>, the map's file. Ids that WorkOS or the target draws are replaced by what
/// they are of, and moments and numbers of runs are left out: what remains is equal after any two migrations of one platform that went right.
/// </summary>
internal static partial class MigrationPicture
{
    // Which process moved something, in which run, from which snapshot and when.
    private static readonly string[] OfTheRun = ["epoch", "claimed_by", "snapshot", "finished_at", "intended_at", "mapped_at", "noted_at", "rejected_at", "prepared_at"];

    // The number of the run, and the name of a snapshot that is gone.
    private static readonly string[] StateOfTheRun = ["migration", "data_snapshots"];

    public static async Task<string[]> ReadAsync(KillablePlatform platform)
    {
        await using var target = await platform.ConnectAsync();
        var lines = AtWorkOS(platform).ToList();
        foreach (var (schema, table) in await ListAsync(target, "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'clerk2workos')", row => (row.GetString(0), row.GetString(1))))
        {
            if (!StateOfTheRun.Contains(table))
                lines.AddRange(await ListAsync(target, $"SELECT to_jsonb(t) - '{{{string.Join(',', OfTheRun)}}}'::text[] FROM {schema}.\"{table}\" t", row => $"{schema}.{table} {row.GetString(0)}"));
        }

        lines.AddRange(await ListAsync(target, "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences", row => $"sequence {row.GetString(0)} {row.GetInt64(1)}"));
        lines.AddRange(Directory.EnumerateFiles(platform.Folder.Root).Select(file => $"file {Path.GetFileName(file)}"));
        lines.AddRange(JsonDocument.Parse(platform.Folder.Read("migration-user-map.json")).RootElement.EnumerateArray().Select(user => $"file {JsonSerializer.Serialize(user)}"));
        var names = await NamesAsync(platform, target);
        return [.. lines.Select(line => DrawnId().Replace(line, id => names.GetValueOrDefault(id.Value, id.Value))).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> AtWorkOS(KillablePlatform platform)
    {
        var workos = platform.WorkOS;
        return
        [
            .. workos.Users.Select(user => $"user {user.Id} {user.ExternalId} {user.Email} {user.EmailVerified} {user.FirstName} {user.LastName} {user.PasswordHashType} {Pairs(user.Metadata)}"),
            .. workos.Organizations.Select(organization => $"organization {organization.Id} {organization.ExternalId} {organization.Name} {Pairs(organization.Metadata)}"),
            .. workos.Memberships.Select(membership => $"membership {membership.UserId} {membership.OrganizationId} {membership.RoleSlug} {membership.Status}"),
            .. workos.Factors.Select(factor => $"factor {factor.UserId} {factor.Issuer} {factor.User} {factor.Secret}"),
        ];
    }

    private static string Pairs(IReadOnlyDictionary<string, string> metadata) =>
        string.Join(',', metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key == "migratedAt" ? pair.Key : $"{pair.Key}={pair.Value}"));

    private static async Task<Dictionary<string, string>> NamesAsync(KillablePlatform platform, NpgsqlConnection target)
    {
        var names = platform.WorkOS.Users.ToDictionary(user => user.Id, user => $"<{user.Email}>");
        foreach (var organization in platform.WorkOS.Organizations)
            names[organization.Id] = $"<organization {DrawnId().Replace(organization.ExternalId ?? "", id => names.GetValueOrDefault(id.Value, id.Value))}>";
        foreach (var (id, organization) in await ListAsync(target, "SELECT id::text, workos_org_id FROM organizations", row => (row.GetString(0), row.GetString(1))))
            names[id] = $"<row of {names.GetValueOrDefault(organization, organization)}>";
        return names;
    }

    private static async Task<List<T>> ListAsync<T>(NpgsqlConnection target, string sql, Func<NpgsqlDataReader, T> line)
    {
        var lines = new List<T>();
        await using var command = new NpgsqlCommand(sql, target);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            lines.Add(line(rows));
        return lines;
    }

    [GeneratedRegex("(user|org)_[0-9A-Z]{26}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex DrawnId();
}
