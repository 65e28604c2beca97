namespace Clerk2WorkOS.Testing;

/// <summary>Users with all that hangs on them. Called under the environment's gate.</summary>
internal static class UserStorage
{
    public static void Add(WorkOSEnvironment environment, StoredUser user)
    {
        environment.Users.Add(user.Id, user);
        environment.UsersByEmail.Add(user.Email, user.Id);
        if (user.ExternalId is not null)
            environment.UsersByExternalId.Add(user.ExternalId, user.Id);
        environment.Events.Add("user.created", user, UserShape.Write);
    }

    public static void Change(WorkOSEnvironment environment, StoredUser before, StoredUser after)
    {
        environment.Users.Replace(after.Id, after);
        environment.UsersByEmail.Remove(before.Email);
        environment.UsersByEmail.Add(after.Email, after.Id);
        if (before.ExternalId is not null)
            environment.UsersByExternalId.Remove(before.ExternalId);
        if (after.ExternalId is not null)
            environment.UsersByExternalId.Add(after.ExternalId, after.Id);
        environment.Events.Add("user.updated", after, UserShape.Write);
    }

    /// <summary>Memberships, sessions, factors and codes go with the user.</summary>
    public static void Remove(WorkOSEnvironment environment, StoredUser user)
    {
        foreach (var id in environment.MembershipsOfUser[user.Id].ToArray())
            MembershipStorage.Remove(environment, environment.Memberships.Find(id)!);
        foreach (var id in environment.SessionsOfUser[user.Id].ToArray())
        {
            environment.Sessions.Remove(id);
            environment.SessionsOfUser.Remove(user.Id, id);
        }

        foreach (var id in environment.FactorsOfUser[user.Id].ToArray())
        {
            environment.Factors.Remove(id);
            environment.FactorsOfUser.Remove(user.Id, id);
        }

        environment.Codes.Forget(user.Id);
        environment.Users.Remove(user.Id);
        environment.UsersByEmail.Remove(user.Email);
        if (user.ExternalId is not null)
            environment.UsersByExternalId.Remove(user.ExternalId);
        environment.Events.Add("user.deleted", user, UserShape.Write);
    }
}
