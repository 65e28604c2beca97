namespace Clerk2WorkOS.Migration.Data;

/// <summary>Where the data's migration stands after a run or a retry, all processes taken together.</summary>
/// <param name="Tables">In the order in which they are copied.</param>
/// <param name="OpenRejects">Rows that have not moved yet, by table and reason.</param>
/// <param name="Leftovers">What is left behind for want of a place in the target, or of a decision.</param>
/// <param name="Snapshots">In how many states the legacy database was read; with more than one, what changed in between may be missing.</param>
/// <param name="RowsOfThisRun">Rows that this process has read.</param>
/// <param name="Elapsed">How long this process took.</param>
public sealed record DataResult(
    IReadOnlyList<MovedTable> Tables, IReadOnlyList<RejectCount> OpenRejects, IReadOnlyList<PlanProblem> Leftovers, int Snapshots, long RowsOfThisRun, TimeSpan Elapsed)
{
    /// <summary>Rows that have not moved yet.</summary>
    public long Rejected => OpenRejects.Sum(reject => reject.Rows);

    /// <summary>Whether every row of every table that has a counterpart is in the target.</summary>
    public bool IsComplete => Rejected == 0 && Tables.All(table => table.OpenChunks == 0);
}

/// <summary>A table that is copied.</summary>
/// <param name="Source">The legacy table.</param>
/// <param name="Target">Its counterpart.</param>
/// <param name="Read">Rows read.</param>
/// <param name="Written">Rows added to the target by runs.</param>
/// <param name="There">Rows that the target had already.</param>
/// <param name="Rejected">Rows that have not moved yet.</param>
/// <param name="OpenChunks">Pieces that nobody has finished.</param>
public sealed record MovedTable(string Source, string Target, long Read, long Written, long There, long Rejected, int OpenChunks);

/// <summary>How many rows of a table have not moved yet, and why.</summary>
/// <param name="Source">The legacy table.</param>
/// <param name="Reason">A word that programs know: <c>no_owner</c>, <c>parent_rejected</c>, <c>constraint</c>, <c>conversion</c>, <c>key_taken</c>, <c>link_missing</c>, <c>still_referenced</c>.</param>
/// <param name="Rows">How many.</param>
/// <param name="Examples">Up to 20 keys, each a JSON array of texts.</param>
public sealed record RejectCount(string Source, string Reason, long Rows, IReadOnlyList<string> Examples);
