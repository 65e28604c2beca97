using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Switching;

/// <summary>Which ids the instances of an application read and write by, as it stands in the database: they poll the row and note which epoch they follow.</summary>
internal static class IdSwitch
{
    /// <summary>The tables; run again it does nothing.</summary>
    public const string Script = """
        BEGIN;
        SELECT pg_advisory_xact_lock(1660944385, 0);    -- two processes that start at once
        CREATE SCHEMA IF NOT EXISTS clerk2workos;
        CREATE TABLE IF NOT EXISTS clerk2workos.id_switch (
            id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
            epoch bigint NOT NULL DEFAULT 0,            -- raised by each change
            reads_workos boolean NOT NULL DEFAULT false,
            writes_workos boolean NOT NULL DEFAULT false,
            changed_at timestamptz NOT NULL DEFAULT now()
        );
        INSERT INTO clerk2workos.id_switch DEFAULT VALUES ON CONFLICT DO NOTHING;
        CREATE TABLE IF NOT EXISTS clerk2workos.id_switch_instances (
            instance text PRIMARY KEY,                  -- machine, process and a random part
            epoch bigint NOT NULL,                      -- which change it follows
            seen_at timestamptz NOT NULL DEFAULT now()
        );
        COMMIT;
        """;

    public static async Task EnsureAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Script);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What an instance that logs in as this role needs, beside the use of the schema.</summary>
    public static string[] GrantsFor(string role) =>
        [$"GRANT SELECT ON clerk2workos.id_switch TO {SqlName.Quote(role)}", $"GRANT SELECT, INSERT, UPDATE, DELETE ON clerk2workos.id_switch_instances TO {SqlName.Quote(role)}"];

    /// <summary>What a step runs; it changes nothing where it stands so already.</summary>
    public static string SetSql(bool? reads, bool? writes)
    {
        var wanted = new[] { ("reads_workos", reads), ("writes_workos", writes) }.Where(flag => flag.Item2 is not null).Select(flag => (Name: flag.Item1, Value: flag.Item2!.Value ? "true" : "false")).ToList();
        return $"UPDATE clerk2workos.id_switch SET epoch = epoch + 1, changed_at = now(), {string.Join(", ", wanted.Select(flag => $"{flag.Name} = {flag.Value}"))} WHERE {string.Join(" OR ", wanted.Select(flag => $"{flag.Name} <> {flag.Value}"))}";
    }

    /// <summary>Null where nobody has made the tables.</summary>
    public static async Task<(long Epoch, bool Reads, bool Writes)?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!await connection.ScalarAsync<bool>("SELECT to_regclass('clerk2workos.id_switch') IS NOT NULL", cancellationToken).ConfigureAwait(false))
            return null;
        var rows = await connection.ListAsync(
            "SELECT epoch, reads_workos, writes_workos FROM clerk2workos.id_switch", row => (row.GetInt64(0), row.GetBoolean(1), row.GetBoolean(2)), cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Instances that were seen lately.</summary>
    public static Task<List<(string Instance, long Epoch)>> InstancesAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.ListAsync(
        "SELECT instance, epoch FROM clerk2workos.id_switch_instances WHERE seen_at > now() - interval '10 seconds' ORDER BY instance", row => (row.GetString(0), row.GetInt64(1)), cancellationToken);

    /// <summary>Waits until every instance that was seen lately follows the switch as it stands.</summary>
    /// <exception cref="CutoverException">One does not within the patience.</exception>
    public static async Task WaitForInstancesAsync(NpgsqlConnection connection, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var epoch = (await ReadAsync(connection, cancellationToken).ConfigureAwait(false))?.Epoch ?? 0;
            var late = (await InstancesAsync(connection, cancellationToken).ConfigureAwait(false)).FindAll(instance => instance.Epoch < epoch);
            if (late.Count == 0)
                return;
            if (TimeProvider.System.GetElapsedTime(began) > patience)
                throw new CutoverException($"{late.Count} instances do not follow the switch, the first: {late[0].Instance}.");
            await Task.Delay(50, cancellationToken).ConfigureAwait(false);
        }
    }
}
