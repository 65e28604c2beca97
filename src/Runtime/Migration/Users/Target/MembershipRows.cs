using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Target;

/// <summary>The memberships that the target has of users who have moved.</summary>
internal static class MembershipRows
{
    /// <summary>By WorkOS's id of the user.</summary>
    public static async Task<ILookup<string, MovedMembership>> ReadAsync(TargetDatabase target, TargetTables tables, CancellationToken cancellationToken)
    {
        var names = tables.Names;
        var rows = await target.RunAsync(
            async (connection, token) =>
            {
                var all = new List<(string User, MovedMembership Membership)>();
                await using var command = new NpgsqlCommand(
                    $"""
                    SELECT m.{SqlName.Quote(names.MembershipsWorkosUserId)}::text, o.{SqlName.Quote(names.OrganizationsWorkosOrgId)}::text, m.{SqlName.Quote(names.MembershipsRole)}::text, m.{SqlName.Quote(names.MembershipsStatus)}::text
                    FROM {tables.Memberships.QuotedName} m JOIN {tables.Organizations.QuotedName} o ON o.{SqlName.Quote(names.OrganizationsId)} = m.{SqlName.Quote(names.MembershipsOrgId)}
                    JOIN clerk2workos.user_map u ON u.workos_user_id = m.{SqlName.Quote(names.MembershipsWorkosUserId)}::text
                    """,
                    connection);
                command.CommandTimeout = 0;
                await using var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                while (await reader.ReadAsync(token).ConfigureAwait(false))
                    all.Add((reader.GetString(0), new(reader.GetString(1), reader.IsDBNull(2) ? "" : reader.GetString(2), reader.IsDBNull(3) ? "" : reader.GetString(3))));
                return all;
            },
            cancellationToken).ConfigureAwait(false);
        return rows.ToLookup(row => row.User, row => row.Membership, StringComparer.Ordinal);
    }
}
