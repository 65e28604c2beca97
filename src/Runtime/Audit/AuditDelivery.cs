namespace Clerk2WorkOS.Audit;

/// <summary>When a call of the audit log is done.</summary>
public enum AuditDelivery
{
    /// <summary>
    /// When the event is queued, in microseconds. A stop of the host writes what is queued; only a process that is killed, or a machine that
    /// loses power, loses what had not been written yet, which is a few milliseconds' worth while the database is healthy.
    /// </summary>
    Queued,

    /// <summary>When the row is committed: nothing is lost even then, and each call costs a round trip to the database, or waits until it is back.</summary>
    Written,
}
