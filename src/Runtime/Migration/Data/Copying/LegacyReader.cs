using System.Data;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>A connection to the legacy database that sees it as it was at one moment and writes nothing to it.</summary>
internal sealed class LegacyReader : IAsyncDisposable
{
    /// <summary>So that both databases write every value as the same text, and nothing ends a transaction that only waits.</summary>
    public const string Settings = """
        SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex';
        SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL row_security = off;
        """;

    private LegacyReader(NpgsqlConnection connection, string snapshot) => (Connection, Snapshot) = (connection, snapshot);

    public NpgsqlConnection Connection { get; }

    /// <summary>Which transactions are seen: the same text for the same state.</summary>
    public string Snapshot { get; }

    /// <param name="legacy">The legacy database.</param>
    /// <param name="exported">What another transaction exported, to see the same; null for the state as it is now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="PostgresException">The transaction that exported it has ended.</exception>
    public static async Task<LegacyReader> OpenAsync(NpgsqlDataSource legacy, string? exported, CancellationToken cancellationToken)
    {
        var connection = await legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync("SET TRANSACTION READ ONLY", cancellationToken).ConfigureAwait(false);
            if (exported is not null)
                await connection.ExecuteAsync($"SET TRANSACTION SNAPSHOT {SqlName.Literal(exported)}", cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(Settings, cancellationToken).ConfigureAwait(false);
            var snapshot = await connection.ScalarAsync<string>("SELECT pg_current_snapshot()::text", cancellationToken).ConfigureAwait(false);
            return new LegacyReader(connection, snapshot!);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A name under which other connections can see the same, as long as this one is open.</summary>
    public async Task<string> ExportAsync(CancellationToken cancellationToken) =>
        (await Connection.ScalarAsync<string>("SELECT pg_export_snapshot()", cancellationToken).ConfigureAwait(false))!;

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
