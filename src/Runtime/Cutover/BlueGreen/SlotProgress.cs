using Clerk2WorkOS.Migration.Data.Syncing;
using Clerk2WorkOS.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>How far the log of a database is followed, as the database itself knows it: what is confirmed there is committed on the other side.</summary>
internal static class SlotProgress
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What is not confirmed yet, in bytes of log; null where nobody follows.</summary>
    public static async Task<long?> LagAsync(NpgsqlConnection database, string slot, CancellationToken cancellationToken) => (await database.ListAsync(
        "SELECT greatest(0, pg_wal_lsn_diff(pg_current_wal_flush_lsn(), confirmed_flush_lsn))::bigint FROM pg_replication_slots WHERE slot_name = $1 AND active",
        row => row.GetInt64(0), cancellationToken, slot).ConfigureAwait(false)) is [var bytes] ? bytes : null;

    /// <summary>Where the log stands, with everything that was committed before safely in it, however lazily it was committed.</summary>
    public static async Task<NpgsqlLogSequenceNumber> MarkAsync(NpgsqlConnection database, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync("SET synchronous_commit = on", cancellationToken).ConfigureAwait(false);
        await database.ExecuteAsync("SELECT pg_logical_emit_message(true, 'clerk2workos', 'drain')", cancellationToken).ConfigureAwait(false);
        return await database.ScalarAsync<NpgsqlLogSequenceNumber>("SELECT pg_current_wal_flush_lsn()", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until everything before the mark is committed on the other side.</summary>
    /// <param name="database">With the slot.</param>
    /// <param name="slot">Of who follows.</param>
    /// <param name="mark">Up to where.</param>
    /// <param name="follower">Who follows, in this process; its failure is this one's. Null for another's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task WaitAsync(NpgsqlConnection database, string slot, NpgsqlLogSequenceNumber mark, Task? follower, CancellationToken cancellationToken)
    {
        while (!await database.ScalarAsync<bool>("SELECT confirmed_flush_lsn >= $2::text::pg_lsn FROM pg_replication_slots WHERE slot_name = $1", cancellationToken, slot, mark.ToString()).ConfigureAwait(false))
        {
            if (follower is { IsCompleted: true })
                await follower.ConfigureAwait(false);
            await Task.Delay(5, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Drops a slot, once nobody reads from it any more; nothing if there is none.</summary>
    public static async Task DropAsync(NpgsqlConnection database, string slot, CancellationToken cancellationToken)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                await SyncSlot.DropAsync(database, slot, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.ObjectInUse && TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(100, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
