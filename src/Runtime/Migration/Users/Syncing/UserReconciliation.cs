namespace Clerk2WorkOS.Migration.Users;

/// <summary>The last pass before the switch.</summary>
/// <param name="Sync">What it carried over.</param>
/// <param name="Users">What each user meets, in the order of the Clerk ids.</param>
public sealed record UserReconciliation(UserSyncResult Sync, IReadOnlyList<UserOutlook> Users);
