using System.Globalization;
using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>
/// Makes rows of the target what the legacy database says of them at this moment: those that are there are written, those that are gone are deleted, and those
/// that cannot be moved any more are taken out, with what needs them. Whatever the rows were before and in whatever order this is done, it ends the same. Inside
/// of a transaction of the target that is fenced.
/// </summary>
internal sealed class ChangeApplier(NpgsqlConnection legacy, NpgsqlConnection target, DataMap map, IdTable ids, long epoch)
{
    // A condition with more keys than this takes long to be planned.
    private const int MostAtOnce = 5000;

    private readonly Dictionary<TableMapping, Dictionary<string, KeyFound>> _found = [];
    private readonly Dictionary<TableMapping, List<KeyFound>> _toWrite = [];
    private readonly HashSet<(TableMapping Table, string Key)> _wereRejected = [];
    private readonly HashSet<(TableMapping Table, string Key)> _withdrawn = [];
    private Dictionary<TableMapping, List<KeyFound>> _left = [];

    /// <summary>Whether a row that is rejected now stays as it was, where it was once written: on the way back an older state is better than none.</summary>
    public bool KeepsRejected { get; init; }

    /// <summary>Rows that were written.</summary>
    public long Written { get; private set; }

    /// <summary>Rows that were deleted.</summary>
    public long Deleted { get; private set; }

    /// <summary>The keys of all rows that were dealt with, and for those that are rejected now the reason.</summary>
    public List<(TableMapping Table, string Key, string? Rejected)> Done { get; } = [];

    public async Task ApplyAsync(ChangeBatch batch, CancellationToken cancellationToken)
    {
        await target.ExecuteAsync($"{LegacyReader.Settings} SET LOCAL synchronous_commit = on; SET CONSTRAINTS ALL IMMEDIATE", cancellationToken).ConfigureAwait(false);
        await EmptyAsync(batch.Truncated, cancellationToken).ConfigureAwait(false);
        foreach (var table in batch.Tables)
            await LookUpAsync(table, batch.Keys(table), cancellationToken).ConfigureAwait(false);
        var gone = _found.ToDictionary(pair => pair.Key, pair => pair.Value.Values.Where(key => key is { IsThere: false, Target: not null }).ToList());
        _left = await DeleteAsync(gone, isLast: false, cancellationToken).ConfigureAwait(false);
        do
            await WriteAllAsync(cancellationToken).ConfigureAwait(false);
        while (!KeepsRejected && await WithdrawAsync(cancellationToken).ConfigureAwait(false));
        await DeleteAsync(await LeftAsync(cancellationToken).ConfigureAwait(false), isLast: true, cancellationToken).ConfigureAwait(false);
        foreach (var (table, found) in _found)
        {
            var rejected = await RejectedAsync(table, found.Keys, cancellationToken).ConfigureAwait(false);
            Done.AddRange(found.Keys.Select(key => (table, key, rejected.GetValueOrDefault(key))));
        }
    }

    /// <summary>Takes the keys up, but for those of rows whose place in the target is taken by another row.</summary>
    private async Task LookUpAsync(TableMapping table, IReadOnlyCollection<string[]> keys, CancellationToken cancellationToken)
    {
        if (!_found.TryGetValue(table, out var known))
            _found[table] = known = new Dictionary<string, KeyFound>(StringComparer.Ordinal);
        var found = (await KeyLookup.FindAsync(legacy, table, keys, ids, cancellationToken).ConfigureAwait(false)).Where(key => !known.ContainsKey(key.Key)).ToList();
        if (found.Count == 0)
            return;
        var rejected = await RejectedAsync(table, found.Select(key => key.Key), cancellationToken).ConfigureAwait(false);
        var taken = rejected.Where(reject => reject.Value == "key_taken").Select(reject => reject.Key).ToHashSet(StringComparer.Ordinal);
        await ForgetRejectsAsync(table, found.Where(key => rejected.ContainsKey(key.Key) && !(key.IsThere && taken.Contains(key.Key))), cancellationToken).ConfigureAwait(false);
        foreach (var key in found.Where(key => !taken.Contains(key.Key)))
        {
            known.Add(key.Key, key);
            if (rejected.ContainsKey(key.Key))
                _wereRejected.Add((table, key.Key));
            if (key.IsThere)
                NoteToWrite(table, key);
        }
    }

    private void NoteToWrite(TableMapping table, KeyFound key)
    {
        if (!_toWrite.TryGetValue(table, out var keys))
            _toWrite[table] = keys = [];
        keys.Add(key);
    }

