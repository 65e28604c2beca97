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
