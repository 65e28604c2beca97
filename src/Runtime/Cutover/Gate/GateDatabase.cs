using System.Globalization;
using Clerk2WorkOS.Cutover.Window;
using Clerk2WorkOS.Sql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>What an instance reads and writes of its gate. Each statement is a transaction of its own and nothing is prepared, so that a pooler does no harm.</summary>
internal sealed class GateDatabase : IAsyncDisposable
{
    private const int TimeoutSeconds = 5;

    private readonly NpgsqlDataSource _database;
    private readonly string _instance = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid().ToString("N")[..8]}");

    public GateDatabase(IOptions<CutoverGateOptions> options)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Enlist = false, MaxPoolSize = 2, MinPoolSize = 0, CommandTimeout = TimeoutSeconds, Timeout = TimeoutSeconds };
        settings.ApplicationName ??= "clerk2workos gate";
        _database = NpgsqlDataSource.Create(settings);
    }

    /// <summary>The gate; <see cref="GateView.Absent"/> where its tables are not there.</summary>
    public async Task<GateView> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = _database.CreateCommand("SELECT state, epoch, retry_after_seconds FROM clerk2workos.gate");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
                ? new GateView(GateControl.StateOf(reader.GetString(0)), reader.GetInt64(1), TimeSpan.FromSeconds(reader.GetInt32(2)))
                : GateView.Absent;
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return GateView.Absent;
        }
    }

    /// <summary>Says that this instance follows the epoch, and what it still serves under an older one.</summary>
    public async Task AcknowledgeAsync(long epoch, int inFlight, SideSignals signals, CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand(
            """
            INSERT INTO clerk2workos.gate_instances (instance, epoch, in_flight, seen_at, signals) VALUES ($1, $2, $3, now(), $4::jsonb)
            ON CONFLICT (instance) DO UPDATE SET epoch = EXCLUDED.epoch, in_flight = EXCLUDED.in_flight, seen_at = now(), signals = EXCLUDED.signals
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _instance });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = epoch });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = inFlight });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = signals.ToJson() });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Nobody waits for this instance any more.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync("DELETE FROM clerk2workos.gate_instances WHERE instance = $1", cancellationToken, _instance).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
