namespace Clerk2WorkOS.Guests.Registering;

/// <summary>The moments of a registration between which a process can die.</summary>
internal enum GuestStep
{
    /// <summary>The row that says that a user is about to be created is committed.</summary>
    Claimed,

    /// <summary>WorkOS has the user.</summary>
    UserCreated,

    /// <summary>So has the registration's row, which also says that an organization is about to be created.</summary>
    UserNoted,

    /// <summary>WorkOS has the organization.</summary>
    OrganizationCreated,

    /// <summary>So has the registration's row, which also says that a membership is about to be created.</summary>
    OrganizationNoted,

    /// <summary>WorkOS has the membership.</summary>
    MembershipCreated,

    /// <summary>The database has the rows and the mail; nobody was told yet.</summary>
    RowsWritten,
}

/// <summary>Is told of each step. Nobody listens but tests, which let the process die there.</summary>
internal class GuestStepListener
{
    /// <summary>A step is done.</summary>
    public virtual ValueTask ReachedAsync(GuestStep step) => ValueTask.CompletedTask;
}
