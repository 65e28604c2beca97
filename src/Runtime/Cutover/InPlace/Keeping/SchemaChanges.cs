using System.Globalization;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Keeping;

/// <summary>
/// Changes to tables that people are using: one statement a transaction, which gives up on its lock after <see cref="CutoverOptions.LockTimeout"/>, so that nobody waits behind it for
/// longer, and is tried again.
/// </summary>
internal sealed class SchemaChanges(CutoverContext context, StatementListener listener) : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private NpgsqlConnection? _connection;

    /// <summary>A connection for looking at things between two changes.</summary>
    public async Task<NpgsqlConnection> ConnectionAsync(CancellationToken cancellationToken)
    {
        if (_connection is not { State: System.Data.ConnectionState.Open })
        {
            if (_connection is not null)
                await _connection.DisposeAsync().ConfigureAwait(false);
            _connection = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await _connection.ExecuteAsync("SET statement_timeout = 0", cancellationToken).ConfigureAwait(false);     // what has its lock may take as long as the table is large
        }

        return _connection;
    }

    public async Task RunAsync(IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
            await RunAsync(statement, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a statement in a transaction of its own.</summary>
    /// <exception cref="CutoverException">Its lock was not to be had within <see cref="InPlaceOptions.Patience"/>, or PostgreSQL refuses it.</exception>
    public async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await listener.BeginsAsync(sql).ConfigureAwait(false);
        var began = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await OnceAsync(sql, cancellationToken).ConfigureAwait(false);
                break;
            }
            catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                if (TimeProvider.System.GetElapsedTime(began) > context.Options.InPlace.Patience)
                    throw new CutoverException($"The lock for '{FirstLine(sql)}' was not to be had in {attempt} attempts: a transaction is open on the table all the time (pg_stat_activity shows which); end it and go on.", busy);
                context.Say($"waiting for the lock of '{FirstLine(sql)}'");
                var pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 200 * attempt));
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException refusal)
            {
                throw new CutoverException($"PostgreSQL refuses '{FirstLine(sql)}': {refusal.MessageText}.", refusal);
            }
        }

        await listener.DoneAsync(sql).ConfigureAwait(false);
    }

    /// <summary>Runs a statement that cannot be in a transaction and keeps no writer waiting: an index that is built or dropped CONCURRENTLY.</summary>
    public async Task RunBesideAsync(string sql, CancellationToken cancellationToken)
    {
        await listener.BeginsAsync(sql).ConfigureAwait(false);
        var connection = await ConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // It waits for transactions, not they for it: a time-out would only leave an invalid index.
            await connection.ExecuteAsync("SET lock_timeout = 0", cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refusal) when (refusal.SqlState != PostgresErrorCodes.QueryCanceled)
        {
            throw new CutoverException($"PostgreSQL refuses '{FirstLine(sql)}': {refusal.MessageText}.", refusal);
        }

        await listener.DoneAsync(sql).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task OnceAsync(string sql, CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(cancellationToken).ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await connection.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = {(long)context.Options.LockTimeout.TotalMilliseconds}"), cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static string FirstLine(string sql) => sql.Split('\n', 2)[0];
}
