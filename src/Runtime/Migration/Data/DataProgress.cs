namespace Clerk2WorkOS.Migration.Data;

/// <summary>How far a run is.</summary>
/// <param name="Table">The legacy table that a chunk of was just done.</param>
/// <param name="Rows">Rows done, those of earlier runs and, as of the run's start, of other workers included.</param>
/// <param name="TotalRows">Rows in all, as PostgreSQL estimates them.</param>
/// <param name="Rejected">Rows that this process rejected.</param>
/// <param name="Elapsed">Since this process began.</param>
/// <param name="RowsPerSecond">Of this process.</param>
public sealed record DataProgress(string Table, long Rows, long TotalRows, long Rejected, TimeSpan Elapsed, double RowsPerSecond);
