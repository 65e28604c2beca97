using Clerk2WorkOS.Migration.Data;

namespace Clerk2WorkOS.Cutover;

/// <summary>What the operator of a cut-over chooses.</summary>
public sealed record CutoverOptions
{
    /// <summary>How production changes over.</summary>
    public CutoverWay Way { get; init; }

    /// <summary>How the rows of the legacy database become rows of the target; the same as for <c>data run</c>.</summary>
    public DataMigrationOptions Data { get; init; } = new();

    /// <summary>How long a statement that changes a table waits for its lock before it gives up and is tried again.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the switched system is watched before the cut-over may be finished.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The longest time that requests may be held while writes are drained.</summary>
    public TimeSpan LongestHold { get; init; } = TimeSpan.FromSeconds(1);
}
