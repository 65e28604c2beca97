using System.Globalization;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>Which transactions a snapshot of PostgreSQL sees.</summary>
internal sealed class VisibleTransactions
{
    private readonly ulong _end;
    private readonly HashSet<ulong> _running;

    private VisibleTransactions(ulong end, HashSet<ulong> running) => (_end, _running) = (end, running);

    /// <param name="snapshot">The text of <c>pg_current_snapshot()</c>: <c>xmin:xmax:xip,xip</c>.</param>
    public static VisibleTransactions Parse(string snapshot)
    {
        var parts = snapshot.Split(':');
        return new(ulong.Parse(parts[1], CultureInfo.InvariantCulture), [.. parts[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => ulong.Parse(id, CultureInfo.InvariantCulture))]);
    }

    /// <summary>Whether a transaction that has ended is seen.</summary>
    /// <param name="transaction">The lower half of its number, as replication sends it: of all with that half, the one nearest to the snapshot.</param>
    public bool Contain(uint transaction)
    {
        var number = (_end & ~(ulong)uint.MaxValue) | transaction;
        if (number > _end + (1UL << 31))
            number -= 1UL << 32;
        else if (number + (1UL << 31) < _end)
            number += 1UL << 32;
        return number < _end && !_running.Contains(number);
    }
}
