using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>
/// The gate of one side, as it stands in that side's own database: its instances poll the row and note which epoch they follow and how many requests they are still
/// serving under an older one.
/// </summary>
internal static class GateControl
{
    /// <summary>The tables, in schema <c>clerk2workos</c> of the side's database; run again it does nothing.</summary>
    public const string Script = """
        BEGIN;
        SELECT pg_advisory_xact_lock(1660944385, 0);    -- two processes that start at once
        CREATE SCHEMA IF NOT EXISTS clerk2workos;

        CREATE TABLE IF NOT EXISTS clerk2workos.gate (
            id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
            epoch bigint NOT NULL DEFAULT 0,            -- raised by each change
            state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'hold', 'forward', 'maintenance')),
            retry_after_seconds integer NOT NULL DEFAULT 30,
            changed_at timestamptz NOT NULL DEFAULT now()
        );
        INSERT INTO clerk2workos.gate DEFAULT VALUES ON CONFLICT DO NOTHING;

        CREATE TABLE IF NOT EXISTS clerk2workos.gate_instances (
            instance text PRIMARY KEY,                  -- machine, process and a random part
            epoch bigint NOT NULL,                      -- which change it follows
            in_flight integer NOT NULL,                 -- requests that may write and began under an older one
            seen_at timestamptz NOT NULL DEFAULT now(),
            signals jsonb NOT NULL DEFAULT '{}'         -- what it counted lately, for the window
        );
        COMMIT;
        """;

    public static async Task EnsureAsync(NpgsqlDataSource side, CancellationToken cancellationToken)
    {
        await using var connection = await side.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(Script, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives the role that the application logs in as what it needs to follow the gate, and no more; instances that were not seen for a day are forgotten.</summary>
    public static async Task GrantAsync(NpgsqlDataSource side, string appRole, CancellationToken cancellationToken)
    {
        await using var connection = await side.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(
            $"""
            GRANT USAGE ON SCHEMA clerk2workos TO {SqlName.Quote(appRole)};
            GRANT SELECT ON clerk2workos.gate TO {SqlName.Quote(appRole)};
            GRANT SELECT, INSERT, UPDATE, DELETE ON clerk2workos.gate_instances TO {SqlName.Quote(appRole)};
            DELETE FROM clerk2workos.gate_instances WHERE seen_at < now() - interval '1 day'
            """, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How the gate stands.</summary>
    public static async Task<GateState> StateAsync(NpgsqlDataSource side, CancellationToken cancellationToken)
    {
        await using var connection = await side.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return StateOf((await connection.ScalarAsync<string>("SELECT state FROM clerk2workos.gate", cancellationToken).ConfigureAwait(false))!);
    }

    /// <summary>Changes the gate, unless it stands so already.</summary>
    /// <returns>The epoch that the instances have to follow.</returns>
    public static async Task<long> SetAsync(NpgsqlDataSource side, GateState state, CancellationToken cancellationToken)
    {
        await using var connection = await side.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(
            "UPDATE clerk2workos.gate SET epoch = epoch + 1, state = $1, changed_at = now() WHERE state <> $1", cancellationToken, NameOf(state)).ConfigureAwait(false);
        return await connection.ScalarAsync<long>("SELECT epoch FROM clerk2workos.gate", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until every instance that was seen lately follows the epoch and serves no request of an older one.</summary>
    /// <exception cref="CutoverException">One does not within the patience.</exception>
    public static async Task WaitForInstancesAsync(NpgsqlDataSource side, long epoch, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await using var connection = await side.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            var late = await connection.ListAsync(
                "SELECT instance, epoch, in_flight FROM clerk2workos.gate_instances WHERE seen_at > now() - interval '10 seconds' AND (epoch < $1 OR in_flight > 0) ORDER BY instance",
                row => row.GetInt64(1) < epoch ? $"{row.GetString(0)} has not answered" : $"{row.GetString(0)} still serves {row.GetInt32(2)} requests", cancellationToken, epoch).ConfigureAwait(false);
            if (late.Count == 0)
                return;
            if (TimeProvider.System.GetElapsedTime(began) > patience)
                throw new CutoverException($"{late.Count} instances do not follow the gate, the first: {late[0]}.");
            await Task.Delay(50, cancellationToken).ConfigureAwait(false);
        }
    }

    public static GateState StateOf(string name) => name switch
    {
        "open" => GateState.Open,
        "hold" => GateState.Hold,
        "forward" => GateState.Forward,
        _ => GateState.Maintenance,
    };

    public static string NameOf(GateState state) => state switch
    {
        GateState.Open => "open",
        GateState.Hold => "hold",
        GateState.Forward => "forward",
        _ => "maintenance",
    };
}
