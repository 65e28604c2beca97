using Clerk2WorkOS.Migration.State;

namespace Clerk2WorkOS.Migration.Users;

/// <summary>What a run would do.</summary>
public sealed record UserPlan
{
    /// <summary>What has to be put right first, a sentence each; a run refuses to begin while there is any.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>How many users the sources have together.</summary>
    public required int InSources { get; init; }

    /// <summary>How many would move.</summary>
    public required int ToMove { get; init; }

    /// <summary>Of these: how many WorkOS has under their Clerk id already; they would be completed.</summary>
    public required int ToResume { get; init; }

    /// <summary>Of these: how many WorkOS has under their address and no external id; they would be adopted.</summary>
    public required int ToAdopt { get; init; }

    /// <summary>How many stand in the map already.</summary>
    public required int AlreadyMoved { get; init; }

    /// <summary>The Clerk ids of those who are deleted in Clerk, and would not move.</summary>
    public required IReadOnlyList<string> Skipped { get; init; }

    /// <summary>Who would not move, and why.</summary>
    public required IReadOnlyList<Reject> Rejects { get; init; }

    /// <summary>What a person should know of those who would move.</summary>
    public required IReadOnlyList<UserNote> Notes { get; init; }

    /// <summary>How many passwords would come along.</summary>
    public required int Passwords { get; init; }

    /// <summary>How many second factors would come along.</summary>
    public required int SecondFactors { get; init; }

    /// <summary>How many organizations of Clerk's there are among those who would move.</summary>
    public required int ClerkOrganizations { get; init; }

    /// <summary>Roles of Clerk's that the environment has not; such memberships get its default role.</summary>
    public required IReadOnlyList<string> UnknownRoles { get; init; }

    /// <summary>Columns of the legacy users that are carried over.</summary>
    public required IReadOnlyList<string> CarriedColumns { get; init; }

    /// <summary>Columns of the legacy users that are not.</summary>
    public required IReadOnlyList<LeftColumn> LeftColumns { get; init; }

    /// <summary>Rows of the legacy table without a Clerk id: nobody is made of them.</summary>
    public required long LegacyRowsWithoutClerkId { get; init; }

    /// <summary>How many of Clerk's webhooks were received and not carried over yet.</summary>
    public required int OpenEvents { get; init; }

    /// <summary>How many calls of WorkOS that would take.</summary>
    public required long Calls { get; init; }

    /// <summary>How long that takes at WorkOS's limits, at least.</summary>
    public required TimeSpan EstimatedDuration { get; init; }
}
