namespace Clerk2WorkOS.Migration.Data;

/// <summary>Where a run stands; at each of them it may end, however suddenly.</summary>
internal enum DataStep
{
    /// <summary>A table's chunks are noted.</summary>
    Prepared,

    /// <summary>A chunk is claimed.</summary>
    Claimed,

    /// <summary>Its rows are in the target, in a transaction that is open.</summary>
    RowsSent,

    /// <summary>The checkpoint is in the same transaction.</summary>
    CheckpointWritten,

    /// <summary>The transaction is committed.</summary>
    Committed,

    /// <summary>What refers to one another is filled in, in a transaction that is open.</summary>
    Linked,

    /// <summary>Sequences are above what was copied.</summary>
    SequencesRaised,

    /// <summary>The legacy database keeps its log for this target.</summary>
    SlotCreated,

    /// <summary>Changes that followed are in the target, in a transaction that is open.</summary>
    ChangesSent,

    /// <summary>That transaction is committed; the legacy database does not know it yet.</summary>
    ChangesCommitted,
}

/// <summary>Is told of each step: a test that interrupts there.</summary>
internal class DataStepListener
{
    public static DataStepListener None { get; } = new();

    public virtual ValueTask ReachedAsync(DataStep step, string table) => ValueTask.CompletedTask;
}
