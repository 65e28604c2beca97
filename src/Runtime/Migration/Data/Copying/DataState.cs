using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Reads from the target where the migration stands.</summary>
internal static class DataState
{
    public static async Task<DataResult> ReadAsync(NpgsqlDataSource target, DataMap map, DataProgressCount count, CancellationToken cancellationToken)
    {
        await using var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var rejects = await RejectsAsync(connection, cancellationToken).ConfigureAwait(false);
        var chunks = await connection.ListAsync(
            """
            SELECT source, sum(rows_read)::bigint, (sum(rows_written) + max(retried_written))::bigint, (sum(rows_there) + max(retried_there))::bigint, count(*) FILTER (WHERE state = 'open')::integer
            FROM clerk2workos.checkpoints JOIN clerk2workos.data_tables USING (source) GROUP BY source
            """,
            row => (Source: row.GetString(0), Read: row.GetInt64(1), Written: row.GetInt64(2), There: row.GetInt64(3), Open: row.GetInt32(4)), cancellationToken).ConfigureAwait(false);
        var snapshots = await connection.ScalarAsync<int>("SELECT count(DISTINCT snapshot)::integer FROM clerk2workos.checkpoints", cancellationToken).ConfigureAwait(false);
        var tables = map.Tables.Select(table =>
        {
            var (_, read, written, there, open) = chunks.Find(chunk => chunk.Source == table.Name);
            return new MovedTable(table.Name, TableMapping.NameOf(table.Target), read, written, there, rejects.Where(reject => reject.Source == table.Name).Sum(reject => reject.Rows), open);
        });
        var leftovers = map.Problems.Where(problem => problem.Code is "unmapped_table" or "unmapped_column" or "no_organization");
        return new DataResult([.. tables], rejects, [.. leftovers], snapshots, count.Counts.Read, count.Elapsed);
    }

    /// <summary>The open rejects; none where the tables are not there yet.</summary>
    public static async Task<IReadOnlyList<RejectCount>> RejectsAsync(NpgsqlConnection target, CancellationToken cancellationToken)
    {
        if (!await target.ScalarAsync<bool>("SELECT to_regclass('clerk2workos.rejects') IS NOT NULL", cancellationToken).ConfigureAwait(false))
            return [];
        return await target.ListAsync(
            """
            SELECT source, reason, count(*), (array_agg(key ORDER BY key) FILTER (WHERE place <= 20))
            FROM (SELECT source, reason, key, row_number() OVER (PARTITION BY source, reason ORDER BY key) AS place FROM clerk2workos.rejects WHERE kind = 'row') r
            GROUP BY source, reason ORDER BY source, reason
            """,
            row => new RejectCount(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<string[]>(3)), cancellationToken).ConfigureAwait(false);
    }
}
