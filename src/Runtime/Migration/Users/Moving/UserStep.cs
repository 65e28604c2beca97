namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>The moments of a user's move between which a process can die.</summary>
internal enum UserStep
{
    /// <summary>The row that says that the user is about to be created is committed.</summary>
    Intended,

    /// <summary>WorkOS has the user.</summary>
    UserCreated,

    /// <summary>So has the intent's row.</summary>
    UserNoted,

    /// <summary>WorkOS has the personal organization.</summary>
    OrganizationCreated,

    /// <summary>WorkOS has all memberships.</summary>
    MembershipsCreated,

    /// <summary>WorkOS has the second factor, where there is one.</summary>
    FactorEnrolled,

    /// <summary>The database has the rows and the map.</summary>
    RowsWritten,

    /// <summary>WorkOS has an organization of Clerk's, and the database does not know.</summary>
    ClerkOrganizationCreated,

    /// <summary>The database has an organization of Clerk's.</summary>
    ClerkOrganizationWritten,

    /// <summary>All users have moved, and the map is about to be written for the last time.</summary>
    MapFile,
}

/// <summary>Is told of each step. Nobody listens but tests, which let the run die there.</summary>
internal class UserStepListener
{
    /// <summary>A step is done; of the run as a whole where no user is named.</summary>
    public virtual ValueTask ReachedAsync(UserStep step, string? clerkUserId) => ValueTask.CompletedTask;
}
