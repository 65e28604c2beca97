using Npgsql;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>Recognises that a database refused to write because of a switch, however deep in the exception it stands.</summary>
internal static class FenceFailure
{
    /// <summary>What the fence's triggers raise.</summary>
    public const string SqlState = "C2W01";

    public static bool IsIn(Exception? failure) => failure switch
    {
        null => false,
        PostgresException { SqlState: SqlState or PostgresErrorCodes.ReadOnlySqlTransaction } => true,
        AggregateException several => several.InnerExceptions.Any(IsIn),
        _ => IsIn(failure.InnerException),
    };
}
