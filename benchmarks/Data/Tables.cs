using System.Globalization;
using Npgsql;

namespace Clerk2WorkOS.Benchmarks.Data;

/// <summary>One legacy table, its counterpart, and a map of users.</summary>
internal static class Tables
{
    private const string Columns = "name text NOT NULL, price numeric(10,2), starts_at timestamptz NOT NULL, is_active boolean NOT NULL, data jsonb";

    public static string Legacy(string key, int rows, int users) => string.Create(CultureInfo.InvariantCulture, $"""
        CREATE TABLE event (id {key} PRIMARY KEY, clerk_user_id text NOT NULL, {Columns});
        INSERT INTO event SELECT {(key == "uuid" ? "gen_random_uuid()" : "n")}, 'user_2aBcDeFgHiJkLmNoPqRs' || lpad((n::bigint * 7919 % {users})::text, 7, '0'), 'Event number ' || n, n % 10000 / 100.0,
            '2026-01-01'::timestamptz + n * interval '1 minute', n % 3 = 0, jsonb_build_object('n', n, 'tags', jsonb_build_array('a', 'b'))
        FROM generate_series(1, {rows}) n;
        """);

    public static string Target(string key) => $"""
        CREATE TABLE raw_events (id {key} PRIMARY KEY, clerk_user_id text NOT NULL, {Columns});
        CREATE TABLE events (id {key} PRIMARY KEY, workos_user_id text NOT NULL, {Columns}, org_id uuid NOT NULL);
        """;

    public static string Map(int users) => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO clerk2workos.user_map SELECT 'user_2aBcDeFgHiJkLmNoPqRs' || lpad(n::text, 7, '0'), 'user_01J000000000000000' || lpad(n::text, 7, '0'), gen_random_uuid(), 'org_' || n FROM generate_series(0, {users - 1}) n;
        """);

    /// <summary>Puts every tenth row into the target as a run would.</summary>
    public static async Task FillAsync(string legacy, string target)
    {
        await using var from = new NpgsqlConnection(legacy);
        await using var to = new NpgsqlConnection(target);
        await from.OpenAsync();
        await to.OpenAsync();
        await ExecuteAsync(to, "CREATE TEMP TABLE tenth (LIKE raw_events)");
        await using (var source = await from.BeginRawBinaryCopyAsync("COPY (SELECT id, clerk_user_id, name, price, starts_at, is_active, data FROM (SELECT e.*, row_number() OVER (ORDER BY id) AS place FROM event e) e WHERE place % 10 = 0) TO STDOUT (FORMAT BINARY)"))
        await using (var sink = await to.BeginRawBinaryCopyAsync("COPY tenth FROM STDIN (FORMAT BINARY)"))
        {
            var buffer = new byte[64 * 1024];
            while (await source.ReadAsync(buffer.AsMemory(), default) is > 0 and var count)
                await sink.WriteAsync(buffer.AsMemory(0, count), default);
        }

        await ExecuteAsync(to, """
            INSERT INTO events SELECT t.id, m.workos_user_id, t.name, t.price, t.starts_at, t.is_active, t.data, m.organization_id FROM tenth t JOIN clerk2workos.user_map m ON m.clerk_user_id = t.clerk_user_id;
            ANALYZE events
            """);
    }

    public static async Task<long> CountAsync(string target)
    {
        await using var connection = new NpgsqlConnection(target);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT (SELECT count(*) FROM raw_events) + (SELECT count(*) FROM events)", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
