using System.Net.Sockets;
using Npgsql;

namespace Clerk2WorkOS.Audit;

/// <summary>Tells what passes, or what a person puts right, from an event that this table will never take.</summary>
internal static class AuditFailures
{
    /// <summary>
    /// Whether the same events may be taken later: the database is away, starting, full, or a role, table or column is not as it should be.
    /// That an event itself is at fault, PostgreSQL says with the classes 22 (data), 23 (constraints), 44 (check option) and 54 (limits). What a trigger
    /// raises (P0) passes: it may be the fence of a cut-over. Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
    /// </summary>
    public static bool MayPass(Exception failure) => failure switch
    {
        PostgresException { SqlState: [var first, var second, ..] } => (first, second) is not (('2', '2') or ('2', '3') or ('4', '4') or ('5', '4')),
        NpgsqlException or AuditTableException or IOException or SocketException or TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether the table may have changed since it was read (class 42: a column, a table, a right).</summary>
    public static bool SpeaksOfTheTable(Exception failure) => failure is AuditTableException or PostgresException { SqlState: ['4', '2', ..] };

    /// <summary>What it is, without a value in it: the message of a constraint's violation may quote the row.</summary>
    public static string Named(Exception failure) => failure switch
    {
        PostgresException { ConstraintName: { } constraint } refused => $"{refused.SqlState}, constraint {constraint}",
        PostgresException { ColumnName: { } column } refused => $"{refused.SqlState}, column {column}",
        PostgresException { SqlState: ['2' or '4' or '5', ..] } refused => $"{refused.SqlState}: {Sentence(refused)}",
        _ => failure.GetType().Name,
    };

    // These quote no value; 22P02 (invalid input syntax) and 23xxx do.
    private static string Sentence(PostgresException refused) =>
        refused.SqlState is PostgresErrorCodes.StringDataRightTruncation or PostgresErrorCodes.ProgramLimitExceeded ? refused.MessageText : "see the appendix of PostgreSQL's error codes";
}
