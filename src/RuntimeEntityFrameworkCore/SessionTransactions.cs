using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Puts the session on a transaction before anything else runs in it, and knows afterwards whose it is.</summary>
internal sealed class SessionTransactions(RlsSessions sessions) : DbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbTransaction, RlsSession> _begun = [];

    /// <summary>Whether the transaction was begun in this session.</summary>
    public bool IsOf(RlsSession session, DbTransaction transaction) =>
        _begun.TryGetValue(transaction, out var begun) && begun.Role == session.Role && begun.Claims == session.Claims;

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        try
        {
            Apply(result);
            return result;
        }
        catch
        {
            result.Dispose();       // nobody else knows of it
            throw;
        }
    }

    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        try
        {
            await ApplyAsync(result, cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch
        {
            await result.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override DbTransaction TransactionUsed(DbConnection connection, TransactionEventData eventData, DbTransaction result)
    {
        Apply(result);
        return result;
    }

    public override async ValueTask<DbTransaction> TransactionUsedAsync(
        DbConnection connection, TransactionEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        await ApplyAsync(result, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private void Apply(DbTransaction transaction)
    {
        var session = sessions.Current;
        var npgsql = (NpgsqlTransaction)transaction;
        sessions.CheckLogin(npgsql.Connection!);
        session.Apply(npgsql);
        _begun.AddOrUpdate(transaction, session);
    }

    private async Task ApplyAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        var session = sessions.Current;
        var npgsql = (NpgsqlTransaction)transaction;
        await sessions.CheckLoginAsync(npgsql.Connection!, cancellationToken).ConfigureAwait(false);
        await session.ApplyAsync(npgsql, cancellationToken).ConfigureAwait(false);
        _begun.AddOrUpdate(transaction, session);
    }
}
