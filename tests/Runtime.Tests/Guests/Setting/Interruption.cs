using Clerk2WorkOS.Guests.Registering;

namespace Clerk2WorkOS.Runtime.Tests.Guests.Setting;

/// <summary>Does something, once, when a registration has come to a step.</summary>
internal sealed class Interruption(GuestStep at, Func<Task> action) : GuestStepListener
{
    private int _done;

    /// <summary>Fails, as if something that nobody thought of had gone wrong.</summary>
    public static Interruption Failing(GuestStep at) => new(at, () => throw new InterruptedException());

    public override async ValueTask ReachedAsync(GuestStep step)
    {
        if (step == at && Interlocked.Exchange(ref _done, 1) == 0)
            await action();
    }
}

internal sealed class InterruptedException : Exception;
