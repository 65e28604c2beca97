using Clerk2WorkOS.Migration.Data.Mapping;

namespace Clerk2WorkOS.Migration.Data;

/// <summary>How the data is moved.</summary>
public sealed record DataMigrationOptions
{
    /// <summary>The legacy tables' schema.</summary>
    public string LegacySchema { get; init; } = "public";

    /// <summary>The target tables' schema.</summary>
    public string TargetSchema { get; init; } = "public";

    /// <summary>What the names in both databases do not tell.</summary>
    public DataMapping Mapping { get; init; } = new();

    /// <summary>How many chunks are copied at once in this process; other processes may join. 1 by default.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Rows of a chunk, which is one transaction. 50,000 by default.</summary>
    public int ChunkRows { get; init; } = 50_000;

    /// <summary>Whether the target is reached through a pooler that gives each transaction another session (PgBouncer, Neon's pooled host).</summary>
    public bool IsPooled { get; init; }

    /// <summary>How long a database may be away before the run gives up. 2 minutes by default.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);
}
