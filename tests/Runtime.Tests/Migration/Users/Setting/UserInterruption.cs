using Clerk2WorkOS.Migration.Users.Moving;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;

/// <summary>Does something when a step has been reached for the so-and-so-many-th time.</summary>
internal sealed class UserInterruption(UserStep at, int time, Func<Task> action) : UserStepListener
{
    private int _reached;

    /// <summary>Ends the run, as if the process had been killed there.</summary>
    public static UserInterruption Killing(UserStep at, int time = 1) => new(at, time, () => throw new KilledException());

    public bool IsDone => _reached >= time;

    public override async ValueTask ReachedAsync(UserStep step, string? clerkUserId)
    {
        if (step == at && Interlocked.Increment(ref _reached) == time)
            await action();
    }
}

internal sealed class KilledException : Exception;
