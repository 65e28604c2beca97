namespace Clerk2WorkOS.WorkOS.Pacing;

/// <summary>Which of WorkOS's limits a call counts against, besides the overall one.</summary>
internal enum CallKind
{
    /// <summary>None but the overall one.</summary>
    Other,

    /// <summary>The reads under <c>/user_management</c>.</summary>
    UserManagementRead,

    /// <summary>The writes under <c>/user_management</c>.</summary>
    UserManagementWrite,

    /// <summary>The deletions of organizations.</summary>
    OrganizationDelete,

    /// <summary>The writes under <c>/user_management</c>, and the codes for one address.</summary>
    MagicAuth,
}
