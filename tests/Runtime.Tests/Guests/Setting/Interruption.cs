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

/// <summary>Fails at a step that can be changed.</summary>
internal sealed class Breakage : GuestStepListener
{
    public GuestStep? At { get; set; }

    public override ValueTask ReachedAsync(GuestStep step) => step == At ? throw new InterruptedException() : ValueTask.CompletedTask;
}

internal sealed class InterruptedException : Exception;
