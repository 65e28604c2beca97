namespace Clerk2WorkOS.Migration.Users;

/// <summary>What has happened in Clerk since, and was carried over.</summary>
public sealed record UserSyncResult
{
    /// <summary>The part that moved who is new; its rejects are those of the sync, too.</summary>
    public required UserRunResult Run { get; init; }

    /// <summary>Users with another address, verification or name.</summary>
    public required int Changed { get; init; }

    /// <summary>Users with another password.</summary>
    public required int Passwords { get; init; }

    /// <summary>Users who were banned since; their memberships are inactive now.</summary>
    public required int Banned { get; init; }

    /// <summary>Users who are no longer banned or deleted; their memberships are active again.</summary>
    public required int Restored { get; init; }

    /// <summary>Users who were deleted since; their memberships are inactive now, and their rows are kept.</summary>
    public required int Deleted { get; init; }

    /// <summary>Memberships of Clerk's organizations that were added or ended.</summary>
    public required int Memberships { get; init; }
}

/// <summary>What a user meets at the first sign-in after the switch.</summary>
/// <param name="ClerkUserId">The user.</param>
/// <param name="WorkosUserId">WorkOS's id.</param>
/// <param name="Password"><c>moved</c>, <c>reset</c> (chooses a new one), <c>kept</c> (WorkOS's own) or <c>none</c>.</param>
/// <param name="SecondFactor"><c>moved</c>, <c>reset</c> (enrols anew) or <c>none</c>.</param>
/// <param name="Session"><c>sign_in</c>: a session of Clerk's ends with the switch. <c>no_access</c>: banned or deleted.</param>
/// <param name="VerifiesEmail">Whether WorkOS asks to verify the address.</param>
public sealed record UserOutlook(string ClerkUserId, string WorkosUserId, string Password, string SecondFactor, string Session, bool VerifiesEmail);

/// <summary>The last pass before the switch.</summary>
/// <param name="Sync">What it carried over.</param>
/// <param name="Users">What each user meets, in the order of the Clerk ids.</param>
public sealed record UserReconciliation(UserSyncResult Sync, IReadOnlyList<UserOutlook> Users);
