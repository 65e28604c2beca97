using System.Globalization;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Filling;

/// <summary>What is not in step in a table.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Column">The column of Clerk ids, or the one of the organization.</param>
/// <param name="Unfilled">Rows without a WorkOS id, or an organization, that the map has.</param>
/// <param name="Wrong">Rows whose ids are not the same user's.</param>
/// <param name="Unmapped">Rows whose Clerk id is not in the map.</param>
internal sealed record IdMismatch(string Table, string Column, long Unfilled, long Wrong, long Unmapped)
{
    /// <summary>Sentences on what is wrong.</summary>
    public IEnumerable<string> Sentences(bool allowsUnmapped)
    {
        if (Unfilled > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Unfilled} rows of {Table} are not filled from {Column}, though the map has their ids.");
        if (Wrong > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Wrong} rows of {Table} have a Clerk id in {Column} and a WorkOS id that are not the same user's.");
        if (Unmapped > 0 && !allowsUnmapped)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Unmapped} rows of {Table} have a Clerk id in {Column} that is not in the id map: move these users, or allow such rows (--allow-unmapped).");
    }
}

/// <summary>Counts what is not in step.</summary>
internal static class IdMismatches
{
    public static async Task<List<IdMismatch>> CountAsync(NpgsqlConnection connection, InPlacePlan plan, CancellationToken cancellationToken)
    {
        var mismatches = new List<IdMismatch>();
        foreach (var table in plan.Tables)
        {
            foreach (var pair in table.Pairs)
            {
                var (clerk, workos) = ($"t.{pair.ClerkSql}", $"t.{pair.WorkosSql}");
                var wanted = $"CASE WHEN {clerk} LIKE 'workos:%' THEN substr({clerk}, 8) ELSE m.workos_user_id END";
                var counts = await connection.ListAsync($"""
                    SELECT count(*) FILTER (WHERE {workos} IS NULL AND {wanted} IS NOT NULL), count(*) FILTER (WHERE {workos} IS NOT NULL AND {workos} IS DISTINCT FROM {wanted}),
                        count(*) FILTER (WHERE {workos} IS NULL AND {clerk} IS NOT NULL AND {wanted} IS NULL)
                    FROM {table.QuotedName} t LEFT JOIN clerk2workos.user_map m ON m.clerk_user_id = {clerk}
                    """, row => new IdMismatch(table.Name, pair.Clerk, row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), cancellationToken).ConfigureAwait(false);
                mismatches.AddRange(counts.Where(IsOne));
            }

            if (table.Organization is not { } organization)
                continue;
            var unfilled = await connection.ScalarAsync<long>($"SELECT count(*) FROM {table.QuotedName} t WHERE t.{organization.ColumnSql} IS NULL AND {RowFiller.OrganizationSql(organization)} IS NOT NULL", cancellationToken).ConfigureAwait(false);
            mismatches.AddRange(new[] { new IdMismatch(table.Name, organization.Column, unfilled, 0, 0) }.Where(IsOne));
        }

        return mismatches;
    }

    /// <summary>Rows by Clerk ids that are not in the map, before anything is added.</summary>
    public static async Task<List<string>> OrphansAsync(NpgsqlConnection connection, InPlacePlan plan, CancellationToken cancellationToken)
    {
        var orphans = new List<string>();
        foreach (var table in plan.Tables)
        {
            foreach (var pair in table.Pairs)
            {
                var found = await connection.ListAsync($"""
                    SELECT count(*), count(DISTINCT t.{pair.ClerkSql}), min(t.{pair.ClerkSql}) FROM {table.QuotedName} t
                    WHERE t.{pair.ClerkSql} IS NOT NULL AND t.{pair.ClerkSql} NOT LIKE 'workos:%' AND NOT EXISTS (SELECT FROM clerk2workos.user_map m WHERE m.clerk_user_id = t.{pair.ClerkSql})
                    """, row => (Rows: row.GetInt64(0), Ids: row.GetInt64(1), First: row.Text(2)), cancellationToken).ConfigureAwait(false);
                orphans.AddRange(found.Where(orphan => orphan.Rows > 0).Select(orphan =>
                    string.Create(CultureInfo.InvariantCulture, $"{orphan.Rows} rows of {table.Name} have {orphan.Ids} Clerk ids in {pair.Clerk} that are not in the id map, such as {orphan.First}: move these users, or allow such rows (--allow-unmapped).")));
            }
        }

        return orphans;
    }

    private static bool IsOne(IdMismatch mismatch) => mismatch.Unfilled + mismatch.Wrong + mismatch.Unmapped > 0;
}
