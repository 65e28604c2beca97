using Npgsql;

namespace Clerk2WorkOS.Migration.State;

/// <summary>What became of a Clerk user.</summary>
/// <param name="ClerkUserId">Clerk's id.</param>
/// <param name="WorkosUserId">WorkOS's id.</param>
/// <param name="OrganizationId"><c>organizations.id</c> of the personal organization in the target.</param>
/// <param name="WorkosOrganizationId">WorkOS's id of that organization.</param>
public sealed record MappedUser(string ClerkUserId, string WorkosUserId, Guid OrganizationId, string WorkosOrganizationId);

/// <summary>The id map as it is in the target, in memory: about 300 bytes a user.</summary>
internal sealed class IdMap
{
    private readonly Dictionary<string, MappedUser> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _organizations = new(StringComparer.Ordinal);

    public int Count => _users.Count;

    public IReadOnlyCollection<MappedUser> Users => _users.Values;

    /// <summary>Null for a Clerk id that is not mapped.</summary>
    public MappedUser? Find(string clerkUserId) => _users.GetValueOrDefault(clerkUserId);

    /// <summary><c>organizations.id</c> of what was an organization of Clerk's; null for one that is not mapped.</summary>
    public Guid? FindOrganization(string clerkOrgId) => _organizations.TryGetValue(clerkOrgId, out var id) ? id : null;

    public void Add(MappedUser user) => _users[user.ClerkUserId] = user;

    public void AddOrganization(string clerkOrgId, Guid organizationId) => _organizations[clerkOrgId] = organizationId;

    /// <summary>Reads the whole map.</summary>
    public static async Task<IdMap> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var map = new IdMap();
        await using var command = new NpgsqlCommand(
            """
            SELECT clerk_user_id, workos_user_id, organization_id, workos_organization_id FROM clerk2workos.user_map;
            SELECT clerk_org_id, organization_id FROM clerk2workos.organization_map;
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            map.Add(new MappedUser(reader.GetString(0), reader.GetString(1), reader.GetGuid(2), reader.GetString(3)));
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            map.AddOrganization(reader.GetString(0), reader.GetGuid(1));
        return map;
    }
}
