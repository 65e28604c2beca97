using Clerk2WorkOS.Migration.Users.Judging;
using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.Migration.Users.Target;

namespace Clerk2WorkOS.Migration.Users.Syncing;

/// <summary>Marks the webhooks whose content is committed. It comes last, so that a run that ends before it repeats them, which has no other effect.</summary>
internal static class AppliedEvents
{
    /// <param name="setting">The run, with the events as they were when it began: what has come since stays open.</param>
    /// <param name="failedUsers">Clerk ids of users for whom something could not be carried over.</param>
    /// <param name="failedOrganizations">The same of organizations.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>How many.</returns>
    public static async Task<int> WriteAsync(
        RunSetting setting, IReadOnlyCollection<string> failedUsers, IReadOnlySet<string> failedOrganizations, CancellationToken cancellationToken)
    {
        var open = setting.Sources.Events.Open;
        if (open.Count == 0)
            return 0;
        var settled = (await setting.Records.MapAsync(cancellationToken).ConfigureAwait(false)).Users.Select(user => user.ClerkUserId).ToHashSet(StringComparer.Ordinal);
        settled.UnionWith(setting.Verdicts.Where(verdict => verdict.Kind == VerdictKind.Skipped).Select(verdict => verdict.ClerkUserId));
        settled.ExceptWith(failedUsers);
        var applied = open.Where(IsApplied).Select(happened => happened.Id).ToList();
        if (applied.Count > 0)
            await setting.Commits.WriteAsync(() => [UserStatements.Apply(applied)], cancellationToken).ConfigureAwait(false);
        return applied.Count;

        bool IsApplied(OpenEvent happened) => happened.ClerkUserId is { } user ? settled.Contains(user) : !failedOrganizations.Contains(happened.ClerkOrgId!);
    }
}
