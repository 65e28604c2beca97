using System.Diagnostics.CodeAnalysis;

namespace Clerk2WorkOS.Testing;

/// <summary>
/// Objects by id, in the order in which they were made. Whoever changes a table holds the environment's gate, also across
/// several tables, so that what was checked still holds when it is written.
/// </summary>
internal sealed class Table<T>(object gate)
    where T : class
{
    private const int FewestToCompact = 64;

    private readonly Dictionary<string, T> _rows = [];
    private readonly List<string> _ids = [];        // also those that are gone, until there are many of them

    /// <summary>All ids in order, with some that are gone.</summary>
    public IReadOnlyList<string> Ids => _ids;

    public IReadOnlyList<T> Snapshot()
    {
        lock (gate)
        {
            var rows = new List<T>(_rows.Count);
            foreach (var id in _ids)
            {
                if (_rows.TryGetValue(id, out var row))
                    rows.Add(row);
            }

            return rows;
        }
    }

    public T? Find(string id)
    {
        lock (gate)
            return _rows.GetValueOrDefault(id);
    }

    public bool TryGet(string id, [NotNullWhen(true)] out T? row)
    {
        row = Find(id);
        return row is not null;
    }

    public void Add(string id, T row)
    {
        lock (gate)
        {
            _rows.Add(id, row);
            _ids.Add(id);
            for (var i = _ids.Count - 1; i > 0 && string.CompareOrdinal(_ids[i - 1], id) > 0; i--)
                (_ids[i - 1], _ids[i]) = (_ids[i], _ids[i - 1]);    // ids are drawn before the gate is taken: the last few may cross
        }
    }

    public void Replace(string id, T row)
    {
        lock (gate)
            _rows[id] = row;
    }

    public void Remove(string id)
    {
        lock (gate)
        {
            _rows.Remove(id);
            if (_ids.Count > FewestToCompact && _ids.Count > 2 * _rows.Count)
                _ids.RemoveAll(other => !_rows.ContainsKey(other));
        }
    }
}
