namespace Clerk2WorkOS.Testing;

/// <summary>What happens when an invited person comes.</summary>
internal static class InvitationAcceptance
{
    /// <exception cref="ArgumentException">There is no such invitation, or it is no longer pending.</exception>
    public static StoredUser Accept(WorkOSEnvironment environment, string id)
    {
        lock (environment.Gate)
        {
            if (!environment.Invitations.TryGet(id, out var invitation))
                throw new ArgumentException($"There is no invitation '{id}'.", nameof(id));
            return invitation.StateAt(environment.Clock.GetUtcNow()) is "pending"
                ? Accept(environment, invitation)
                : throw new ArgumentException($"The invitation '{id}' is {invitation.StateAt(environment.Clock.GetUtcNow())}.", nameof(id));
        }
    }

    /// <summary>
    /// The user is made if there is none, and its address is verified: the mail has reached it. Called under the gate with a
    /// pending invitation.
    /// </summary>
    public static StoredUser Accept(WorkOSEnvironment environment, StoredInvitation invitation)
    {
        var now = environment.Clock.GetUtcNow();
        var user = UserOf(environment, invitation.Email, now);
        if (invitation.OrganizationId is { } organizationId)
            Join(environment, user.Id, organizationId, invitation.RoleSlug ?? environment.Options.DefaultRole, now);
        InvitationStorage.Change(
            environment, invitation with { AcceptedAt = now, AcceptedUserId = user.Id, UpdatedAt = now }, "invitation.accepted");
        return user;
    }

    private static StoredUser UserOf(WorkOSEnvironment environment, string email, DateTimeOffset now)
    {
        if (!environment.UsersByEmail.TryGetValue(email, out var id))
        {
            var made = new StoredUser(environment.Ids.Next("user_"), email, true, null, null, null, Metadata.None, null, null, now, now);
            UserStorage.Add(environment, made);
            return made;
        }

        return UserLookup.Verify(environment, environment.Users.Find(id)!);
    }

    private static void Join(WorkOSEnvironment environment, string userId, string organizationId, string role, DateTimeOffset now)
    {
        if (!environment.MembershipOf.TryGetValue((userId, organizationId), out var id))
            MembershipStorage.Add(environment, new(environment.Ids.Next("om_"), userId, organizationId, role, "active", now, now));
        else if (environment.Memberships.Find(id)! is { Status: not "active" } membership)
            MembershipStorage.Change(environment, membership with { Status = "active", RoleSlug = role, UpdatedAt = now });
    }
}
