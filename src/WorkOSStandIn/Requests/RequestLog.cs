using System.Collections.Concurrent;

namespace Clerk2WorkOS.Testing;

/// <summary>How many requests came, by route and status. Requests to the stand-in's own pages (<c>/_standin</c>) do not count.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentDictionary<(string Route, int Status), Counter> _counters = new();
    private long _received;
    private int _inFlight;
    private int _mostInFlight;

    internal RequestLog()
    {
    }

    /// <summary>All requests that came, answered or not.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>The most requests that were under way at one moment.</summary>
    public int MostInFlight => Volatile.Read(ref _mostInFlight);

    /// <summary>
    /// The answers by route (method and path of the API's description: <c>POST /user_management/users</c>) and status. Status 0
    /// stands for a request that got no answer: dropped, hanging, or given up by the caller.
    /// </summary>
    public IReadOnlyDictionary<(string Route, int Status), long> Answers =>
        _counters.ToDictionary(pair => pair.Key, pair => pair.Value.Value);

    /// <summary>The number of requests to a route that were answered with a status, or with any.</summary>
    /// <param name="route">Method and path of the API's description: <c>POST /user_management/users</c>.</param>
    /// <param name="status">The status; any if left out; 0 for no answer.</param>
    public long Count(string route, int? status = null) =>
        _counters.Where(pair => pair.Key.Route == route && (status is null || pair.Key.Status == status)).Sum(pair => pair.Value.Value);

    /// <summary>The number of requests that were answered with a status, whatever the route.</summary>
    public long CountOf(int status) => _counters.Where(pair => pair.Key.Status == status).Sum(pair => pair.Value.Value);

    /// <summary>Sets all counters to zero.</summary>
    public void Clear()
    {
        _counters.Clear();
        Interlocked.Exchange(ref _received, 0);
        Volatile.Write(ref _mostInFlight, Volatile.Read(ref _inFlight));
    }

    internal void Began()
    {
        Interlocked.Increment(ref _received);
        var now = Interlocked.Increment(ref _inFlight);
        for (var most = MostInFlight; now > most; most = MostInFlight)
        {
            if (Interlocked.CompareExchange(ref _mostInFlight, now, most) == most)
                break;
        }
    }

    internal void Ended(string route, int status)
    {
        Interlocked.Decrement(ref _inFlight);
        _counters.GetOrAdd((route, status), static _ => new Counter()).Add();
    }

    private sealed class Counter
    {
        private long _value;

        public long Value => Interlocked.Read(ref _value);

        public void Add() => Interlocked.Increment(ref _value);
    }
}
