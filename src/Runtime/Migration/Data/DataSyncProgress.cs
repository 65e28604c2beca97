namespace Clerk2WorkOS.Migration.Data;

/// <summary>Where following stands.</summary>
/// <param name="State">What it does.</param>
/// <param name="Written">Rows written by this process.</param>
/// <param name="Deleted">Rows deleted by this process.</param>
/// <param name="Waiting">Rows that wait for another one, or for their owner.</param>
/// <param name="Lag">How old the last transaction of the legacy database was when it was committed in the target; zero when nothing was left to apply. Null before the first.</param>
/// <param name="LagBytes">What the legacy database has written to its log since the last change that was applied. Null before the first measurement.</param>
/// <param name="Elapsed">Since this process began.</param>
public sealed record DataSyncProgress(DataSyncState State, long Written, long Deleted, int Waiting, TimeSpan? Lag, long? LagBytes, TimeSpan Elapsed);

/// <summary>What following is about.</summary>
public enum DataSyncState
{
    /// <summary>Both databases are compared.</summary>
    Comparing,

    /// <summary>Changes are applied as they come.</summary>
    Following,

    /// <summary>A database does not answer; it is tried again.</summary>
    Waiting,
}
