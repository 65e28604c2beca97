using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.RowLevelSecurity.Sessions;

/// <summary>The statement that puts a session on a transaction, and its preparation on a new connection.</summary>
internal static class SettingsStatement
{
    // As parameters neither stands in a log of statements or in pg_stat_statements; a search path cannot put another function in the place of this one.
    private const string Text = "SELECT pg_catalog.set_config('request.jwt.claims', $1, true), pg_catalog.set_config('role', $2, true)";

    // A pooler tells of a process that it made up, and may give the next transaction to another.
    private const string Process = "SELECT pg_catalog.pg_backend_pid()";

    public static NpgsqlBatchCommand Create(string claims, string role) => new(Text) { Parameters = { Parameter(claims), Parameter(role) } };

    /// <summary>Whether PostgreSQL no longer has what was prepared: the application ran <c>DEALLOCATE</c>, or a pooler told of a process that is not the connection's own.</summary>
    public static bool IsForgotten(PostgresException failure) => failure.SqlState == PostgresErrorCodes.InvalidSqlStatementName;

    public static void Prepare(NpgsqlConnection connection)
    {
        using var process = new NpgsqlCommand(Process, connection);
        if ((int)process.ExecuteScalar()! != connection.ProcessID)
            return;
        using var batch = ToPrepare(connection);
        batch.Prepare();
    }

    public static async Task PrepareAsync(NpgsqlConnection connection)
    {
        await using var process = new NpgsqlCommand(Process, connection);
        if ((int)(await process.ExecuteScalarAsync().ConfigureAwait(false))! != connection.ProcessID)
            return;
        await using var batch = ToPrepare(connection);
        await batch.PrepareAsync().ConfigureAwait(false);
    }

    private static NpgsqlBatch ToPrepare(NpgsqlConnection connection) => new(connection) { BatchCommands = { Create("", "") } };

    private static NpgsqlParameter<string> Parameter(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };
}
