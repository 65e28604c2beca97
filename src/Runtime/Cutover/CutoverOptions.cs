using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.RowLevelSecurity;

namespace Clerk2WorkOS.Cutover;

/// <summary>What the operator of a cut-over chooses.</summary>
public sealed record CutoverOptions
{
    /// <summary>How production changes over.</summary>
    public CutoverWay Way { get; init; }

    /// <summary>How the rows of the legacy database become rows of the target; the same as for <c>data run</c>.</summary>
    public DataMigrationOptions Data { get; init; } = new();

    /// <summary>How the last changes are found while writes are fenced. A comparison reads both databases whole, and takes as long.</summary>
    public DataSyncSource LastChanges { get; init; }

    /// <summary>How long a statement that changes a table waits for its lock before it gives up and is tried again.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the switched system is watched before the cut-over may be finished.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The longest time that requests may be held while writes are drained.</summary>
    public TimeSpan LongestHold { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the instances may take to follow a change of their gate and to end what they have in hand. 30 seconds by default.</summary>
    public TimeSpan GatePatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A command for the shell that prints when the youngest back-up was made (ISO 8601, or seconds since 1970) and ends with 0; null where there is none, which has to be skipped with a reason.</summary>
    public string? BackupCommand { get; init; }

    /// <summary>How old the youngest back-up may be. A day by default.</summary>
    public TimeSpan BackupMaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The JSON report of <c>clerk2workos rehearse</c>.</summary>
    public string? RehearsalReport { get; init; }

    /// <summary>How old the rehearsal may be. A week by default.</summary>
    public TimeSpan RehearsalMaxAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The rules that <c>rls verify</c> attacks, and the role that the application logs in as.</summary>
    public RlsModelOptions Policies { get; init; } = new();

    /// <summary>The slug of the role that people have in their own organization; WorkOS must know it.</summary>
    public string RoleSlug { get; init; } = "owner";

    /// <summary>Prerequisites that are not asked for, by name, each with the reason that is kept with the cut-over.</summary>
    public IReadOnlyDictionary<string, string> Skipped { get; init; } = new Dictionary<string, string>();

    /// <summary>From where on the switched system does badly.</summary>
    public CutoverLimits Limits { get; init; } = new();

    /// <summary>Whether everything is undone as soon as a signal stays over its limit in the window.</summary>
    public bool RollsBackOnSignal { get; init; }

    /// <summary>Whether a rollback may lose what was written to the target since the switch, where nothing carries it back.</summary>
    public bool AcceptsLoss { get; init; }
}
