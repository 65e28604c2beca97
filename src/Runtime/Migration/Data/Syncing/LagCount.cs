namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>How late transactions were, counted in steps of a tenth: a few hundred numbers for however many transactions.</summary>
internal sealed class LagCount
{
    private const double Step = 1.1;

    private readonly SortedDictionary<int, long> _counts = [];
    private TimeSpan _longest;
    private long _transactions;

    public TimeSpan? Last { get; private set; }

    public void Add(TimeSpan lag)
    {
        lag = lag < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : lag;
        var step = (int)Math.Ceiling(Math.Log(lag.TotalMilliseconds, Step));
        _counts[step] = _counts.GetValueOrDefault(step) + 1;
        _longest = lag > _longest ? lag : _longest;
        _transactions++;
        Last = lag;
    }

    /// <summary>Nothing is left to apply.</summary>
    public void NoteNone() => Last = TimeSpan.Zero;

    /// <summary>Null where there was no transaction.</summary>
    public DataLag? Summary() => _transactions == 0 ? null : new DataLag(Percentile(0.5), Percentile(0.99), _longest, _transactions);

    private TimeSpan Percentile(double share)
    {
        var left = (long)Math.Ceiling(share * _transactions);
        foreach (var (step, count) in _counts)
        {
            left -= count;
            if (left <= 0)
                return TimeSpan.FromMilliseconds(Math.Min(Math.Pow(Step, step), _longest.TotalMilliseconds));
        }

        return _longest;
    }
}
