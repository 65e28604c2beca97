namespace Clerk2WorkOS.Testing;

/// <summary>Memberships and the ways to find them. Called under the environment's gate.</summary>
internal static class MembershipStorage
{
    public static void Add(WorkOSEnvironment environment, StoredMembership membership)
    {
        environment.Memberships.Add(membership.Id, membership);
        environment.MembershipOf.Add((membership.UserId, membership.OrganizationId), membership.Id);
        environment.MembershipsOfUser.Add(membership.UserId, membership.Id);
        environment.MembershipsOfOrganization.Add(membership.OrganizationId, membership.Id);
        environment.Events.Add("organization_membership.created", MembershipView.Of(environment, membership), MembershipShape.Write);
    }

    public static void Change(WorkOSEnvironment environment, StoredMembership membership)
    {
        environment.Memberships.Replace(membership.Id, membership);
        environment.Events.Add("organization_membership.updated", MembershipView.Of(environment, membership), MembershipShape.Write);
    }

    public static void Remove(WorkOSEnvironment environment, StoredMembership membership)
    {
        var view = MembershipView.Of(environment, membership);
        environment.Memberships.Remove(membership.Id);
        environment.MembershipOf.Remove((membership.UserId, membership.OrganizationId));
        environment.MembershipsOfUser.Remove(membership.UserId, membership.Id);
        environment.MembershipsOfOrganization.Remove(membership.OrganizationId, membership.Id);
        environment.Events.Add("organization_membership.deleted", view, MembershipShape.Write);
    }
}
