using Clerk2WorkOS.Migration.State;

namespace Clerk2WorkOS.Migration.Users;

/// <summary>What a run has come to.</summary>
public sealed record UserRunResult
{
    /// <summary>How many users the sources have.</summary>
    public required int InSources { get; init; }

    /// <summary>How many this run moved.</summary>
    public required int Moved { get; init; }

    /// <summary>How many were moved before.</summary>
    public required int AlreadyMoved { get; init; }

    /// <summary>How many are deleted in Clerk, and so not moved.</summary>
    public required int Skipped { get; init; }

    /// <summary>How many users stand in the map now, of this run and earlier ones.</summary>
    public required int Mapped { get; init; }

    /// <summary>What did not move, of this run and earlier ones, in the order of the Clerk ids. The exit code speaks of these.</summary>
    public required IReadOnlyList<Reject> OpenRejects { get; init; }

    /// <summary>What a person should know, of this run and earlier ones: how many users to each of <see cref="UserNoteCodes"/>.</summary>
    public required IReadOnlyDictionary<string, int> Notes { get; init; }

    /// <summary>Rows of the legacy table without a Clerk id: nobody was made of them.</summary>
    public required long LegacyRowsWithoutClerkId { get; init; }

    /// <summary>The number of the run, which its writes carry.</summary>
    public required long Epoch { get; init; }

    /// <summary>How long the run took.</summary>
    public required TimeSpan Elapsed { get; init; }
}
