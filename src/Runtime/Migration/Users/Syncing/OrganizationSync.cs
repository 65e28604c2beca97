using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.Migration.Users.Target;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Syncing;

/// <summary>Carries over what webhooks tell of organizations: other names, and their end, which is the end of their memberships. The organization itself stays, since rows belong to it.</summary>
internal sealed class OrganizationSync(IWorkOSClient workos, UserMigrationOptions options, RunSetting setting)
{
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);

    /// <summary>How many were changed.</summary>
    public int Changed { get; private set; }

    /// <summary>Clerk's ids of those for which something could not be carried over.</summary>
    public IReadOnlySet<string> Failed => _failed;

    /// <exception cref="MigrationException">WorkOS cannot be asked.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (setting.Sources.Events.OpenOrganizations.Count == 0)
            return;
        var map = await setting.Records.OrganizationsAsync(cancellationToken).ConfigureAwait(false);
        foreach (var id in setting.Sources.Events.OpenOrganizations.Order(StringComparer.Ordinal))
        {
            if (map.TryGetValue(id, out var workosId) && setting.Sources.Events.FindOrganization(id) is { } told)
                await SyncAsync(told, workosId, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SyncAsync(ToldOrganization told, string workosId, CancellationToken cancellationToken)
    {
        try
        {
            if (told.IsDeleted ? await EndAsync(workosId, cancellationToken).ConfigureAwait(false) : await RenameAsync(told, workosId, cancellationToken).ConfigureAwait(false))
                Changed++;
        }
        catch (WorkOSException failure) when (RunFailures.OfUser(failure) is null)
        {
            throw RunFailures.OfEnvironment(failure, options.RoleSlug);
        }
        catch (WorkOSException)
        {
            _failed.Add(told.ClerkOrgId);       // its webhooks stay open, which the result says
        }
    }

    private async Task<bool> RenameAsync(ToldOrganization told, string workosId, CancellationToken cancellationToken)
    {
        if (told.Name is not { } name || await workos.GetOrganizationAsync(workosId, cancellationToken).ConfigureAwait(false) is not { } there)
            return false;
        var isOther = there.Name != name;
        if (isOther)
            await workos.UpdateOrganizationAsync(workosId, new OrganizationChanges { Name = name }, cancellationToken).ConfigureAwait(false);
        await setting.Commits.WriteAsync(() => [setting.Statements.RenameOrganization(workosId, name)], cancellationToken).ConfigureAwait(false);
        return isOther;
    }

    private async Task<bool> EndAsync(string workosId, CancellationToken cancellationToken)
    {
        var users = (await setting.Records.MapAsync(cancellationToken).ConfigureAwait(false)).Users.Select(user => user.WorkosUserId).ToHashSet(StringComparer.Ordinal);
        var hasEnded = false;
        await foreach (var membership in workos.ListMembershipsAsync(new MembershipFilter { OrganizationId = workosId }, cancellationToken).ConfigureAwait(false))
        {
            if (membership.Status == WorkOSMembershipStatus.Pending || !users.Contains(membership.UserId))
                continue;
            hasEnded |= membership.Status == WorkOSMembershipStatus.Active;
            var after = membership.Status == WorkOSMembershipStatus.Active ? await workos.DeactivateMembershipAsync(membership.Id, cancellationToken).ConfigureAwait(false) : membership;
            var row = new MovedMembership(after.OrganizationId, after.Role?.Slug ?? "", UserProcedure.StatusOf(after));
            await setting.Commits.WriteAsync(() => [setting.Statements.Membership(after.UserId, row)], cancellationToken).ConfigureAwait(false);
        }

        return hasEnded;
    }
}
