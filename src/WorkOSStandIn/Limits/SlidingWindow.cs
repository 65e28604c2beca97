namespace Clerk2WorkOS.Testing;

/// <summary>Allows so many requests in any stretch of that length; what is refused does not count.</summary>
internal sealed class SlidingWindow(int allowed, TimeSpan length, TimeProvider clock)
{
    private readonly object _gate = new();
    private readonly long[] _moments = new long[allowed];      // a ring; the next place holds the oldest
    private long _count;

    /// <summary>None when the request is allowed, else how long until one is.</summary>
    public TimeSpan? Take()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            ref var oldest = ref _moments[_count % _moments.Length];
            if (_count >= _moments.Length && clock.GetElapsedTime(oldest, now) is var age && age < length)
                return length - age;
            oldest = now;
            _count++;
            return null;
        }
    }

    /// <summary>Whether nothing that was let through counts any more.</summary>
    public bool IsIdle()
    {
        lock (_gate)
            return _count == 0 || clock.GetElapsedTime(_moments[(_count - 1) % _moments.Length], clock.GetTimestamp()) >= length;
    }
}
