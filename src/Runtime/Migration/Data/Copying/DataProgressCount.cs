namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Counts what all workers of this process have done, and reports it.</summary>
internal sealed class DataProgressCount(IProgress<DataProgress>? progress)
{
    private readonly object _lock = new();
    private long _began = TimeProvider.System.GetTimestamp();
    private long _total;
    private long _before;
    private ChunkCounts _counts;

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_began);

    /// <summary>What this process has done.</summary>
    public ChunkCounts Counts
    {
        get
        {
            lock (_lock)
                return _counts;
        }
    }

    public void Begin(long total, long before) => (_began, _total, _before) = (TimeProvider.System.GetTimestamp(), total, before);

    public void Add(string table, ChunkCounts counts)
    {
        DataProgress report;
        lock (_lock)
        {
            _counts += counts;
            var elapsed = Elapsed;
            var rate = elapsed > TimeSpan.Zero ? _counts.Read / elapsed.TotalSeconds : 0;
            report = new DataProgress(table, _before + _counts.Read, Math.Max(_total, _before + _counts.Read), _counts.Rejected, elapsed, rate);
        }

        progress?.Report(report);
    }
}
