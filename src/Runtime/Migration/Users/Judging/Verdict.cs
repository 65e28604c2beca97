namespace Clerk2WorkOS.Migration.Users.Judging;

/// <summary>What is to become of a user, before WorkOS is asked.</summary>
/// <param name="ClerkUserId">The user.</param>
/// <param name="Kind">What.</param>
internal sealed record Verdict(string ClerkUserId, VerdictKind Kind)
{
    /// <summary>For one who moves, or has moved: how.</summary>
    public UserToMove? User { get; init; }

    /// <summary>For one who is rejected: the word that programs know, and the sentence for a person.</summary>
    public (string Reason, string Detail)? Rejection { get; init; }
}

internal enum VerdictKind
{
    Move,

    /// <summary>Stands in the map.</summary>
    AlreadyMoved,

    /// <summary>Deleted in Clerk.</summary>
    Skipped,

    Rejected,
}
