namespace Clerk2WorkOS.Testing;

/// <summary>Organizations with all that hangs on them. Called under the environment's gate.</summary>
internal static class OrganizationStorage
{
    public static void Add(WorkOSEnvironment environment, StoredOrganization organization)
    {
        environment.Organizations.Add(organization.Id, organization);
        Index(environment, organization);
        environment.Events.Add("organization.created", organization, OrganizationShape.Write);
    }

    public static void Change(WorkOSEnvironment environment, StoredOrganization before, StoredOrganization after)
    {
        environment.Organizations.Replace(after.Id, after);
        Unindex(environment, before);
        Index(environment, after);
        environment.Events.Add("organization.updated", after, OrganizationShape.Write);
    }

    /// <summary>Memberships and pending invitations go with the organization.</summary>
    public static void Remove(WorkOSEnvironment environment, StoredOrganization organization)
    {
        foreach (var id in environment.MembershipsOfOrganization[organization.Id].ToArray())
            MembershipStorage.Remove(environment, environment.Memberships.Find(id)!);
        foreach (var invitation in environment.Invitations.Snapshot().Where(invitation => invitation.OrganizationId == organization.Id))
            InvitationStorage.Remove(environment, invitation);
        environment.Organizations.Remove(organization.Id);
        Unindex(environment, organization);
        environment.Events.Add("organization.deleted", organization, OrganizationShape.Write);
    }

    private static void Index(WorkOSEnvironment environment, StoredOrganization organization)
    {
        if (organization.ExternalId is not null)
            environment.OrganizationsByExternalId.Add(organization.ExternalId, organization.Id);
        foreach (var domain in organization.Domains)
            environment.OrganizationsByDomain.Add(domain.Domain, organization.Id);
    }

    private static void Unindex(WorkOSEnvironment environment, StoredOrganization organization)
    {
        if (organization.ExternalId is not null)
            environment.OrganizationsByExternalId.Remove(organization.ExternalId);
        foreach (var domain in organization.Domains)
            environment.OrganizationsByDomain.Remove(domain.Domain);
    }
}
