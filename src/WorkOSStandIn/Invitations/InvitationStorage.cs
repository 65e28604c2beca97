namespace Clerk2WorkOS.Testing;

/// <summary>Invitations and the ways to find them. Called under the environment's gate.</summary>
internal static class InvitationStorage
{
    public static void Add(WorkOSEnvironment environment, StoredInvitation invitation)
    {
        environment.Invitations.Add(invitation.Id, invitation);
        environment.InvitationsTo.Add(invitation.Email.ToLowerInvariant(), invitation.Id);
        environment.InvitationsByToken.Add(invitation.Token, invitation.Id);
        Tell(environment, "invitation.created", invitation);
    }

    public static void Change(WorkOSEnvironment environment, StoredInvitation invitation, string eventName)
    {
        environment.Invitations.Replace(invitation.Id, invitation);
        Tell(environment, eventName, invitation);
    }

    public static void Remove(WorkOSEnvironment environment, StoredInvitation invitation)
    {
        environment.Invitations.Remove(invitation.Id);
        environment.InvitationsTo.Remove(invitation.Email.ToLowerInvariant(), invitation.Id);
        environment.InvitationsByToken.Remove(invitation.Token);
    }

    private static void Tell(WorkOSEnvironment environment, string eventName, StoredInvitation invitation) =>
        environment.Events.Add(eventName, InvitationView.Of(environment, invitation), InvitationShape.WriteForEvent, invitation.OrganizationId);
}
