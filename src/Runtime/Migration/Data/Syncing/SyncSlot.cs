using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;
using Npgsql.Replication;
using NpgsqlTypes;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>What following needs in the legacy database: a publication of its tables, and a slot that keeps the log until it is applied.</summary>
internal static class SyncSlot
{
    /// <summary>Publishes exactly these tables.</summary>
    public static async Task PublishAsync(NpgsqlDataSource legacy, DataMap map, DataSyncOptions options, CancellationToken cancellationToken)
    {
        await using var connection = await legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (options.SetReplicaIdentity)
        {
            foreach (var (table, index) in await SyncCheck.WithoutIdentityAsync(connection, map, cancellationToken).ConfigureAwait(false))
                await connection.ExecuteAsync($"SET lock_timeout = '2s'; ALTER TABLE {table.Source.QuotedName} REPLICA IDENTITY USING INDEX {SqlName.Quote(index)}; RESET lock_timeout", cancellationToken).ConfigureAwait(false);
        }

        var wanted = map.Tables.Select(table => table.Source.QuotedName).Order(StringComparer.Ordinal).ToList();
        var name = SqlName.Quote(SyncState.Publication);
        if (!await connection.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_publication WHERE pubname = $1)", cancellationToken, SyncState.Publication).ConfigureAwait(false))
        {
            await connection.ExecuteAsync($"CREATE PUBLICATION {name} FOR TABLE {string.Join(", ", wanted)} WITH (publish_via_partition_root = true)", cancellationToken).ConfigureAwait(false);
            return;
        }

        var published = await connection.ListAsync(
            "SELECT quote_ident(schemaname), quote_ident(tablename), schemaname, tablename FROM pg_publication_tables WHERE pubname = $1", row => SqlName.Quote(row.GetString(2), row.GetString(3)), cancellationToken, SyncState.Publication).ConfigureAwait(false);
        foreach (var table in wanted.Except(published))
            await connection.ExecuteAsync($"ALTER PUBLICATION {name} ADD TABLE {table}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates the slot; the connection holds the snapshot that fits it as long as it is open.</summary>
    /// <returns>The connection, the snapshot's name, and from where on the log is kept.</returns>
    public static async Task<(LogicalReplicationConnection Holder, string Snapshot, NpgsqlLogSequenceNumber From)> CreateAsync(string legacy, string slot, CancellationToken cancellationToken)
    {
        var connection = await ChangeStream.ConnectAsync(legacy, cancellationToken).ConfigureAwait(false);
        try
        {
            var created = await connection.CreatePgOutputReplicationSlot(slot, slotSnapshotInitMode: LogicalSlotSnapshotInitMode.Export, cancellationToken: cancellationToken).ConfigureAwait(false);
            return (connection, created.SnapshotName!, created.ConsistentPoint);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Whether the slot is there and has all that it was to keep.</summary>
    public static async Task<SlotHealth> HealthAsync(NpgsqlConnection legacy, string slot, CancellationToken cancellationToken)
    {
        var found = await legacy.ListAsync(
            "SELECT coalesce(wal_status = 'lost', false), active_pid FROM pg_replication_slots WHERE slot_name = $1 AND database = current_database()",
            row => (IsLost: row.GetBoolean(0), IsActive: !row.IsDBNull(1)), cancellationToken, slot).ConfigureAwait(false);
        return found.Count == 0 ? SlotHealth.Missing : found[0].IsLost ? SlotHealth.Lost : SlotHealth.Whole;
    }

    /// <summary>Drops the slot; nothing if there is none.</summary>
    public static Task DropAsync(NpgsqlConnection legacy, string slot, CancellationToken cancellationToken) => legacy.ExecuteAsync(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1 AND database = current_database()", cancellationToken, slot);

    /// <summary>Drops the publication, unless the slot of another target still needs it.</summary>
    public static async Task UnpublishAsync(NpgsqlConnection legacy, CancellationToken cancellationToken)
    {
        if (!await legacy.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name LIKE 'clerk2workos\\_%' AND database = current_database())", cancellationToken).ConfigureAwait(false))
            await legacy.ExecuteAsync($"DROP PUBLICATION IF EXISTS {SqlName.Quote(SyncState.Publication)}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Up to where the legacy database has written its log.</summary>
    public static async Task<NpgsqlLogSequenceNumber> WrittenAsync(NpgsqlConnection legacy, CancellationToken cancellationToken) => await legacy.ScalarAsync<NpgsqlLogSequenceNumber>(
        "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_flush_lsn() END", cancellationToken).ConfigureAwait(false);
}

/// <summary>How it stands with a slot.</summary>
internal enum SlotHealth
{
    /// <summary>It is there.</summary>
    Whole,

    /// <summary>It is there, but the server has removed log that it needed (<c>max_slot_wal_keep_size</c>).</summary>
    Lost,

    /// <summary>There is none.</summary>
    Missing,
}
