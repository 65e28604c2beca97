using System.Threading.RateLimiting;

namespace Clerk2WorkOS.WorkOS.Pacing;

/// <summary>Lets calls to WorkOS begin so that none of its limits is ever reached; those that must wait go in order.</summary>
/// <remarks>
/// A call begins when all the limits that it counts against bear it at the same moment; taking them one after the other would let the wait for the
/// second spoil the pace of the first. Calls of different kinds do not wait for each other. The lease is held until the call has ended.
/// </remarks>
internal sealed class PacedLimiter : PartitionedRateLimiter<WorkOSCall>
{
    private const int SweepFrom = 64;

    private readonly object _gate = new();
    private readonly Dictionary<(CallKind Kind, string? Address), Lane> _lanes = [];
    private readonly WorkOSLimits _limits;
    private readonly int _instances;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly PacedAllowance? _overall;
    private readonly PacedAllowance? _reads;
    private readonly PacedAllowance? _writes;
    private readonly PacedAllowance? _deletes;
    private long _order;
    private int _sweepAt = SweepFrom;
    private bool _disposed;

    public PacedLimiter(WorkOSOptions options, TimeProvider time)
    {
        _limits = options.Limits;
        _instances = options.InstanceCount;
        _time = time;
        _overall = Open(_limits.Overall);
        _reads = Open(_limits.UserManagementReads);
        _writes = Open(_limits.UserManagementWrites);
        _deletes = Open(_limits.OrganizationDeletes);
        _timer = time.CreateTimer(static limiter => ((PacedLimiter)limiter!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>WorkOS has answered such a call with 429: no more of them for a while. Another process may have used up what this one has left.</summary>
    public void Pause(WorkOSCall call, TimeSpan duration)
    {
        lock (_gate)
        {
            if (LaneOf(call).Allowances is [.., var narrowest])
                narrowest.PauseUntil(_time.GetTimestamp() + (long)(duration.TotalSeconds * _time.TimestampFrequency));
        }
    }

    public override RateLimiterStatistics GetStatistics(WorkOSCall resource)
    {
        lock (_gate)
        {
            var lane = LaneOf(resource);
            var now = _time.GetTimestamp();
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = lane.Allowances.Length == 0 ? long.MaxValue : lane.Allowances.Min(allowance => allowance.Free(now)),
                CurrentQueuedCount = lane.Waiting.Count(waiter => !waiter.Task.IsCompleted),
            };
        }
    }

    protected override RateLimitLease AttemptAcquireCore(WorkOSCall resource, int permitCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(permitCount, 1);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var lane = LaneOf(resource);
            var now = _time.GetTimestamp();
            if (lane.TryPeek(out _) || lane.EarliestStart(now) > now)
                return Lease.Refused;
            Begin(lane, now);
            return new Lease(this, lane);
        }
    }

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(WorkOSCall resource, int permitCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(permitCount, 1);
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            waiter = new Waiter(_order++);
            LaneOf(resource).Waiting.Enqueue(waiter);
            BeginWhatMay();
        }

        using (cancellationToken.UnsafeRegister(static (waiter, token) => ((Waiter)waiter!).TrySetCanceled(token), waiter))
            return await waiter.Task.ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _timer.Dispose();
            foreach (var waiter in _lanes.Values.SelectMany(lane => lane.Waiting))
                waiter.TrySetException(new ObjectDisposedException(nameof(PacedLimiter)));
            _lanes.Clear();
        }
    }

    private PacedAllowance? Open(WorkOSLimit? limit) => limit is null ? null : new PacedAllowance(limit, _instances, _time.TimestampFrequency);

    private void OnTimer()
    {
        lock (_gate)
        {
            if (!_disposed)
                BeginWhatMay();
        }
    }

    private void End(Lane lane)
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            foreach (var allowance in lane.Allowances)
                allowance.End(now);
            if (!_disposed)
                BeginWhatMay();
        }
    }

    /// <summary>Begins, in order, every call whose limits bear it now; sets the timer for the first of the others.</summary>
    private void BeginWhatMay()
    {
        while (true)
        {
            var now = _time.GetTimestamp();
            var next = PacedAllowance.WhenACallEnds;
            Lane? first = null;
            foreach (var lane in _lanes.Values)
            {
                if (!lane.TryPeek(out var waiter))
                    continue;
                var start = lane.EarliestStart(now);
                if (start > now)
                    next = Math.Min(next, start);
                else if (first is null || waiter.Order < first.Waiting.Peek().Order)
                    first = lane;
            }

            if (first is null)
            {
                if (next != PacedAllowance.WhenACallEnds)
                    _timer.Change(DelayUntil(next, now), Timeout.InfiniteTimeSpan);
                return;
            }

            // One that is cancelled at this very moment has begun nothing.
            if (first.Waiting.Dequeue().TrySetResult(new Lease(this, first)))
                Begin(first, now);
        }
    }

    private static void Begin(Lane lane, long now)
    {
        foreach (var allowance in lane.Allowances)
            allowance.Begin(now);
    }

    // A timer counts in whole milliseconds and rounds down; waking too early would spin.
    private TimeSpan DelayUntil(long moment, long now) =>
        TimeSpan.FromMilliseconds(Math.Ceiling((moment - now) * 1000.0 / _time.TimestampFrequency));

    private Lane LaneOf(WorkOSCall call)
    {
        var perAddress = call.Kind == CallKind.MagicAuth && _limits.MagicAuthPerAddress is not null;
        var key = (call.Kind, perAddress ? call.Address?.ToLowerInvariant() : null);
        if (_lanes.TryGetValue(key, out var lane))
            return lane;
        if (_lanes.Count >= _sweepAt)
            Sweep();
        lane = new Lane(call.Kind switch
        {
            CallKind.UserManagementRead => Of(_overall, _reads),
            CallKind.UserManagementWrite => Of(_overall, _writes),
            CallKind.OrganizationDelete => Of(_overall, _deletes),
            CallKind.MagicAuth => Of(_overall, _writes, Open(_limits.MagicAuthPerAddress)),
            _ => Of(_overall),
        });
        _lanes.Add(key, lane);
        return lane;
    }

    /// <summary>Forgets addresses that nobody has asked a code for in their window.</summary>
    private void Sweep()
    {
        var now = _time.GetTimestamp();
        foreach (var (key, lane) in _lanes.Where(lane => lane.Key.Address is not null).ToList())
        {
            if (lane.Waiting.Count == 0 && lane.Allowances[^1].IsIdle(now))
                _lanes.Remove(key);
        }

        _sweepAt = Math.Max(SweepFrom, _lanes.Count * 2);
    }

    private static PacedAllowance[] Of(params PacedAllowance?[] allowances) => [.. allowances.OfType<PacedAllowance>()];

    private sealed class Waiter(long order) : TaskCompletionSource<RateLimitLease>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public long Order => order;
    }

    /// <summary>The calls that count against the same limits.</summary>
    private sealed class Lane(PacedAllowance[] allowances)
    {
        public PacedAllowance[] Allowances => allowances;

        public Queue<Waiter> Waiting { get; } = new();

        public bool TryPeek(out Waiter waiter)
        {
            while (Waiting.TryPeek(out waiter!))
            {
                if (!waiter.Task.IsCompleted)
                    return true;
                Waiting.Dequeue();
            }

            return false;
        }

        public long EarliestStart(long now)
        {
            var start = long.MinValue;
            foreach (var allowance in allowances)
                start = Math.Max(start, allowance.EarliestStart(now));
            return start;
        }
    }

    private sealed class Lease(PacedLimiter limiter, Lane? lane) : RateLimitLease
    {
        public static readonly Lease Refused = new(null!, null);
        private Lane? _lane = lane;

        public override bool IsAcquired { get; } = lane is not null;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (Interlocked.Exchange(ref _lane, null) is { } lane)
                limiter.End(lane);
        }
    }
}
