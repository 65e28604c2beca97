namespace Clerk2WorkOS.WorkOS;

/// <summary>WorkOS's limits for an environment; null lifts one. Source: https://workos.com/docs/reference/rate-limits</summary>
public sealed class WorkOSLimits
{
    /// <summary>All calls together: 6,000 in 60 seconds.</summary>
    public WorkOSLimit? Overall { get; set; } = new(6_000, TimeSpan.FromSeconds(60));

    /// <summary>Calls under <c>/user_management</c> that change something: 500 in 10 seconds. A user with a membership costs two of them.</summary>
    public WorkOSLimit? UserManagementWrites { get; set; } = new(500, TimeSpan.FromSeconds(10));

    /// <summary>Calls under <c>/user_management</c> that read: 1,000 in 10 seconds.</summary>
    public WorkOSLimit? UserManagementReads { get; set; } = new(1_000, TimeSpan.FromSeconds(10));

    /// <summary>Magic Auth codes for one address: 3 in 60 seconds.</summary>
    public WorkOSLimit? MagicAuthPerAddress { get; set; } = new(3, TimeSpan.FromSeconds(60));

    /// <summary>Deleted organizations: 50 in 60 seconds.</summary>
    public WorkOSLimit? OrganizationDeletes { get; set; } = new(50, TimeSpan.FromSeconds(60));

    /// <summary>Limits that are all lifted: for a stand-in that has none.</summary>
    public static WorkOSLimits None() => new()
    {
        Overall = null,
        UserManagementWrites = null,
        UserManagementReads = null,
        MagicAuthPerAddress = null,
        OrganizationDeletes = null,
    };
}

/// <summary>So many calls in so much time.</summary>
/// <param name="Calls">How many calls, at least one.</param>
/// <param name="Window">In how much time.</param>
public sealed record WorkOSLimit(int Calls, TimeSpan Window);
