using Npgsql;

namespace Clerk2WorkOS.Migration.State;

/// <summary>What became of a Clerk user.</summary>
/// <param name="ClerkUserId">Clerk's id.</param>
/// <param name="WorkosUserId">WorkOS's id.</param>
/// <param name="OrganizationId"><c>organizations.id</c> of the personal organization in the target.</param>
/// <param name="WorkosOrganizationId">WorkOS's id of that organization.</param>
public sealed record MappedUser(string ClerkUserId, string WorkosUserId, Guid OrganizationId, string WorkosOrganizationId);

/// <summary>The users of the id map as it is in the target, in memory: about 300 bytes each.</summary>
internal sealed class IdMap
{
    private readonly Dictionary<string, MappedUser> _users = new(StringComparer.Ordinal);

    public int Count => _users.Count;

    public IReadOnlyCollection<MappedUser> Users => _users.Values;

    /// <summary>Null for a Clerk id that is not mapped.</summary>
    public MappedUser? Find(string clerkUserId) => _users.GetValueOrDefault(clerkUserId);

    public void Add(MappedUser user) => _users[user.ClerkUserId] = user;

    /// <summary>Reads all of them.</summary>
    public static async Task<IdMap> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var map = new IdMap();
        await using var command = new NpgsqlCommand("SELECT clerk_user_id, workos_user_id, organization_id, workos_organization_id FROM clerk2workos.user_map", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            map.Add(new MappedUser(reader.GetString(0), reader.GetString(1), reader.GetGuid(2), reader.GetString(3)));
        return map;
    }
}
