using System.Data;
using System.Diagnostics.CodeAnalysis;
using Clerk2WorkOS.RowLevelSecurity.Sessions;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>
/// Statements in one round trip behind the session's settings. Together they are one transaction of PostgreSQL's own, at whose end the settings are gone. Readers
/// and results are those of the statements alone.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The batch holds nothing to release, and its reader outlives it.")]
public sealed class SessionBatch
{
    private readonly NpgsqlBatch _batch;

    /// <summary>A batch of the statements.</summary>
    /// <param name="session">As whom they run.</param>
    /// <param name="connection">The connection, with no transaction begun on it.</param>
    /// <param name="statements">The statements, one in each.</param>
    /// <param name="timeout">The time that each may take, in seconds; 0 for any.</param>
    public SessionBatch(RlsSession session, NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> statements, int timeout)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(statements);
        _batch = new NpgsqlBatch(connection) { Timeout = timeout, BatchCommands = { session.CreateSettings() } };
        foreach (var statement in statements)
            _batch.BatchCommands.Add(statement);
    }

    /// <summary>A batch of one statement, with the command's text, copies of its parameters, its connection and its timeout.</summary>
    /// <param name="session">As whom it runs.</param>
    /// <param name="command">The command, which is not changed.</param>
    /// <exception cref="RlsException">A parameter is an output: what the copy is given, nobody would see.</exception>
    public SessionBatch(RlsSession session, NpgsqlCommand command)
        : this(session, Connection(command), [Copy(command)], command.CommandTimeout)
    {
    }

    /// <summary>Runs the statements.</summary>
    /// <returns>A reader that stands before the first row of the first statement.</returns>
    /// <exception cref="RlsException">A text holds several statements.</exception>
    public NpgsqlDataReader ExecuteReader(CommandBehavior behavior = CommandBehavior.Default)
    {
        NpgsqlDataReader? reader = null;
        try
        {
            reader = Start(behavior);
            reader.NextResult();
            return reader;
        }
        catch (Exception failure)
        {
            reader?.Dispose();
            if (IsOfSeveralStatements(failure))
                throw SeveralStatements(failure);
            throw;
        }
    }

    /// <inheritdoc cref="ExecuteReader"/>
    public async Task<NpgsqlDataReader> ExecuteReaderAsync(CommandBehavior behavior = CommandBehavior.Default, CancellationToken cancellationToken = default)
    {
        NpgsqlDataReader? reader = null;
        try
        {
            reader = await StartAsync(behavior, cancellationToken).ConfigureAwait(false);
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            return reader;
        }
        catch (Exception failure)
        {
            if (reader is not null)
                await reader.DisposeAsync().ConfigureAwait(false);
            if (IsOfSeveralStatements(failure))
                throw SeveralStatements(failure);
            throw;
        }
    }

    /// <summary>Runs the statements.</summary>
    /// <returns>The first column of the first row, or null.</returns>
    /// <exception cref="RlsException">A text holds several statements.</exception>
    public object? ExecuteScalar()
    {
        using var reader = ExecuteReader();
        var value = reader.Read() && reader.FieldCount > 0 ? reader.GetValue(0) : null;
        while (reader.NextResult())
            continue;       // a later statement may fail
        return value;
    }

    /// <inheritdoc cref="ExecuteScalar"/>
    public async Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default)
    {
        await using var reader = await ExecuteReaderAsync(CommandBehavior.Default, cancellationToken).ConfigureAwait(false);
        var value = await reader.ReadAsync(cancellationToken).ConfigureAwait(false) && reader.FieldCount > 0 ? reader.GetValue(0) : null;
        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
            continue;
        return value;
    }

    /// <summary>Runs the statements.</summary>
    /// <returns>The number of rows that they inserted, updated and deleted; -1 if they are of another kind.</returns>
    /// <exception cref="RlsException">A text holds several statements.</exception>
    public int ExecuteNonQuery()
    {
        using var reader = ExecuteReader();
        while (reader.NextResult())
            continue;
        return reader.RecordsAffected;
    }

    /// <inheritdoc cref="ExecuteNonQuery"/>
    public async Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default)
    {
        await using var reader = await ExecuteReaderAsync(CommandBehavior.Default, cancellationToken).ConfigureAwait(false);
        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
            continue;
        return reader.RecordsAffected;
    }

    /// <summary>Asks the server to stop; no error if there is nothing to stop.</summary>
    public void Cancel() => _batch.Cancel();

    private NpgsqlDataReader Start(CommandBehavior behavior)
    {
        try
        {
            return _batch.ExecuteReader(Whole(behavior));
        }
        catch (PostgresException failure) when (IsOfForgottenSettings(failure))
        {
            _batch.Connection!.UnprepareAll();
            return _batch.ExecuteReader(Whole(behavior));
        }
    }

    private async Task<NpgsqlDataReader> StartAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        try
        {
            return await _batch.ExecuteReaderAsync(Whole(behavior), cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException failure) when (IsOfForgottenSettings(failure))
        {
            _batch.Connection!.UnprepareAll();
            return await _batch.ExecuteReaderAsync(Whole(behavior), cancellationToken).ConfigureAwait(false);
        }
    }

    // There is no reader until the settings have run, and nothing runs before them: it may be run again.
    private bool IsOfForgottenSettings(PostgresException failure) => SettingsStatement.IsForgotten(failure) && _batch.Connection is { State: ConnectionState.Open };

    // The one result would be that of the settings.
    private static CommandBehavior Whole(CommandBehavior behavior) => behavior & ~CommandBehavior.SingleResult;

    private static NpgsqlConnection Connection(NpgsqlCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Connection ?? throw new InvalidOperationException("The command has no connection.");
    }

    private static NpgsqlBatchCommand Copy(NpgsqlCommand command)
    {
        var copy = new NpgsqlBatchCommand(command.CommandText) { CommandType = command.CommandType };
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            if (parameter.Direction != ParameterDirection.Input)
                throw new RlsException($"The parameter '{parameter.ParameterName}' is an output: begin a transaction for such a command.");
            copy.Parameters.Add(parameter.Clone());
        }

        return copy;
    }

    // Npgsql refuses it where it reads the text, for named parameters; otherwise PostgreSQL does, in a language of its own, before any of them runs.
    private static bool IsOfSeveralStatements(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.SyntaxError, Routine: "exec_parse_message" }
        || (failure is NotSupportedException && failure.Message.Contains("multiple SQL statements", StringComparison.Ordinal));

    private static RlsException SeveralStatements(Exception failure) =>
        new("A text with several statements is not run outside a transaction, since one of them may end the session in which the next would run: begin a transaction.", failure);
}
