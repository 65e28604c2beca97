namespace Clerk2WorkOS.WorkOS.Pacing;

/// <summary>How much time a call has left. The clock starts when the first attempt has its turn.</summary>
internal sealed class CallBudget(TimeProvider time, TimeSpan total)
{
    private long _startedAt;

    /// <summary>The first attempt has its turn.</summary>
    public void Start() => Interlocked.CompareExchange(ref _startedAt, time.GetTimestamp(), 0);

    /// <summary>True if so long a pause leaves time for another attempt.</summary>
    public bool Bears(TimeSpan pause) => _startedAt == 0 || time.GetElapsedTime(_startedAt) + pause < total;
}
