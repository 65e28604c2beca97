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

    /// <summary>Organizations of Clerk's that have another name or have come to their end since.</summary>
    public required int Organizations { get; init; }

    /// <summary>Webhooks of Clerk's whose content is carried over with this.</summary>
    public required int Events { get; init; }

    /// <summary>Webhooks that are not: of users who could not be moved or changed, or of whom nothing but a membership is known yet. The next sync takes them up again.</summary>
    public required int OpenEvents { get; init; }

    /// <summary>Whether anything was carried over.</summary>
    public bool HasChanges => Run.Moved + Changed + Passwords + Banned + Restored + Deleted + Memberships + Organizations > 0;
}
