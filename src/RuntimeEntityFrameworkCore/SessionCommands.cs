using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Runs a command outside a transaction in one round trip with its session; lets one in a transaction of its session pass.</summary>
internal sealed class SessionCommands(RlsSessions sessions, SessionTransactions transactions) : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Begin(command, eventData, result.HasResult) is { } batch ? InterceptionResult<DbDataReader>.SuppressWithResult(batch.ExecuteReader()) : result;

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        await BeginAsync(command, eventData, result.HasResult, cancellationToken).ConfigureAwait(false) is { } batch
            ? InterceptionResult<DbDataReader>.SuppressWithResult(await batch.ExecuteReaderAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            : result;

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) =>
        Begin(command, eventData, result.HasResult) is { } batch ? InterceptionResult<object>.SuppressWithResult(batch.ExecuteScalar()!) : result;

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        await BeginAsync(command, eventData, result.HasResult, cancellationToken).ConfigureAwait(false) is { } batch
            ? InterceptionResult<object>.SuppressWithResult((await batch.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!)
            : result;

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        Begin(command, eventData, result.HasResult) is { } batch ? InterceptionResult<int>.SuppressWithResult(batch.ExecuteNonQuery()) : result;

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        await BeginAsync(command, eventData, result.HasResult, cancellationToken).ConfigureAwait(false) is { } batch
            ? InterceptionResult<int>.SuppressWithResult(await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false))
            : result;

    private SessionBatch? Begin(DbCommand command, CommandEventData eventData, bool hasResult)
    {
        var npgsql = (NpgsqlCommand)command;
        var session = sessions.Current;
        sessions.CheckLogin(npgsql.Connection!);
        return hasResult || IsInTransactionOf(session, npgsql, eventData) ? null : new SessionBatch(session, npgsql);
    }

    private async ValueTask<SessionBatch?> BeginAsync(DbCommand command, CommandEventData eventData, bool hasResult, CancellationToken cancellationToken)
    {
        var npgsql = (NpgsqlCommand)command;
        var session = sessions.Current;
        await sessions.CheckLoginAsync(npgsql.Connection!, cancellationToken).ConfigureAwait(false);
        return hasResult || IsInTransactionOf(session, npgsql, eventData) ? null : new SessionBatch(session, npgsql);
    }

    private bool IsInTransactionOf(RlsSession session, NpgsqlCommand command, CommandEventData eventData)
    {
        if (command.Transaction is { } transaction)
        {
            return transactions.IsOf(session, transaction) ? true : throw new RlsException(
                "The transaction was begun in another session: a transaction belongs to one person.");
        }

        return eventData.CommandSource == CommandSource.SaveChanges
            ? throw new RlsException("SaveChanges has no transaction of the context's, as in a TransactionScope: use Database.BeginTransaction.")
            : false;
    }
}
