namespace Clerk2WorkOS.Testing;

/// <summary>Users by address.</summary>
internal static class UserLookup
{
    public static StoredUser? ByEmail(WorkOSEnvironment environment, string email)
    {
        lock (environment.Gate)
            return environment.UsersByEmail.TryGetValue(email, out var id) ? environment.Users.Find(id) : null;
    }

    /// <summary>The user with a verified address. Called under the environment's gate.</summary>
    public static StoredUser Verify(WorkOSEnvironment environment, StoredUser user)
    {
        if (user.EmailVerified)
            return user;
        var verified = user with { EmailVerified = true, UpdatedAt = environment.Clock.GetUtcNow() };
        UserStorage.Change(environment, user, verified);
        return verified;
    }
}
