using System.Globalization;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>The pieces of work in the target. Who works on one holds the lock on its row, so that a worker that dies gives it back by dying.</summary>
internal static class Checkpoints
{
    private const string Lock = "SELECT pg_advisory_xact_lock(1660944385, 2)";

    /// <summary>Cuts a table into ranges of its key; nothing if that is done already. Inside of a transaction that is fenced.</summary>
    /// <exception cref="MigrationException">It was begun with another mapping.</exception>
    public static async Task PrepareAsync(NpgsqlConnection legacy, NpgsqlConnection target, TableMapping table, int chunkRows, CancellationToken cancellationToken)
    {
        await target.ExecuteAsync(Lock, cancellationToken).ConfigureAwait(false);
        var known = await target.ListAsync("SELECT target, fingerprint FROM clerk2workos.data_tables WHERE source = $1", row => (Target: row.GetString(0), Fingerprint: row.GetString(1)), cancellationToken, table.Name).ConfigureAwait(false);
        if (known.Count > 0)
        {
            if (known[0].Fingerprint != table.Fingerprint)
                throw new MigrationException($"{table.Name} was begun with another mapping or other columns; go on with those, or empty {TableMapping.NameOf(table.Target)} and delete {table.Name} from clerk2workos.data_tables, checkpoints and rejects.");
            return;
        }

        await target.ExecuteAsync(
            "INSERT INTO clerk2workos.data_tables (source, target, fingerprint) VALUES ($1, $2, $3)", cancellationToken, table.Name, TableMapping.NameOf(table.Target), table.Fingerprint).ConfigureAwait(false);
        var bounds = await BoundsAsync(legacy, table, chunkRows, cancellationToken).ConfigureAwait(false);
        for (var chunk = 0; chunk <= bounds.Count; chunk++)
        {
            await target.ExecuteAsync(
                "INSERT INTO clerk2workos.checkpoints (source, chunk, kind, place, lower_key, upper_key) VALUES ($1, $2, 'rows', $3, $4, $5)", cancellationToken,
                table.Name, chunk, table.Place, chunk == 0 ? DBNull.Value : bounds[chunk - 1], chunk == bounds.Count ? DBNull.Value : bounds[chunk]).ConfigureAwait(false);
        }

        if (table.Links.IsEmpty)
            return;
        await LinkStep.CreateAsync(target, table, cancellationToken).ConfigureAwait(false);
        await target.ExecuteAsync("INSERT INTO clerk2workos.checkpoints (source, chunk, kind, place) VALUES ($1, -1, 'links', $2)", cancellationToken, table.Name, table.Place).ConfigureAwait(false);
    }

    /// <summary>What is left to do, by legacy table.</summary>
    public static async Task<(HashSet<string> Rows, HashSet<string> Links)> OpenAsync(NpgsqlConnection target, CancellationToken cancellationToken)
    {
        var open = await target.ListAsync(
            "SELECT DISTINCT source, kind FROM clerk2workos.checkpoints WHERE state = 'open'", row => (Source: row.GetString(0), Kind: row.GetString(1)), cancellationToken).ConfigureAwait(false);
        return ([.. open.Where(work => work.Kind == "rows").Select(work => work.Source)], [.. open.Where(work => work.Kind == "links").Select(work => work.Source)]);
    }

    /// <summary>Takes a piece that nobody works on; null if there is none among these.</summary>
    public static async Task<Chunk?> ClaimAsync(NpgsqlConnection target, string[] rows, string[] links, CancellationToken cancellationToken) =>
        (await target.ListAsync(
            """
            SELECT source, chunk, kind = 'links', lower_key, upper_key FROM clerk2workos.checkpoints
            WHERE state = 'open' AND ((kind = 'rows' AND source = ANY($1)) OR (kind = 'links' AND source = ANY($2)))
            ORDER BY place, chunk LIMIT 1 FOR UPDATE SKIP LOCKED
            """,
            row => new Chunk(row.GetString(0), row.GetInt32(1), row.GetBoolean(2), Key(row, 3), Key(row, 4)), cancellationToken, rows, links).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Notes that it is done, in the transaction that did it.</summary>
    public static Task CompleteAsync(NpgsqlConnection target, string source, int chunk, long epoch, string? snapshot, ChunkCounts counts, CancellationToken cancellationToken) => target.ExecuteAsync(
        """
        UPDATE clerk2workos.checkpoints SET state = 'done', claimed_by = $3, epoch = $4, snapshot = $5, rows_read = $6, rows_written = $7, rows_there = $8, rows_rejected = $9, finished_at = clock_timestamp()
        WHERE source = $1 AND chunk = $2
        """,
        cancellationToken, source, chunk, string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}, process {Environment.ProcessId}"), epoch, (object?)snapshot ?? DBNull.Value,
        counts.Read, counts.Written, counts.There, counts.Rejected);

    /// <summary>The condition for a chunk's rows of <c>t</c>.</summary>
    public static string Condition(TableMapping table, Chunk chunk)
    {
        string?[] ends = [End(table, ">", chunk.Lower), End(table, "<=", chunk.Upper)];
        var conditions = ends.OfType<string>().ToList();
        return conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
    }

    private static async Task<List<string[]>> BoundsAsync(NpgsqlConnection legacy, TableMapping table, int chunkRows, CancellationToken cancellationToken)
    {
        var bounds = new List<string[]>();
        if (table.IsWhole || table.Key.IsEmpty)
            return bounds;
        var columns = string.Join(", ", table.Key.Select(column => $"t.{column.QuotedName}::text"));
        while (true)
        {
            var condition = bounds.Count == 0 ? "" : $" WHERE {End(table, ">", bounds[^1])}";
            var next = await legacy.ListAsync(
                $"SELECT ARRAY[{columns}] FROM {table.Source.QuotedName} t{condition} ORDER BY {table.KeySql} OFFSET {chunkRows - 1} LIMIT 1", row => row.GetFieldValue<string[]>(0), cancellationToken).ConfigureAwait(false);
            if (next.Count == 0)
                return bounds;
            bounds.Add(next[0]);
        }
    }

    private static string? End(TableMapping table, string comparison, string[]? key)
    {
        if (key is null)
            return null;
        var values = table.Key.Select((column, index) => $"{SqlName.Literal(key[index])}::{column.Type}");
        return table.Key.Length == 1 ? $"t.{table.Key[0].QuotedName} {comparison} {values.First()}" : $"({table.KeySql}) {comparison} ({string.Join(", ", values)})";
    }

    private static string[]? Key(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<string[]>(column);
}

/// <summary>One piece of work.</summary>
/// <param name="Source">The legacy table.</param>
/// <param name="Number">Its number in the table.</param>
/// <param name="IsLinks">Whether references are to be filled in; otherwise rows are to be copied.</param>
/// <param name="Lower">Keys above this one.</param>
/// <param name="Upper">Keys up to this one.</param>
internal sealed record Chunk(string Source, int Number, bool IsLinks, string[]? Lower, string[]? Upper);
