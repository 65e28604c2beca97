using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Filling;

/// <summary>Fills rows whose ids have come into the maps since.</summary>
internal static class OpenIds
{
    public static async Task FillAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var mapped = await connection.ListAsync("""
            SELECT DISTINCT o.id FROM clerk2workos.in_place_open o
            WHERE o.reason = 'unmapped' AND (EXISTS (SELECT FROM clerk2workos.user_map m WHERE m.clerk_user_id = o.id) OR EXISTS (SELECT FROM clerk2workos.organization_map m WHERE m.clerk_org_id = o.id))
            """, row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        foreach (var id in mapped)
            await connection.ExecuteAsync("SELECT clerk2workos.in_place_fill($1)", cancellationToken, id).ConfigureAwait(false);
    }
}
