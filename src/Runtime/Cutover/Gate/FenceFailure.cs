using Npgsql;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>Recognises that a database refused to write because of a switch, however deep in the exception it stands.</summary>
internal static class FenceFailure
{
    /// <summary>What the fence's triggers raise.</summary>
    public const string SqlState = "C2W01";

    /// <param name="failure">What came through the application.</param>
    /// <param name="state">How the gate stands: a transaction that may only read is the application's own affair while it is open.</param>
    public static bool IsIn(Exception? failure, GateState state) => failure switch
    {
        null => false,
        PostgresException { SqlState: SqlState } => true,
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => state != GateState.Open,
        AggregateException several => several.InnerExceptions.Any(inner => IsIn(inner, state)),
        _ => IsIn(failure.InnerException, state),
    };
}
