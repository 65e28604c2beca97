namespace Clerk2WorkOS.Testing;

/// <summary>The ids that belong to a key, in the order in which they were made. Used under the environment's gate.</summary>
internal sealed class Lookup
{
    private readonly Dictionary<string, List<string>> _ids = [];

    public IReadOnlyList<string> this[string key] => _ids.TryGetValue(key, out var ids) ? ids : [];

    public void Add(string key, string id)
    {
        if (!_ids.TryGetValue(key, out var ids))
            _ids.Add(key, ids = []);
        var place = ids.BinarySearch(id, StringComparer.Ordinal);
        if (place < 0)
            ids.Insert(~place, id);
    }

    public void Remove(string key, string id)
    {
        if (_ids.TryGetValue(key, out var ids) && ids.Remove(id) && ids.Count == 0)
            _ids.Remove(key);
    }
}
