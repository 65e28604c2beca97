using Clerk2WorkOS.Cutover;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal;

/// <summary>What is rehearsed.</summary>
/// <param name="Legacy">The live legacy database, which is only read.</param>
internal sealed record RehearsalOptions(string Legacy)
{
    /// <summary>The live target, of which only the tables' definitions are read; null where a file has them.</summary>
    public string? Target { get; init; }

    /// <summary>A file of SQL that creates the target's tables.</summary>
    public string? TargetSql { get; init; }

    public string? ClerkCsv { get; init; }

    public string? ClerkJson { get; init; }

    public string? DuplicatesFile { get; init; }

    public string? EmailsFile { get; init; }

    public bool AssumeVerified { get; init; }

    public string? Mapping { get; init; }

    public string? Policies { get; init; }

    /// <summary>The slug of the role that people get in their own organization.</summary>
    public string Role { get; init; } = "owner";

    /// <summary>The role that the application logs in as; null for one that is made up.</summary>
    public string? AppRole { get; init; }

    /// <summary>How production will change over: what following the log needs fails nothing in maintenance.</summary>
    public CutoverWay Way { get; init; } = CutoverWay.BlueGreen;

    /// <summary>A folder that keeps the back-up, what became of it, and the id map; null to keep nothing.</summary>
    public string? Keep { get; init; }
}
