using System.Collections.Concurrent;

namespace Clerk2WorkOS.Guests.Registering;

/// <summary>Of many callers with the same key at the same time, one does the work and all get what came of it.</summary>
internal sealed class SingleFlight<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _flights = new(StringComparer.Ordinal);

    /// <summary>What is under way at this moment.</summary>
    public IEnumerable<Task> UnderWay => _flights.Values.Where(flight => flight.IsValueCreated).Select(flight => (Task)flight.Value);

    /// <summary>Starts the work, or joins it.</summary>
    /// <returns>The work, and whether this caller started it.</returns>
    public (Task<T> Work, bool IsFirst) Join(string key, Func<Task<T>> work)
    {
        Lazy<Task<T>>? mine = null;
        mine = new Lazy<Task<T>>(() => RunAsync(key, mine!, work));
        var flight = _flights.GetOrAdd(key, mine);
        return (flight.Value, ReferenceEquals(flight, mine));
    }

    private async Task<T> RunAsync(string key, Lazy<Task<T>> flight, Func<Task<T>> work)
    {
        await Task.Yield();     // the first caller waits like the others, with its own token
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            // Before the result is out: who comes then begins anew, and finds the rows.
            _flights.TryRemove(new KeyValuePair<string, Lazy<Task<T>>>(key, flight));
        }
    }
}
