using Npgsql;

namespace Clerk2WorkOS.Migration.State;

/// <summary>How a command holds the migration.</summary>
internal enum FenceMode
{
    /// <summary>Alone: whoever else wants it is refused while this one lives.</summary>
    Alone,

    /// <summary>As one of several workers under one epoch.</summary>
    Joint,
}

/// <summary>What is held: people and rows can be under way at the same time.</summary>
internal enum FenceScope
{
    /// <summary>The commands about users.</summary>
    Users,

    /// <summary>The commands about rows.</summary>
    Data,

    /// <summary>The commands about the cut-over.</summary>
    Cutover,
}

/// <summary>
/// One migration per target and scope: whoever enters raises the epoch in the database, or joins it as a worker, and every write is checked against the epoch in its own
/// transaction, so that the late write of a runner that was given up for dead fails. Alive is who holds the advisory lock, which PostgreSQL frees when the
/// process dies; behind a pooler that gives each transaction another session, who wrote its beat not long ago.
/// </summary>
internal sealed class MigrationFence : IAsyncDisposable
{
    // Of pg_advisory_lock(int, int); the first number is the library's own, as in the scripts of its tables.
    private const int LockSpace = 1660944385;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _target;
    private readonly FenceScope _scope;
    private readonly FenceMode _mode;
    private readonly bool _isPooled;
    private readonly CancellationTokenSource _leaving = new();
    private NpgsqlConnection? _lock;
    private Task _beating = Task.CompletedTask;

    private MigrationFence(NpgsqlDataSource target, FenceScope scope, FenceMode mode, bool isPooled) => (_target, _scope, _mode, _isPooled) = (target, scope, mode, isPooled);

    /// <summary>The number of this run, which is in all its writes.</summary>
    public long Epoch { get; private set; }

    private int Number => _scope switch
    {
        FenceScope.Users => 1,
        FenceScope.Data => 4,
        _ => 5,
    };

    private string Row => _scope switch
    {
        FenceScope.Users => "scope = 'users'",
        FenceScope.Data => "scope = 'data'",
        _ => "scope = 'cutover'",
    };

    /// <summary>Takes the migration over, or joins it.</summary>
    /// <param name="target">The target; its <see cref="MigrationSchema"/> is there.</param>
    /// <param name="scope">Of what.</param>
    /// <param name="mode">Alone, or as one of several.</param>
    /// <param name="command">What runs, for those who are refused: <c>users run</c>.</param>
    /// <param name="isPooled">Whether a pooler may give each transaction another session.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="MigrationException">Another run lives.</exception>
    public static async Task<MigrationFence> EnterAsync(NpgsqlDataSource target, FenceScope scope, FenceMode mode, string command, bool isPooled, CancellationToken cancellationToken)
    {
        var fence = new MigrationFence(target, scope, mode, isPooled);
        try
        {
            var began = TimeProvider.System.GetTimestamp();
            while (!await fence.TryEnterAsync(command, cancellationToken).ConfigureAwait(false))
            {
                // Who has just taken over as the first of several lets the others in a moment later.
                if (mode == FenceMode.Alone || TimeProvider.System.GetElapsedTime(began) > Patience)
                    throw await fence.RefusalAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            await fence.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        fence._beating = fence.BeatAsync();
        return fence;
    }

    /// <summary>Begins a transaction that writes; it lets nobody take over before it ends.</summary>
    /// <exception cref="MigrationFencedException">Another run has taken over.</exception>
    public async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await CheckAsync(connection, cancellationToken).ConfigureAwait(false);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The same for a transaction that has begun already.</summary>
    /// <exception cref="MigrationFencedException">Another run has taken over.</exception>
    public async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // The epoch is a key of its table: raising it waits for this lock, the beat does not.
        await using var command = new NpgsqlCommand($"SELECT FROM clerk2workos.migration WHERE {Row} AND epoch = $1 FOR KEY SHARE", connection)
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = Epoch } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            throw new MigrationFencedException(Epoch);
    }

