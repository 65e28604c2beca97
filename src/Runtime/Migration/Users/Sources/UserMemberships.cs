using System.Collections.Immutable;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>Which of Clerk's organizations a user belongs to.</summary>
/// <param name="Present">Those that the user belongs to.</param>
/// <param name="Ended">Clerk's ids of those that the user is known to have left.</param>
/// <param name="AreAll">Whether the user has left whatever is not present.</param>
internal sealed record UserMemberships(ImmutableArray<ClerkMembership> Present, ImmutableHashSet<string> Ended, bool AreAll)
{
    public static UserMemberships Unknown { get; } = new([], [], AreAll: false);

    /// <summary>Whether nothing is known.</summary>
    public bool IsUnknown => !AreAll && Present.IsEmpty && Ended.IsEmpty;

    /// <summary>Whether the user is known to be no member.</summary>
    public bool Ends(string clerkOrgId) => Ended.Contains(clerkOrgId) || (AreAll && !Present.Any(membership => membership.OrganizationId == clerkOrgId));

    /// <summary>Whether it is known if the user belongs to this organization.</summary>
    public bool Decide(string clerkOrgId) => AreAll || Ended.Contains(clerkOrgId) || Present.Any(membership => membership.OrganizationId == clerkOrgId);

    /// <summary>What an export says, where there is one, and webhooks that are newer.</summary>
    /// <param name="user">What the export says; null where it does not know the user.</param>
    /// <param name="events">What webhooks have told.</param>
    /// <param name="clerkUserId">The user.</param>
    /// <param name="exportedUntil">When the export was surely still under way.</param>
    public static UserMemberships Of(ClerkUser? user, ClerkEvents events, string clerkUserId, DateTimeOffset? exportedUntil)
    {
        var present = (user?.Organizations ?? []).ToDictionary(membership => membership.OrganizationId, StringComparer.Ordinal);
        var ended = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var told in events.MembershipsOf(clerkUserId))
        {
            var (id, at) = (told.Membership.OrganizationId, told.Membership.UpdatedAt!.Value);
            var exported = present.GetValueOrDefault(id);
            var isNewer = exported is not null ? exported.UpdatedAt is not { } then || at >= then
                : told.IsEnded || told.IsOpen || user is not { HasAllOrganizations: true } || exportedUntil is not { } until || at > until;
            if (!isNewer)
                continue;
            if (told.IsEnded)
            {
                present.Remove(id);
                ended.Add(id);
            }
            else
            {
                present[id] = told.Membership;
            }
        }

        foreach (var id in present.Keys.Where(id => events.FindOrganization(id) is { IsDeleted: true }).ToList())
        {
            present.Remove(id);
            ended.Add(id);
        }

        return new([.. present.Values.OrderBy(membership => membership.OrganizationId, StringComparer.Ordinal)], ended.ToImmutable(), user is { HasAllOrganizations: true });
    }
}
