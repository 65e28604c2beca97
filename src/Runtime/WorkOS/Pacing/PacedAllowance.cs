namespace Clerk2WorkOS.WorkOS.Pacing;

/// <summary>One limit's account: how many calls it has seen in its window, and from when it bears another.</summary>
/// <remarks>
/// A call is on the account from its start until a whole window after its <em>end</em>. WorkOS counts it somewhere in between, so in no window of
/// WorkOS's clock, fixed or sliding, can there be more calls than the account bears, however slow the network or late this machine is. Beyond that,
/// calls are spaced evenly but for a small burst. Not safe for use from several threads; <see cref="PacedLimiter"/> holds the lock.
/// </remarks>
internal sealed class PacedAllowance
{
    /// <summary>When it is not known from when: only the end of a running call can tell.</summary>
    public const long WhenACallEnds = long.MaxValue;

    // Up to here all calls may come at once: spacing three in a minute evenly would make people wait for nothing.
    private const int SpacedFrom = 21;

    private readonly Queue<long> _ends = new();
    private readonly int _calls;
    private readonly long _window;
    private readonly long _interval;
    private readonly long _burst;
    private long _nextEven = long.MinValue;
    private long _pausedUntil = long.MinValue;
    private int _running;

    /// <summary>Opens the account.</summary>
    /// <param name="limit">What WorkOS allows.</param>
    /// <param name="instances">How many processes share it.</param>
    /// <param name="frequency">Clock ticks a second.</param>
    public PacedAllowance(WorkOSLimit limit, int instances, long frequency)
    {
        // One in a hundred stays unused: WorkOS's count may hold a call that this process knows nothing of.
        _calls = Math.Max(1, (limit.Calls - limit.Calls / 100) / instances);
        _window = (long)Math.Ceiling(limit.Window.TotalSeconds * frequency);
        var burst = _calls < SpacedFrom ? _calls : Math.Max(1, _calls / 20);
        _interval = _window / _calls;
        _burst = _calls < SpacedFrom ? _window : _interval * (burst - 1);
    }

    /// <summary>How many calls could begin now, were they not spaced.</summary>
    public int Free(long now)
    {
        Forget(now);
        return _calls - _running - _ends.Count;
    }

    /// <summary>True if nothing is on the account, so that nothing is lost when it is thrown away.</summary>
    public bool IsIdle(long now)
    {
        Forget(now);
        return _running == 0 && _ends.Count == 0 && _pausedUntil <= now;
    }

    /// <summary>From when another call may begin; <see cref="WhenACallEnds"/> if that is not known yet.</summary>
    public long EarliestStart(long now)
    {
        Forget(now);
        var earliest = _pausedUntil;
        if (_nextEven != long.MinValue)
            earliest = Math.Max(earliest, _nextEven - _burst);
        if (_running + _ends.Count < _calls)
            return earliest;
        return _ends.TryPeek(out var end) ? Math.Max(earliest, end + _window) : WhenACallEnds;
    }

    /// <summary>A call begins.</summary>
    public void Begin(long now)
    {
        _running++;
        _nextEven = Math.Max(_nextEven, now) + _interval;
    }

    /// <summary>A call has ended: answered, failed or given up.</summary>
    public void End(long now)
    {
        _running--;
        _ends.Enqueue(now);
    }

    /// <summary>WorkOS wants no more calls until then.</summary>
    public void PauseUntil(long moment) => _pausedUntil = Math.Max(_pausedUntil, moment);

    private void Forget(long now)
    {
        while (_ends.TryPeek(out var end) && end + _window <= now)
            _ends.Dequeue();
    }
}