    /// <summary>Leaves: the next may enter at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync().ConfigureAwait(false);
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);      // ends by cancellation
        if (_isPooled && Epoch > 0)
            await TryAsync($"UPDATE clerk2workos.migration SET beat_at = NULL WHERE {Row} AND epoch = $1").ConfigureAwait(false);
        if (_lock is not null)
        {
            await TryAsync("SELECT pg_advisory_unlock_all() WHERE $1 >= 0").ConfigureAwait(false);      // the connection may go back into a pool
            await _lock.DisposeAsync().ConfigureAwait(false);
        }

        _leaving.Dispose();
    }

    private async Task<bool> TryEnterAsync(string command, CancellationToken cancellationToken)
    {
        if (_isPooled)
            return await TryTakeByBeatAsync(command, cancellationToken).ConfigureAwait(false);
        _lock ??= await OpenOwnAsync(cancellationToken).ConfigureAwait(false);
        if (await IsTrueAsync($"SELECT pg_try_advisory_lock({LockSpace}, {Number})", cancellationToken).ConfigureAwait(false))
        {
            Epoch = await RaiseAsync(_lock, command, cancellationToken).ConfigureAwait(false);
            if (_mode == FenceMode.Joint)
                await IsTrueAsync($"SELECT pg_try_advisory_lock_shared({LockSpace}, {Number}) AND pg_advisory_unlock({LockSpace}, {Number})", cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (_mode == FenceMode.Alone || !await IsTrueAsync($"SELECT pg_try_advisory_lock_shared({LockSpace}, {Number})", cancellationToken).ConfigureAwait(false))
            return false;
        await using var read = new NpgsqlCommand($"SELECT epoch FROM clerk2workos.migration WHERE {Row}", _lock);
        Epoch = (long)(await read.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        return true;
    }

    private async Task<bool> TryTakeByBeatAsync(string command, CancellationToken cancellationToken)
    {
        await using var connection = await _target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var read = new NpgsqlCommand($"SELECT epoch, beat_at > now() - interval '15 seconds', command FROM clerk2workos.migration WHERE {Row} FOR UPDATE", connection);
        long epoch;
        bool isAlive, isSame;
        await using (var reader = await read.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            epoch = reader.GetInt64(0);
            isAlive = !await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false) && reader.GetBoolean(1);
            isSame = !await reader.IsDBNullAsync(2, cancellationToken).ConfigureAwait(false) && reader.GetString(2) == command;
        }

        if (isAlive && !(_mode == FenceMode.Joint && isSame))
            return false;
        Epoch = isAlive ? epoch : await RaiseAsync(connection, command, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>A connection that nothing else uses as long as the lock is to be held.</summary>
    private async Task<NpgsqlConnection> OpenOwnAsync(CancellationToken cancellationToken)
    {
        var connection = _target.CreateConnection();
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }

    private async Task<bool> IsTrueAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _lock);
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    /// <summary>Waits until writes that are under way under the old epoch have ended.</summary>
    private async Task<long> RaiseAsync(NpgsqlConnection connection, string command, CancellationToken cancellationToken)
    {
        await using var raise = new NpgsqlCommand(
            $"UPDATE clerk2workos.migration SET epoch = epoch + 1, command = $1, runner = $2, started_at = now(), beat_at = now() WHERE {Row} RETURNING epoch", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = command },
                new NpgsqlParameter<string> { TypedValue = $"{Environment.MachineName}, process {Environment.ProcessId}" },
            },
        };
        return (long)(await raise.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    private async Task<MigrationException> RefusalAsync(CancellationToken cancellationToken)
    {
        await using var read = _target.CreateCommand($"SELECT command, runner, started_at FROM clerk2workos.migration WHERE {Row}");
        await using var reader = await read.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) && !await reader.IsDBNullAsync(0, cancellationToken).ConfigureAwait(false)
            ? new MigrationException($"'{reader.GetString(0)}' is under way already ({reader.GetString(1)}, since {reader.GetDateTime(2):yyyy-MM-dd HH:mm:ss} UTC): wait for it, or end it.")
            : new MigrationException("Another run is under way already: wait for it, or end it.");
    }

    /// <summary>Says that this run is alive, and holds the lock again after the connection broke.</summary>
    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(_leaving.Token).ConfigureAwait(false))
        {
            if (!_isPooled && _lock is not { State: System.Data.ConnectionState.Open })
                await LockAgainAsync().ConfigureAwait(false);
            await TryAsync($"UPDATE clerk2workos.migration SET beat_at = now() WHERE {Row} AND epoch = $1").ConfigureAwait(false);
        }
    }

    private async Task LockAgainAsync()
    {
        if (_lock is not null)
            await _lock.DisposeAsync().ConfigureAwait(false);
        _lock = null;
        try
        {
            _lock = await OpenOwnAsync(_leaving.Token).ConfigureAwait(false);
            await IsTrueAsync($"SELECT pg_try_advisory_lock{(_mode == FenceMode.Joint ? "_shared" : "")}({LockSpace}, {Number})", _leaving.Token).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            _lock = null;       // the database is away: the next beat tries again, and until then the epoch protects every write
        }
    }

    private async Task TryAsync(string sql)
    {
        try
        {
            await using var command = _isPooled || _lock is null ? _target.CreateCommand(sql) : new NpgsqlCommand(sql, _lock);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Epoch });
            await command.ExecuteNonQueryAsync(_leaving.IsCancellationRequested ? default : _leaving.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NpgsqlException or InvalidOperationException)
        {
            // The database is away, or the connection just broke: a beat is only a sign of life, the next one follows.
        }
    }
}
