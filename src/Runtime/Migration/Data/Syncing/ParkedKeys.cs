using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>
/// Rows that were refused while changes went by: read ahead of the stream, one may need another that has not come yet. They are tried again soon, then less and
/// less often; all of them stand in the target's rejects as well, where a retry finds those that are forgotten here.
/// </summary>
internal sealed class ParkedKeys(TimeProvider time)
{
    private const int Most = 100_000;
    private const int MostAttempts = 12;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<(TableMapping Table, string Key), (int Attempts, DateTimeOffset Due)> _keys = [];

    public int Count => _keys.Count;

    /// <summary>Takes up what others, who were ended, have left.</summary>
    public async Task LoadAsync(NpgsqlConnection target, DataMap map, CancellationToken cancellationToken)
    {
        var left = await target.ListAsync(
            "SELECT source, key FROM clerk2workos.rejects WHERE kind = 'row' AND reason IN ('parent_rejected', 'link_missing', 'constraint', 'still_referenced') ORDER BY rejected_at DESC LIMIT $1",
            row => (Source: row.GetString(0), Key: row.GetString(1)), cancellationToken, Most).ConfigureAwait(false);
        foreach (var (source, key) in left)
        {
            if (map.Find(source) is { } table)
                _keys.TryAdd((table, key), (0, time.GetUtcNow()));
        }
    }

    /// <summary>Adds those that are due to a batch.</summary>
    public void AddDue(ChangeBatch batch)
    {
        var now = time.GetUtcNow();
        foreach (var (table, key) in _keys.Where(pair => pair.Value.Due <= now).Select(pair => pair.Key))
        {
            if (batch.Count >= ChangeStream.MostKeys)
                break;
            batch.Add(table, RowKeys.Parts(key));
        }
    }

    /// <summary>All of them, due or not.</summary>
    public IEnumerable<ChangeBatch> All()
    {
        foreach (var keys in _keys.Keys.Chunk(ChangeStream.MostKeys))
        {
            var batch = new ChangeBatch();
            foreach (var (table, key) in keys)
                batch.Add(table, RowKeys.Parts(key));
            yield return batch;
        }
    }

    /// <summary>Takes in what became of a batch.</summary>
    public void Note(ChangeApplier applied)
    {
        foreach (var (table, key, reason) in applied.Done)
        {
            // Only a new entry in the id map changes that an owner has not moved, and that is looked for.
            if (reason is null or "no_owner" or "conversion")
            {
                _keys.Remove((table, key));
                continue;
            }

            var attempts = _keys.TryGetValue((table, key), out var before) ? before.Attempts + 1 : 0;
            if (attempts == MostAttempts || (attempts == 0 && _keys.Count >= Most))
                _keys.Remove((table, key));
            else
                _keys[(table, key)] = (attempts, time.GetUtcNow() + (FirstPause * Math.Pow(2, attempts)));
        }
    }
}
