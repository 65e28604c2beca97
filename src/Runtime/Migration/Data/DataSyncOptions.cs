namespace Clerk2WorkOS.Migration.Data;

/// <summary>How the target follows the legacy database.</summary>
public sealed record DataSyncOptions
{
    /// <summary>How it is found out what has changed.</summary>
    public DataSyncSource Source { get; init; }

    /// <summary>When it ends by itself.</summary>
    public DataSyncEnd End { get; init; }

    /// <summary>With <see cref="DataSyncSource.Comparison"/> and without an end: from the end of one pass to the beginning of the next. 1 minute by default.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether a comparison deletes rows that only the target has. They may have been deleted in the legacy database, or have been in the target before; only who asks for
    /// it knows which. What logical replication reports as deleted is deleted without this.
    /// </summary>
    public bool DeleteExtra { get; init; }

    /// <summary>
    /// Whether a legacy table without a primary key, but with a unique key, may be told to name its rows by that key in the log
    /// (<c>ALTER TABLE … REPLICA IDENTITY USING INDEX</c>). Without it, the UPDATEs of a live application on a table that is published would fail.
    /// </summary>
    public bool SetReplicaIdentity { get; init; }
}

/// <summary>How it is found out what has changed in the legacy database.</summary>
public enum DataSyncSource
{
    /// <summary>PostgreSQL's logical replication: every change, as it is committed. The legacy database needs <c>wal_level = logical</c>.</summary>
    Replication,

    /// <summary>Both databases are read and compared by key: what differs is carried over. For a server whose <c>wal_level</c> cannot be changed, and to mend single rows.</summary>
    Comparison,
}

/// <summary>When following ends by itself.</summary>
public enum DataSyncEnd
{
    /// <summary>Never: it is cancelled.</summary>
    Never,

    /// <summary>When everything is in the target that the legacy database had committed when it began: for a switch, after writes to the legacy database were fenced.</summary>
    CaughtUp,

    /// <summary>The same, and then slot and publication are dropped in the legacy database.</summary>
    Finished,
}
