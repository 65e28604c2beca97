using Clerk2WorkOS.Migration.Data.Mapping;
using NpgsqlTypes;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>
/// Which rows have changed, by their keys. What has become of them is not in it: it is read from the legacy database when the batch is applied. So the order within a batch does not
/// matter, a batch that is applied twice changes nothing, and a value that replication leaves out since it did not change (TOAST) is there nevertheless.
/// </summary>
internal sealed class ChangeBatch
{
    private readonly Dictionary<TableMapping, Dictionary<string, string[]>> _keys = [];

    /// <summary>Tables that were emptied.</summary>
    public HashSet<TableMapping> Truncated { get; } = [];

    /// <summary>The transactions that have to be visible to whoever reads the rows.</summary>
    public List<uint> Transactions { get; } = [];

    /// <summary>When the transactions that end in this batch were committed.</summary>
    public List<DateTime> Commits { get; } = [];

    /// <summary>Behind the last transaction that is in it to its end; null while there is none.</summary>
    public NpgsqlLogSequenceNumber? End { get; set; }

    public int Count { get; private set; }

    public bool IsEmpty => Count == 0 && Truncated.Count == 0;

    public IEnumerable<TableMapping> Tables => _keys.Keys;

    /// <summary>Adds a row.</summary>
    /// <param name="table">Of this table.</param>
    /// <param name="key">The values of <see cref="TableMapping.Key"/> as texts.</param>
    public void Add(TableMapping table, string[] key)
    {
        if (!_keys.TryGetValue(table, out var keys))
            _keys[table] = keys = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (keys.TryAdd(string.Join('\0', key), key))       // a text of PostgreSQL has no such character
            Count++;
    }

    public IReadOnlyCollection<string[]> Keys(TableMapping table) => _keys.TryGetValue(table, out var keys) ? keys.Values : [];
}
