using System.Collections.Immutable;

namespace Clerk2WorkOS.Cutover.InPlace;

/// <summary>What the operator of a cut-over within one database chooses.</summary>
public sealed record InPlaceOptions
{
    /// <summary>Whether rows may stay without a WorkOS id where their Clerk id is not in the id map; without it each such row stands in the way.</summary>
    public bool AllowUnmapped { get; init; }

    /// <summary>The column that takes <c>organizations.id</c> in every table whose rows belong to somebody.</summary>
    public string OrganizationColumn { get; init; } = "org_id";

    /// <summary>Rows that are filled in one transaction. 5,000 by default; from 1 to 10,000.</summary>
    public int BatchRows { get; init; } = 5_000;

    /// <summary>The most rows that are filled in a second; 0, the default, for no limit.</summary>
    public int RowsPerSecond { get; init; }

    /// <summary>Filling pauses while a standby is further behind than this. 10 seconds by default.</summary>
    public TimeSpan LongestReplayDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Filling pauses while somebody's transaction has been open for longer than this, since nothing can be cleaned up behind it. A minute by default.</summary>
    public TimeSpan LongestTransaction { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long is waited for a lock, a standby, a transaction or an instance before the step gives up. 10 minutes by default.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the application's own triggers may fire for each row that is filled, where the connecting role cannot keep them quiet (<c>session_replication_role</c>).</summary>
    public bool LetTriggersFire { get; init; }

    /// <summary>Whether no instance follows the switch by <see cref="ICutoverSwitch"/>: it is told in another way, before the step.</summary>
    public bool WithoutInstances { get; init; }

    /// <summary>The report of <c>clerk2workos check --report FILE.json</c> over the code that runs in production: with nothing found, before old columns are dropped.</summary>
    public string? CodeReport { get; init; }

    /// <summary>Names of views, functions, triggers and indexes, and query ids of <c>pg_stat_statements</c>, that name a Clerk id and may do so until they are dropped or fail.</summary>
    public ImmutableHashSet<string> AcceptedReaders { get; init; } = [];

    /// <summary>How long PostgreSQL's idle sessions may keep back what they counted.</summary>
    internal TimeSpan StatisticsDelay { get; init; } = TimeSpan.FromSeconds(12);
}
