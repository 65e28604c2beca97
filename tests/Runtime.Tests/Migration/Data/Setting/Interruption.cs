using Clerk2WorkOS.Migration.Data;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

/// <summary>Does something the nth time that a step is reached.</summary>
internal sealed class Interruption(DataStep step, int time, Func<Task> act) : DataStepListener
{
    private int _times;

    public static Interruption Failing(DataStep step, int time = 1) => new(step, time, () => throw new InterruptedException());

    public override async ValueTask ReachedAsync(DataStep step1, string table)
    {
        if (step1 == step && Interlocked.Increment(ref _times) == time)
            await act();
    }
}

internal sealed class InterruptedException : Exception;
