using System.Globalization;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>What keeps the target from following the legacy database by logical replication, or is dangerous about it.</summary>
internal static class SyncCheck
{
    /// <summary>What stands in the way comes first.</summary>
    /// <param name="legacy">The legacy database.</param>
    /// <param name="map">What is moved.</param>
    /// <param name="options">What was consented to.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="side">What the database is called, for a person: on the way back it is the target.</param>
    public static async Task<IReadOnlyList<PlanProblem>> FindAsync(NpgsqlConnection legacy, DataMap map, DataSyncOptions options, CancellationToken cancellationToken, string side = "legacy database")
    {
        var problems = new List<PlanProblem>();
        if (options.Source == DataSyncSource.Replication)
        {
            await CheckServerAsync(legacy, side, problems, cancellationToken).ConfigureAwait(false);
            await CheckTablesAsync(legacy, side, map, options, problems, cancellationToken).ConfigureAwait(false);
        }

        problems.AddRange(map.Tables.Where(table => !KeyLookup.CanFollow(table)).Select(table => new PlanProblem(
            "sync_key", table.Source.Name,
            table.Key.IsEmpty ? $"{table.Name} has neither a primary key nor a unique key without nulls: nothing says which row of the target a change is about. Give it one, or name it under 'ignoreTables'."
                : $"{table.Name} cannot be followed: the primary key of {TableMapping.NameOf(table.Target)} does not come from the legacy table's key alone.",
            IsBlocking: true)));
        return [.. problems.OrderByDescending(problem => problem.IsBlocking)];
    }

    /// <summary>Tables whose changes would not name the row, with a unique index that could; null for one that has none.</summary>
    public static async Task<IReadOnlyList<(TableMapping Table, string Index)>> WithoutIdentityAsync(NpgsqlConnection legacy, DataMap map, CancellationToken cancellationToken)
    {
        var without = new List<(TableMapping, string)>();
        foreach (var table in map.Tables.Where(table => !table.Key.IsEmpty && !(table.Source.PrimaryKey is { } primary && primary.Columns.SequenceEqual(table.Key.Select(column => column.Name)))))
        {
            var identity = await legacy.ScalarAsync<string>("SELECT relreplident::text FROM pg_class WHERE oid = $1::regclass", cancellationToken, table.Source.QuotedName).ConfigureAwait(false);
            var index = table.Source.Keys.First(key => key.Columns.SequenceEqual(table.Key.Select(column => column.Name))).Name;
            var isNamed = identity == "f" || (identity == "i" && await legacy.ScalarAsync<bool>(
                "SELECT EXISTS (SELECT FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = $1::regclass AND i.indisreplident AND x.relname = $2)", cancellationToken, table.Source.QuotedName, index).ConfigureAwait(false));
            if (!isNamed)
                without.Add((table, index));
        }

        return without;
    }

    private static async Task CheckServerAsync(NpgsqlConnection legacy, string side, List<PlanProblem> problems, CancellationToken cancellationToken)
    {
        var level = await legacy.ScalarAsync<string>("SELECT current_setting('wal_level')", cancellationToken).ConfigureAwait(false);
        if (level != "logical")
        {
            problems.Add(new PlanProblem(
                "wal_level", null, $"The {side}'s wal_level is {level}: 'data sync' needs logical (set it and restart the server), or compares both databases instead ('data sync --compare'), which sees changes only as often as it runs.", IsBlocking: true));
            return;
        }

        if (!await legacy.ScalarAsync<bool>("SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user", cancellationToken).ConfigureAwait(false))
            problems.Add(new PlanProblem("replication_role", null, $"The {side}'s role may not replicate: ALTER ROLE … REPLICATION.", IsBlocking: true));
        var (slots, used) = (await legacy.ScalarAsync<int>("SELECT current_setting('max_replication_slots')::int", cancellationToken).ConfigureAwait(false), await legacy.ScalarAsync<int>("SELECT count(*)::int FROM pg_replication_slots WHERE slot_name NOT LIKE 'clerk2workos\\_%'", cancellationToken).ConfigureAwait(false));
        if (used >= slots)
            problems.Add(new PlanProblem("replication_slots", null, string.Create(CultureInfo.InvariantCulture, $"All {slots} replication slots of the {side} are taken (max_replication_slots)."), IsBlocking: true));
        if (await legacy.ScalarAsync<string>("SELECT current_setting('max_slot_wal_keep_size')", cancellationToken).ConfigureAwait(false) == "-1")
            problems.Add(new PlanProblem("wal_cap", null, $"The {side} keeps its log for as long as 'data sync' is away, until its disk is full: set max_slot_wal_keep_size, and end with 'data sync --finish'.", IsBlocking: false));
    }

    private static async Task CheckTablesAsync(NpgsqlConnection legacy, string side, DataMap map, DataSyncOptions options, List<PlanProblem> problems, CancellationToken cancellationToken)
    {
        foreach (var (table, index) in options.SetReplicaIdentity ? [] : await WithoutIdentityAsync(legacy, map, cancellationToken).ConfigureAwait(false))
        {
            problems.Add(new PlanProblem(
                "replica_identity", table.Source.Name,
                $"{table.Name} has no primary key: once it is published, the UPDATEs of the live application on it would fail. With --set-replica-identity its key {index} names the rows (ALTER TABLE … REPLICA IDENTITY USING INDEX).", IsBlocking: true));
        }

        foreach (var table in map.Tables)
        {
            if (!await legacy.ScalarAsync<bool>("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = $1::regclass", cancellationToken, table.Source.QuotedName).ConfigureAwait(false))
                problems.Add(new PlanProblem("table_owner", table.Source.Name, $"The {side}'s role does not own {table.Name}, and only its owner may publish it.", IsBlocking: true));
            if (await legacy.ScalarAsync<bool>("SELECT relpersistence = 'u' FROM pg_class WHERE oid = $1::regclass", cancellationToken, table.Source.QuotedName).ConfigureAwait(false))
                problems.Add(new PlanProblem("unlogged", table.Source.Name, $"{table.Name} is unlogged: its changes are in no log. ALTER TABLE … SET LOGGED, or name it under 'ignoreTables'.", IsBlocking: true));
        }
    }
}