    private async Task<Dictionary<string, string>> RejectedAsync(TableMapping table, IEnumerable<string> keys, CancellationToken cancellationToken) => (await target.ListAsync(
        "SELECT key, reason FROM clerk2workos.rejects WHERE kind = 'row' AND source = $1 AND key = ANY($2)",
        row => (Key: row.GetString(0), Reason: row.GetString(1)), cancellationToken, table.Name, keys.ToArray()).ConfigureAwait(false)).ToDictionary(row => row.Key, row => row.Reason, StringComparer.Ordinal);

    private Task<int> ForgetRejectsAsync(TableMapping table, IEnumerable<KeyFound> keys, CancellationToken cancellationToken) => target.ExecuteAsync(
        "DELETE FROM clerk2workos.rejects WHERE kind = 'row' AND source = $1 AND key = ANY($2)", cancellationToken, table.Name, keys.Select(key => key.Key).ToArray());

    /// <summary>As TRUNCATE did; a row of the target's own whose key was taken stays.</summary>
    private async Task EmptyAsync(IEnumerable<TableMapping> tables, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<TableMapping, List<KeyFound>>();
        foreach (var table in tables)
        {
            rows[table] = await target.ListAsync(
                $"""
                SELECT jsonb_build_array({TargetKeyTexts(table)})::text, ARRAY[{TargetKeyTexts(table)}] FROM {table.Target.QuotedName} t
                WHERE NOT EXISTS (SELECT FROM clerk2workos.rejects r WHERE r.kind = 'row' AND r.source = $1 AND r.reason = 'key_taken' AND r.key = jsonb_build_array({TargetKeyTexts(table)})::text)
                """,
                row => new KeyFound(row.GetString(0), IsThere: false, row.GetFieldValue<string[]>(1)), cancellationToken, table.Name).ConfigureAwait(false);
            await target.ExecuteAsync("DELETE FROM clerk2workos.rejects WHERE kind = 'row' AND source = $1", cancellationToken, table.Name).ConfigureAwait(false);
        }

        await DeleteAsync(rows, isLast: true, cancellationToken).ConfigureAwait(false);
    }

    private static string TargetKeyTexts(TableMapping table) => string.Join(", ", table.TargetKey.Select(index => $"t.{table.Columns[index].Target.QuotedName}::text"));

    /// <summary>Deletes, children before parents.</summary>
    /// <returns>What the target refuses to delete; noted if it was the last time.</returns>
    private async Task<Dictionary<TableMapping, List<KeyFound>>> DeleteAsync(Dictionary<TableMapping, List<KeyFound>> rows, bool isLast, CancellationToken cancellationToken)
    {
        var left = new Dictionary<TableMapping, List<KeyFound>>();
        foreach (var table in map.Tables.Reverse().Where(table => rows.TryGetValue(table, out var keys) && keys.Count > 0 && (table.Group.IsEmpty || table == map.Members(table)[0])))
        {
            var members = map.Members(table).Where(rows.ContainsKey).ToList();
            if (members.Count > 1 ? !await DeleteTogetherAsync(members, rows, isLast, cancellationToken).ConfigureAwait(false) : !await DeleteAsync(table, rows[table], isLast, cancellationToken).ConfigureAwait(false))
            {
                foreach (var member in members)
                    left[member] = rows[member];
            }
        }

        return left;
    }

    /// <summary>What could not be deleted and still has to be: not what was written again since, beside it.</summary>
    private async Task<Dictionary<TableMapping, List<KeyFound>>> LeftAsync(CancellationToken cancellationToken)
    {
        var left = new Dictionary<TableMapping, List<KeyFound>>();
        foreach (var (table, keys) in _left)
        {
            var rejected = await RejectedAsync(table, keys.Select(key => key.Key), cancellationToken).ConfigureAwait(false);
            left[table] = [.. keys.Where(key => !key.IsThere || (rejected.TryGetValue(key.Key, out var reason) && reason != "link_missing"))];
        }

        return left;
    }

