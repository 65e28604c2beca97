using System.Data;
using System.Data.Common;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>A transaction of one session, which was put on it before anything else and so outlives every savepoint.</summary>
public sealed class RlsTransaction : DbTransaction
{
    private readonly RlsConnection _connection;
    private readonly NpgsqlTransaction _inner;

    internal RlsTransaction(RlsConnection connection, NpgsqlTransaction inner, RlsSession session)
    {
        _connection = connection;
        _inner = inner;
        Session = session;
        IsolationLevel = inner.IsolationLevel;
    }

    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel { get; }

    /// <inheritdoc/>
    public override bool SupportsSavepoints => true;

    /// <inheritdoc/>
    protected override DbConnection? DbConnection => IsOpen ? _connection : null;

    internal RlsSession Session { get; }

    // Where this is wrong, a statement gets the settings once more, or runs without a role and is refused by PostgreSQL.
    internal bool IsOpen { get; private set; } = true;

    /// <inheritdoc/>
    public override void Commit()
    {
        IsOpen = false;
        _inner.Commit();
    }

    /// <inheritdoc/>
    public override Task CommitAsync(CancellationToken cancellationToken = default)
    {
        IsOpen = false;
        return _inner.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Rollback()
    {
        IsOpen = false;
        _inner.Rollback();
    }

    /// <inheritdoc/>
    public override Task RollbackAsync(CancellationToken cancellationToken = default)
    {
        IsOpen = false;
        return _inner.RollbackAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Save(string savepointName) => _inner.Save(savepointName);

    /// <inheritdoc/>
    public override Task SaveAsync(string savepointName, CancellationToken cancellationToken = default) => _inner.SaveAsync(savepointName, cancellationToken);

    /// <inheritdoc/>
    public override void Rollback(string savepointName) => _inner.Rollback(savepointName);

    /// <inheritdoc/>
    public override Task RollbackAsync(string savepointName, CancellationToken cancellationToken = default) => _inner.RollbackAsync(savepointName, cancellationToken);

    /// <inheritdoc/>
    public override void Release(string savepointName) => _inner.Release(savepointName);

    /// <inheritdoc/>
    public override Task ReleaseAsync(string savepointName, CancellationToken cancellationToken = default) => _inner.ReleaseAsync(savepointName, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        IsOpen = false;
        await _inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        IsOpen = false;
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
