using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Filling;

/// <summary>How far the rows of each table are filled, committed with them.</summary>
internal static class FillProgress
{
    public const string Script = """
        CREATE TABLE IF NOT EXISTS clerk2workos.in_place_progress (
            table_name text PRIMARY KEY,
            upper_key text[],                           -- rows up to this one have been looked at; null for none
            passes integer NOT NULL DEFAULT 0,          -- how often the end was reached
            filled bigint NOT NULL DEFAULT 0,
            is_done boolean NOT NULL DEFAULT false
        )
        """;

    public const string DropScript = "DROP TABLE IF EXISTS clerk2workos.in_place_progress";

    public static async Task<(string[]? UpperKey, int Passes, bool IsDone)> ReadAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        var rows = await connection.ListAsync(
            "SELECT upper_key, passes, is_done FROM clerk2workos.in_place_progress WHERE table_name = $1", row => (row.IsDBNull(0) ? null : row.GetFieldValue<string[]>(0), row.GetInt32(1), row.GetBoolean(2)),
            cancellationToken, table).ConfigureAwait(false);
        return rows.Count == 0 ? (null, 0, false) : rows[0];
    }

    /// <summary>Within the transaction that filled the rows.</summary>
    public static Task NoteAsync(NpgsqlConnection connection, string table, string[] upperKey, long filled, CancellationToken cancellationToken) => connection.ExecuteAsync(
        "INSERT INTO clerk2workos.in_place_progress AS p (table_name, upper_key, filled) VALUES ($1, $2, $3) ON CONFLICT (table_name) DO UPDATE SET upper_key = excluded.upper_key, filled = p.filled + excluded.filled",
        cancellationToken, table, upperKey, filled);

    /// <summary>The end was reached.</summary>
    public static Task NoteEndAsync(NpgsqlConnection connection, string table, bool isDone, CancellationToken cancellationToken) => connection.ExecuteAsync(
        "INSERT INTO clerk2workos.in_place_progress AS p (table_name, passes, is_done) VALUES ($1, 1, $2) ON CONFLICT (table_name) DO UPDATE SET upper_key = NULL, passes = p.passes + 1, is_done = excluded.is_done",
        cancellationToken, table, isDone);
}
