using System.Transactions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Guests.Database;

/// <summary>The service connection, and the tables as they were last seen. Each piece of work takes a connection, does one short transaction and gives it back.</summary>
internal sealed class GuestDatabase : IAsyncDisposable, IDisposable
{
    private const int Attempts = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlDataSource? _own;
    private readonly NpgsqlDataSource _source;
    private readonly SemaphoreSlim _connections;
    private readonly GuestOptions _options;
    private readonly TimeProvider _time;
    private volatile GuestTables? _tables;

    public GuestDatabase(IServiceProvider services, IOptions<GuestOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        if (_options.ConnectionString is { } connectionString)
        {
            // Nothing is set on a session, so nothing is to be reset: a pooler that gives each transaction another session would be confused by it.
            _own = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false, NoResetOnClose = true });
        }

        _source = _own ?? services.GetRequiredKeyedService<NpgsqlDataSource>(_options.DataSourceKey);

        // Who finds the pool empty waits here, in order and as long as it takes, and not at the pool, which gives up after a while.
        _connections = new SemaphoreSlim(Math.Max(1, new NpgsqlConnectionStringBuilder(_source.ConnectionString).MaxPoolSize));
    }

    public NpgsqlDataSource Source => _source;

    /// <summary>The tables' shape, read once.</summary>
    /// <exception cref="GuestRegistrationException">They do not fit.</exception>
    public async Task<GuestTables> TablesAsync(CancellationToken cancellationToken) => _tables ??= await RunAsync(
        (connection, token) => GuestTables.ReadAsync(connection, _options, token), cancellationToken).ConfigureAwait(false);

    /// <summary>Does something that may be done again: what fails because the connection broke is repeated.</summary>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(work, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException exception) when (SpeaksOfTheTables(exception))
            {
                _tables = null;         // they were changed, perhaps: the next call looks again
                throw new GuestRegistrationException(
                    $"The tables do not take a guest's rows: {exception.MessageText} ({exception.SqlState}). Put them or the role's rights right, or name others in GuestOptions.Tables.", exception);
            }
            catch (NpgsqlException exception) when (attempt < Attempts && IsPassing(exception))
            {
                await Task.Delay(FirstPause * Math.Pow(2, attempt - 1) * (0.75 + Random.Shared.NextDouble() / 2), _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
            await _own.DisposeAsync().ConfigureAwait(false);
        _connections.Dispose();
    }

    public void Dispose()
    {
        _own?.Dispose();
        _connections.Dispose();
    }

    private async Task<T> OnceAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await _connections.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A transaction that the application has open must not take the registration back with it: WorkOS's side would stay.
            using var apart = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
            await using var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return await work(connection, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _connections.Release();
        }
    }

    // A server that shuts down or ends a session says so, and takes others in a moment.
    private static bool IsPassing(NpgsqlException exception) => exception.IsTransient
        || exception.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or "57P05";

    // Class 22: a value that a column does not take; 23: a constraint; 42: names, types and rights.
    private static bool SpeaksOfTheTables(PostgresException exception) =>
        exception.SqlState.StartsWith("22", StringComparison.Ordinal) || exception.SqlState.StartsWith("23", StringComparison.Ordinal)
        || exception.SqlState.StartsWith("42", StringComparison.Ordinal);
}
