using System.Data;
using System.Data.Common;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Several statements of an <see cref="RlsConnection"/> in one round trip.</summary>
public sealed class RlsBatch : DbBatch
{
    // Holds the commands, and runs them in a transaction.
    private readonly NpgsqlBatch _inner = new();
    private RlsConnection? _connection;
    private RlsTransaction? _transaction;
    private volatile SessionBatch? _running;

    internal RlsBatch(RlsConnection connection)
    {
        _connection = connection;
        _inner.Connection = connection.Inner;
    }

    /// <inheritdoc/>
    public override int Timeout
    {
        get => _inner.Timeout;
        set => _inner.Timeout = value;
    }

    /// <inheritdoc/>
    protected override DbBatchCommandCollection DbBatchCommands => _inner.BatchCommands;

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            _connection = value is null or RlsConnection ? (RlsConnection?)value : throw new InvalidCastException("The connection has to be one of RlsDataSource.");
            _inner.Connection = _connection?.Inner;
        }
    }

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set => _transaction = value is null or RlsTransaction ? (RlsTransaction?)value : throw new InvalidCastException("The transaction has to be one of RlsConnection.");
    }

    /// <inheritdoc/>
    public override int ExecuteNonQuery() => Begin() is { } batch ? batch.ExecuteNonQuery() : _inner.ExecuteNonQuery();

    /// <inheritdoc/>
    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default) => Begin() is { } batch
        ? await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false)
        : await _inner.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override object? ExecuteScalar() => Begin() is { } batch ? batch.ExecuteScalar() : _inner.ExecuteScalar();

    /// <inheritdoc/>
    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default) => Begin() is { } batch
        ? await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false)
        : await _inner.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Does nothing; see <see cref="RlsCommand.Prepare"/>.</summary>
    public override void Prepare()
    {
    }

    /// <summary>Does nothing; see <see cref="RlsCommand.Prepare"/>.</summary>
    /// <param name="cancellationToken">Not used.</param>
    public override Task PrepareAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public override void Cancel()
    {
        if (_running is { } batch)
            batch.Cancel();
        else
            _inner.Cancel();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _inner.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override DbBatchCommand CreateDbBatchCommand() => new NpgsqlBatchCommand();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Begin() is { } batch ? batch.ExecuteReader(behavior) : _inner.ExecuteReader(behavior);

    /// <inheritdoc/>
    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) => Begin() is { } batch
        ? await batch.ExecuteReaderAsync(behavior, cancellationToken).ConfigureAwait(false)
        : await _inner.ExecuteReaderAsync(behavior, cancellationToken).ConfigureAwait(false);

    private SessionBatch? Begin()
    {
        var connection = _connection ?? throw new InvalidOperationException("The batch has no connection.");
        var session = connection.Sessions.Current;
        return _running = connection.IsInTransactionOf(session) ? null : new SessionBatch(session, connection.Inner, _inner.BatchCommands, Timeout);
    }
}
