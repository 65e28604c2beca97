namespace Clerk2WorkOS.Migration.Data;

/// <summary>Where following ended by itself.</summary>
/// <param name="Written">Rows written by this process.</param>
/// <param name="Deleted">Rows deleted by this process.</param>
/// <param name="OnlyInTarget">Rows that a comparison found in the target alone, and left.</param>
/// <param name="OpenRejects">Rows that have not moved, by table and reason.</param>
/// <param name="Lag">How late changes were; null where nothing was followed.</param>
/// <param name="Elapsed">How long this process took.</param>
public sealed record DataSyncResult(long Written, long Deleted, long OnlyInTarget, IReadOnlyList<RejectCount> OpenRejects, DataLag? Lag, TimeSpan Elapsed)
{
    /// <summary>Rows that have not moved.</summary>
    public long Rejected => OpenRejects.Sum(reject => reject.Rows);
}

/// <summary>From the commit of a transaction in the legacy database to that of its rows in the target, over all transactions of this process.</summary>
/// <param name="Median">Half of them were quicker.</param>
/// <param name="P99">99 of 100 were quicker.</param>
/// <param name="Longest">The slowest.</param>
/// <param name="Transactions">How many there were.</param>
public sealed record DataLag(TimeSpan Median, TimeSpan P99, TimeSpan Longest, long Transactions);
