using Clerk2WorkOS.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Migration.Data.Syncing;

/// <summary>How far the target follows, as it stands in the target: committed in one transaction with the rows.</summary>
/// <param name="Slot">The replication slot in the legacy database, which is this target's own.</param>
/// <param name="Applied">All transactions that end before this are in the target; null as long as the slot is not there.</param>
/// <param name="NeedsComparison">Whether rows were copied before the slot was there, so that changes in between are known by comparison alone.</param>
internal sealed record SyncState(string Slot, NpgsqlLogSequenceNumber? Applied, bool NeedsComparison)
{
    /// <summary>One publication serves all targets.</summary>
    public const string Publication = "clerk2workos";

    /// <summary>What is noted; at the first time a name for the slot, before there is one, so that none is ever left behind without a note.</summary>
    public static async Task<SyncState> EnsureAsync(NpgsqlConnection target, CancellationToken cancellationToken)
    {
        await target.ExecuteAsync(
            """
            INSERT INTO clerk2workos.data_sync (slot, needs_comparison)
            SELECT 'clerk2workos_' || left(replace(gen_random_uuid()::text, '-', ''), 12), EXISTS (SELECT FROM clerk2workos.checkpoints WHERE state = 'done')
            ON CONFLICT DO NOTHING
            """,
            cancellationToken).ConfigureAwait(false);
        return (await FindAsync(target, cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>Null where nothing follows.</summary>
    public static async Task<SyncState?> FindAsync(NpgsqlConnection target, CancellationToken cancellationToken) => (await target.ListAsync(
        "SELECT slot, applied, needs_comparison FROM clerk2workos.data_sync",
        row => new SyncState(row.GetString(0), row.IsDBNull(1) ? null : row.GetFieldValue<NpgsqlLogSequenceNumber>(1), row.GetBoolean(2)), cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>The slot is there, and keeps what is committed from here on.</summary>
    public static Task BeginAsync(NpgsqlConnection target, NpgsqlLogSequenceNumber from, CancellationToken cancellationToken) =>
        target.ExecuteAsync("UPDATE clerk2workos.data_sync SET applied = $1::text::pg_lsn, begun_at = now()", cancellationToken, from.ToString());

    /// <summary>The slot is gone: what is copied by now has to be compared once there is another one.</summary>
    public static Task ForgetSlotAsync(NpgsqlConnection target, CancellationToken cancellationToken) => target.ExecuteAsync(
        "UPDATE clerk2workos.data_sync SET applied = NULL, needs_comparison = EXISTS (SELECT FROM clerk2workos.checkpoints WHERE state = 'done')", cancellationToken);

    public static Task NoteComparedAsync(NpgsqlConnection target, CancellationToken cancellationToken) =>
        target.ExecuteAsync("UPDATE clerk2workos.data_sync SET needs_comparison = false", cancellationToken);

    /// <summary>In the transaction that applied it.</summary>
    public static Task AdvanceAsync(NpgsqlConnection target, NpgsqlLogSequenceNumber applied, CancellationToken cancellationToken) =>
        target.ExecuteAsync("UPDATE clerk2workos.data_sync SET applied = greatest(applied, $1::text::pg_lsn), applied_at = clock_timestamp()", cancellationToken, applied.ToString());

    public static Task RemoveAsync(NpgsqlConnection target, CancellationToken cancellationToken) => target.ExecuteAsync("DELETE FROM clerk2workos.data_sync", cancellationToken);
}
