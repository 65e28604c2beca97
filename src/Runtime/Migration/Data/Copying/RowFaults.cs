using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>What an error of PostgreSQL means for the rows that met it.</summary>
internal static class RowFaults
{
    /// <summary>Whether it is about a row: a constraint, or a value that does not fit.</summary>
    public static bool IsOfRow(PostgresException exception) =>
        exception.SqlState.StartsWith("22", StringComparison.Ordinal) || exception.SqlState.StartsWith("23", StringComparison.Ordinal)
        || exception.SqlState is PostgresErrorCodes.RaiseException;      // a trigger that refuses it

    /// <summary>Reason and sentence for the reject; no value of the row is in them.</summary>
    public static (string Reason, string Detail) Describe(PostgresException exception, IEnumerable<string> parentConstraints)
    {
        if (exception.SqlState == PostgresErrorCodes.ForeignKeyViolation && parentConstraints.Contains(exception.ConstraintName))
            return ("parent_rejected", $"The row that it refers to is not in the target (foreign key {exception.ConstraintName}).");
        if (exception.SqlState.StartsWith("23", StringComparison.Ordinal))
            return ("constraint", exception.MessageText);
        // What follows the colon is the value.
        var text = exception.MessageText.Split(':')[0];
        return exception.SqlState == PostgresErrorCodes.RaiseException
            ? ("constraint", $"A trigger of the target refuses it ({exception.SqlState}).")
            : ("conversion", exception.ColumnName is { } column ? $"{column}: {text}" : $"{text} ({exception.SqlState})");
    }

    /// <summary>Whether the connection is gone, or the work was only unlucky: the same again may succeed.</summary>
    public static bool IsPassing(Exception exception) => exception switch
    {
        PostgresException { SqlState: var state } => state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal) || state.StartsWith("53", StringComparison.Ordinal)
            || state is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ObjectInUse or "25P02" or "25P03",
        NpgsqlException or System.IO.IOException or System.Net.Sockets.SocketException or TimeoutException => true,
        ObjectDisposedException or InvalidOperationException or NullReferenceException => exception.Source == "Npgsql",     // the connection broke under the stream
        _ => false,
    };
}
