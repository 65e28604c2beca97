using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>The roles that the environment has.</summary>
internal sealed class RoleSlugs(IReadOnlySet<string> slugs)
{
    /// <summary>Looks whether WorkOS lets us in and has the role that everybody gets.</summary>
    /// <exception cref="MigrationException">It has not, or cannot be asked.</exception>
    public static async Task<RoleSlugs> ReadAsync(IWorkOSClient workos, string needed, CancellationToken cancellationToken)
    {
        try
        {
            var roles = await workos.ListRolesAsync(cancellationToken).ConfigureAwait(false);
            var slugs = roles.Select(role => role.Slug).ToHashSet(StringComparer.Ordinal);
            return slugs.Contains(needed)
                ? new RoleSlugs(slugs)
                : throw new MigrationException($"WorkOS's environment has no role '{needed}': create it in the dashboard (Roles), or name another one.");
        }
        catch (WorkOSException failure)
        {
            throw RunFailures.OfEnvironment(failure, needed);
        }
    }

    /// <summary>The role's slug at WorkOS; null, and a note, for one that the environment has not: the membership then has its default role.</summary>
    public string? Of(ClerkMembership membership, string clerkUserId, List<UserNote> notes)
    {
        if (membership.RoleSlug is not { } slug || slugs.Contains(slug))
            return membership.RoleSlug;
        notes.Add(new(clerkUserId, UserNoteCodes.RoleUnknown, $"The environment has no role '{slug}', which the user has in {membership.OrganizationId}; the membership got the default role."));
        return null;
    }
}
