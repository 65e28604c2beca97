using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>A command of an <see cref="RlsConnection"/>. Its parameters are Npgsql's.</summary>
public sealed class RlsCommand : DbCommand
{
    private readonly NpgsqlCommand _inner = new();
    private RlsConnection? _connection;
    private RlsTransaction? _transaction;
    private volatile SessionBatch? _running;

    internal RlsCommand(RlsConnection connection)
    {
        _connection = connection;
        _inner.Connection = connection.Inner;
    }

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => _inner.CommandText;
        set => _inner.CommandText = value;
    }

    /// <inheritdoc/>
    public override int CommandTimeout
    {
        get => _inner.CommandTimeout;
        set => _inner.CommandTimeout = value;
    }

    /// <inheritdoc/>
    public override CommandType CommandType
    {
        get => _inner.CommandType;
        set => _inner.CommandType = value;
    }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource
    {
        get => _inner.UpdatedRowSource;
        set => _inner.UpdatedRowSource = value;
    }

    /// <inheritdoc/>
    public override bool DesignTimeVisible
    {
        get => _inner.DesignTimeVisible;
        set => _inner.DesignTimeVisible = value;
    }

    /// <inheritdoc cref="DbCommand.Parameters"/>
    public new NpgsqlParameterCollection Parameters => _inner.Parameters;

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => _inner.Parameters;

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
    public override async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) => Begin() is { } batch
        ? await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false)
        : await _inner.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override object? ExecuteScalar() => Begin() is { } batch ? batch.ExecuteScalar() : _inner.ExecuteScalar();

    /// <inheritdoc/>
    public override async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) => Begin() is { } batch
        ? await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false)
        : await _inner.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Does nothing: what is prepared outside a session would be prepared without its role. <c>Max Auto Prepare</c> in the connection string prepares what is
    /// often run, in its session.
    /// </summary>
    public override void Prepare()
    {
    }

    /// <inheritdoc/>
    public override void Cancel()
    {
        if (_running is { } batch)
            batch.Cancel();
        else
            _inner.Cancel();
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new NpgsqlParameter();

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Begin() is { } batch ? batch.ExecuteReader(behavior) : _inner.ExecuteReader(behavior);

    /// <inheritdoc/>
    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) => Begin() is { } batch
        ? await batch.ExecuteReaderAsync(behavior, cancellationToken).ConfigureAwait(false)
        : await _inner.ExecuteReaderAsync(behavior, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The batch to run; null in a transaction, which has its session already.</summary>
    private SessionBatch? Begin()
    {
        var connection = _connection ?? throw new InvalidOperationException("The command has no connection.");
        var session = connection.Sessions.Current;
        return _running = connection.IsInTransactionOf(session) ? null : new SessionBatch(session, _inner);
    }
}