    /// <summary>Tables that need one another: what refers to what is checked when all of it is gone.</summary>
    private async Task<bool> DeleteTogetherAsync(List<TableMapping> tables, Dictionary<TableMapping, List<KeyFound>> rows, bool isLast, CancellationToken cancellationToken)
    {
        await target.ExecuteAsync("SAVEPOINT c2w_together; SET CONSTRAINTS ALL DEFERRED", cancellationToken).ConfigureAwait(false);
        try
        {
            var deleted = 0;
            foreach (var table in tables)
                deleted += await target.ExecuteAsync($"DELETE FROM {table.Target.QuotedName} t WHERE {KeyLookup.Condition(table)}", cancellationToken, KeyLookup.Parameters(table, rows[table])).ConfigureAwait(false);
            await target.ExecuteAsync("SET CONSTRAINTS ALL IMMEDIATE; RELEASE SAVEPOINT c2w_together", cancellationToken).ConfigureAwait(false);
            Deleted += deleted;
            return true;
        }
        catch (PostgresException exception) when (RowFaults.IsOfRow(exception))
        {
            await target.ExecuteAsync("ROLLBACK TO SAVEPOINT c2w_together; RELEASE SAVEPOINT c2w_together; SET CONSTRAINTS ALL IMMEDIATE", cancellationToken).ConfigureAwait(false);
            foreach (var table in isLast ? tables : [])
                await RowRejects.NoteAsync(target, table, [.. rows[table].Select(key => StillReferenced(key, exception))], epoch, cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    /// <returns>Whether nothing is left; the last time what is left is noted.</returns>
    private async Task<bool> DeleteAsync(TableMapping table, List<KeyFound> keys, bool isLast, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return true;
        await target.ExecuteAsync("SAVEPOINT c2w_delete", cancellationToken).ConfigureAwait(false);
        try
        {
            Deleted += await target.ExecuteAsync($"DELETE FROM {table.Target.QuotedName} t WHERE {KeyLookup.Condition(table)}", cancellationToken, KeyLookup.Parameters(table, keys)).ConfigureAwait(false);
            await target.ExecuteAsync("RELEASE SAVEPOINT c2w_delete", cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException exception) when (RowFaults.IsOfRow(exception))
        {
            await target.ExecuteAsync("ROLLBACK TO SAVEPOINT c2w_delete; RELEASE SAVEPOINT c2w_delete", cancellationToken).ConfigureAwait(false);
            if (exception.SqlState.StartsWith("22", StringComparison.Ordinal) && keys.Count == 1)
                return true;        // a text that the target's type cannot be is no row's key
            if (keys.Count == 1 && isLast)
                await RowRejects.NoteAsync(target, table, [StillReferenced(keys[0], exception)], epoch, cancellationToken).ConfigureAwait(false);
            if (keys.Count == 1)
                return false;
            var (half, all) = (keys.Count / 2, true);
            all &= await DeleteAsync(table, keys[..half], isLast, cancellationToken).ConfigureAwait(false);
            all &= await DeleteAsync(table, keys[half..], isLast, cancellationToken).ConfigureAwait(false);
            return all;
        }
    }

    private static (string Key, string Reason, string Detail) StillReferenced(KeyFound key, PostgresException exception) =>
        (key.Key, "still_referenced", $"The row is to be deleted, and the target refuses to: {RowFaults.Describe(exception, []).Detail}");

    /// <summary>Parents before children; what they draw after them is written as well.</summary>
    private async Task WriteAllAsync(CancellationToken cancellationToken)
    {
        while (_toWrite.Count > 0)
        {
            var linked = new HashSet<TableMapping>();
            foreach (var table in map.Tables.Where(table => table.Group.IsEmpty || table.Group[0] == table.Name))
            {
                while (map.Members(table).Any(_toWrite.ContainsKey))
                    linked.UnionWith(await WriteAsync(table, cancellationToken).ConfigureAwait(false));
            }

            foreach (var table in map.Tables.Where(table => linked.Contains(table) && !table.Links.IsEmpty && !table.IsOpenUntilLinked))
                await new LinkStep(target, epoch, table).RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>The tables that were written to.</returns>
    private async Task<IEnumerable<TableMapping>> WriteAsync(TableMapping table, CancellationToken cancellationToken)
    {
        var members = map.Members(table);
        var keys = members.ToDictionary(member => member, member => TakeToWrite(member, isAll: table.IsWhole || members.Length > 1));
        if (keys.Values.All(there => there.Count == 0))
            return [];
        var before = new Dictionary<TableMapping, Dictionary<string, string?>>();
        foreach (var member in members.Where(IsOwnerOfOthers))
            before[member] = await OrganizationsAsync(member, keys[member], cancellationToken).ConfigureAwait(false);
        string Condition(TableMapping member) => RowKeys.Condition(member, [.. keys[member].Select(key => key.Key)]);
        if (table.Group.IsEmpty)
        {
            Written += (await new StagedCopy(legacy, target, ids, epoch, table) { Overwrites = true }.CopyAsync(Condition(table), range: null, cancellationToken).ConfigureAwait(false)).Written;
        }
        else
        {
            foreach (var counts in (await new GroupCopy(legacy, target, ids, epoch) { Overwrites = true }.CopyAsync(members, Condition, cancellationToken).ConfigureAwait(false)).Values)
                Written += counts.Written;
        }

        // Before any child: a row may be taken out again.
        if (table.IsOpenUntilLinked)
            await new LinkStep(target, epoch, table).RunAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (member, organizations) in before)
            await FollowOwnersAsync(member, keys[member], organizations, cancellationToken).ConfigureAwait(false);
        foreach (var member in members)
            await FollowAdmittedAsync(member, keys[member], cancellationToken).ConfigureAwait(false);
        return members.Where(member => keys[member].Count > 0);
    }

    private List<KeyFound> TakeToWrite(TableMapping table, bool isAll)
    {
        if (!_toWrite.Remove(table, out var keys))
            return [];
        if (isAll || keys.Count <= MostAtOnce)
            return keys;
        _toWrite[table] = keys[MostAtOnce..];
        return keys[..MostAtOnce];
    }

    private bool IsOwnerOfOthers(TableMapping table) => map.Tables.Any(other => other.Organizations.Any(source => source.Through.Contains(table.Source)));

    /// <summary>The organization of each row, by the target's key; none where the target's table does not say.</summary>
    private async Task<Dictionary<string, string?>> OrganizationsAsync(TableMapping table, List<KeyFound> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0 || table.OrganizationColumn is null)
            return [];
        return (await target.ListAsync(
            $"SELECT jsonb_build_array({TargetKeyTexts(table)})::text, t.{table.OrganizationColumn!.QuotedName}::text FROM {table.Target.QuotedName} t WHERE {KeyLookup.Condition(table)}",
            row => (Key: row.GetString(0), Organization: row.Text(1)), cancellationToken, KeyLookup.Parameters(table, keys)).ConfigureAwait(false)).ToDictionary(row => row.Key, row => row.Organization, StringComparer.Ordinal);
    }

    /// <summary>Rows that have their organization from one whose owner is another now change with it; where that cannot be seen, they are written again.</summary>
    private async Task FollowOwnersAsync(TableMapping owner, List<KeyFound> keys, Dictionary<string, string?> before, CancellationToken cancellationToken)
    {
        var after = await OrganizationsAsync(owner, keys, cancellationToken).ConfigureAwait(false);
        if (keys.Count == 0 || (owner.OrganizationColumn is not null && !after.Any(row => before.TryGetValue(row.Key, out var was) && was != row.Value)))
            return;
        foreach (var table in map.Tables)
        {
            foreach (var place in table.Organizations.Select(source => source.Through.IndexOf(owner.Source)).Where(place => place >= 0).Distinct())
            {
                var alias = string.Create(CultureInfo.InvariantCulture, $"p{place + 1}");
                var children = await legacy.ListAsync(
                    $"SELECT ARRAY[{ChildRows.KeyTexts(table)}] FROM {table.FromSql}{RowKeys.Condition(owner, [.. keys.Select(key => key.Key)], alias)}", row => row.GetFieldValue<string[]>(0), cancellationToken).ConfigureAwait(false);
                await LookUpAsync(table, children, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What was rejected for want of a row that is admitted now comes along.</summary>
    private async Task FollowAdmittedAsync(TableMapping parent, List<KeyFound> keys, CancellationToken cancellationToken)
    {
        var candidates = keys.Where(key => _wereRejected.Contains((parent, key.Key))).Select(key => key.Key).ToList();
        if (candidates.Count == 0)
            return;
        var rejected = await RejectedAsync(parent, candidates, cancellationToken).ConfigureAwait(false);
        await FollowAsync(parent, [.. candidates.Where(key => !rejected.ContainsKey(key))], cancellationToken).ConfigureAwait(false);
    }

    private async Task FollowAsync(TableMapping parent, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return;
        foreach (var child in map.Tables)
        {
            foreach (var reference in ChildRows.References(child, parent))
            {
                var children = await ChildRows.KeysAsync(legacy, child, reference, parent, keys, cancellationToken).ConfigureAwait(false);
                await LookUpAsync(child, children, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Takes rows out that were moved once and are rejected now, such as those of an owner who has not moved: what is left of them would be somebody else's. What needs
    /// them goes as well, and is written again, to be rejected or not.
    /// </summary>
    /// <returns>Whether there were any.</returns>
    private async Task<bool> WithdrawAsync(CancellationToken cancellationToken)
    {
        var withdrawn = new Dictionary<TableMapping, List<KeyFound>>();
        foreach (var (table, found) in _found)
        {
            var rejected = await RejectedAsync(table, found.Keys, cancellationToken).ConfigureAwait(false);
            var keys = found.Values.Where(key => key is { IsThere: true, Target: not null } && rejected.TryGetValue(key.Key, out var reason) && (reason != "link_missing" || table.IsOpenUntilLinked) && !_withdrawn.Contains((table, key.Key))).ToList();
            var there = keys.Count == 0 ? [] : await ThereAsync(table, keys, cancellationToken).ConfigureAwait(false);
            if (there.Count > 0)
                withdrawn[table] = there;
        }

        if (withdrawn.Count == 0)
            return false;
        foreach (var (table, keys) in withdrawn)
            _withdrawn.UnionWith(keys.Select(key => (table, key.Key)));
        var needing = await NeedingAsync(withdrawn, cancellationToken).ConfigureAwait(false);
        var all = withdrawn.Concat(needing).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.SelectMany(pair => pair.Value).DistinctBy(key => key.Key).ToList());
        // Together with what could not be deleted before: each may be what the other is needed by.
        var both = all.Concat(await LeftAsync(cancellationToken).ConfigureAwait(false)).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.SelectMany(pair => pair.Value).DistinctBy(key => key.Key).ToList());
        _left = await DeleteAsync(both, isLast: false, cancellationToken).ConfigureAwait(false);
        // A row that stayed, since others needed it, with its own parent missing is judged anew, too.
        foreach (var (table, keys) in all.Where(pair => needing.ContainsKey(pair.Key) || pair.Key.IsOpenUntilLinked))
        {
            await ForgetRejectsAsync(table, keys, cancellationToken).ConfigureAwait(false);
            foreach (var key in keys.Where(key => key.IsThere))
                NoteToWrite(table, key);
        }

        return true;
    }

    /// <summary>All rows of the target that refer to some of these, or to rows that do.</summary>
    private async Task<Dictionary<TableMapping, List<KeyFound>>> NeedingAsync(Dictionary<TableMapping, List<KeyFound>> rows, CancellationToken cancellationToken)
    {
        var needing = new Dictionary<TableMapping, List<KeyFound>>();
        var seen = rows.SelectMany(pair => pair.Value, (pair, key) => (pair.Key, key.Key)).ToHashSet();
        var open = new Queue<(TableMapping Table, List<KeyFound> Keys)>(rows.Select(pair => (pair.Key, pair.Value)));
        while (open.TryDequeue(out var next))
        {
            foreach (var child in map.Tables)
            {
                foreach (var reference in ChildRows.References(child, next.Table))
                {
                    var children = await ChildRows.KeysAsync(legacy, child, reference, next.Table, [.. next.Keys.Select(key => key.Key)], cancellationToken).ConfigureAwait(false);
                    var found = await KeyLookup.FindAsync(legacy, child, children, ids, cancellationToken).ConfigureAwait(false);
                    var there = found.Count == 0 ? [] : await ThereAsync(child, found, cancellationToken).ConfigureAwait(false);
                    var more = there.Where(key => seen.Add((child, key.Key))).ToList();
                    if (more.Count == 0)
                        continue;
                    needing[child] = [.. needing.TryGetValue(child, out var before) ? before : [], .. more];
                    _found.TryAdd(child, new Dictionary<string, KeyFound>(StringComparer.Ordinal));
                    foreach (var key in more)
                        _found[child].TryAdd(key.Key, key);
                    open.Enqueue((child, more));
                }
            }
        }

        return needing;
    }

    /// <summary>Those of some keys that the target has a row for.</summary>
    private async Task<List<KeyFound>> ThereAsync(TableMapping table, List<KeyFound> keys, CancellationToken cancellationToken)
    {
        var there = (await target.ListAsync(
            $"SELECT u.place FROM {KeyLookup.Numbered(table)} JOIN {table.Target.QuotedName} t ON {KeyLookup.Same(table)}", row => (int)row.GetInt64(0), cancellationToken, KeyLookup.Parameters(table, keys)).ConfigureAwait(false)).ToHashSet();
        return [.. keys.Where(key => key.Target is not null).Where((_, index) => there.Contains(index + 1))];
    }
}
