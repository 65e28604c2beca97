using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>A connection of <see cref="RlsDataSource"/>.</summary>
public sealed class RlsConnection : DbConnection
{
    private RlsTransaction? _transaction;

    internal RlsConnection(NpgsqlConnection inner, RlsSessions sessions)
    {
        Inner = inner;
        Sessions = sessions;
        inner.StateChange += (_, change) => OnStateChange(change);
    }

    /// <summary>The connection string, without the password; it cannot be set.</summary>
    /// <exception cref="NotSupportedException">It is set.</exception>
    [AllowNull]
    public override string ConnectionString
    {
        get => Inner.ConnectionString;
        set => throw new NotSupportedException("The connection string is that of the data source.");
    }

    /// <inheritdoc/>
    public override string Database => Inner.Database;

    /// <inheritdoc/>
    public override string DataSource => Inner.DataSource;

    /// <inheritdoc/>
    public override string ServerVersion => Inner.ServerVersion;

    /// <inheritdoc/>
    public override int ConnectionTimeout => Inner.ConnectionTimeout;

    /// <inheritdoc/>
    public override ConnectionState State => Inner.State;

    /// <inheritdoc/>
    public override bool CanCreateBatch => true;

    internal NpgsqlConnection Inner { get; }

    internal RlsSessions Sessions { get; }

    /// <inheritdoc/>
    /// <exception cref="RlsException">The login is refused; see <see cref="RlsSessions.CheckLogin"/>.</exception>
    public override void Open()
    {
        _transaction = null;
        Inner.Open();
        try
        {
            Sessions.CheckLogin(Inner);
        }
        catch
        {
            Inner.Close();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="RlsException">The login is refused; see <see cref="RlsSessions.CheckLogin"/>.</exception>
    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        _transaction = null;
        await Inner.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Sessions.CheckLoginAsync(Inner, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await Inner.CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Close()
    {
        _transaction = null;
        Inner.Close();
    }

    /// <inheritdoc/>
    public override Task CloseAsync()
    {
        _transaction = null;
        return Inner.CloseAsync();
    }

    /// <summary>Not supported: another database is another data source.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("Another database is another data source.");

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _transaction = null;
        await Inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Whether a transaction is open that was begun here, and so in this session.</summary>
    /// <exception cref="RlsException">It was begun in another session.</exception>
    internal bool IsInTransactionOf(RlsSession session)
    {
        if (_transaction is not { IsOpen: true } transaction)
            return false;
        return transaction.Session.IsSameAs(session) ? true : throw new RlsException(
            "The transaction was begun in another session: a transaction belongs to one person.");
    }

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        var session = Sessions.Current;
        var transaction = Inner.BeginTransaction(isolationLevel);
        try
        {
            session.Apply(transaction);
        }
        catch
        {
            transaction.Dispose();
            throw;
        }

        return _transaction = new RlsTransaction(this, transaction, session);
    }

    /// <inheritdoc/>
    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken)
    {
        var session = Sessions.Current;
        var transaction = await Inner.BeginTransactionAsync(isolationLevel, cancellationToken).ConfigureAwait(false);
        try
        {
            await session.ApplyAsync(transaction, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return _transaction = new RlsTransaction(this, transaction, session);
    }

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => new RlsCommand(this);

    /// <inheritdoc/>
    protected override DbBatch CreateDbBatch() => new RlsBatch(this);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _transaction = null;
        if (disposing)
            Inner.Dispose();
        base.Dispose(disposing);
    }
}
