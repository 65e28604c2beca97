using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Rows that could not be moved, in <c>clerk2workos.rejects</c>.</summary>
internal static class RowRejects
{
    public const string OnConflict =
        "ON CONFLICT (kind, source, key) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, epoch = excluded.epoch, rejected_at = now()";

    /// <summary>Notes them, in place of what was noted about the same rows before; inside of the caller's transaction.</summary>
    public static async Task NoteAsync(
        NpgsqlConnection target, TableMapping table, IReadOnlyCollection<(string Key, string Reason, string Detail)> rejects, long epoch, CancellationToken cancellationToken)
    {
        if (rejects.Count == 0)
            return;
        await target.ExecuteAsync(
            $"""
            INSERT INTO clerk2workos.rejects AS r (kind, source, key, reason, detail, epoch)
            SELECT 'row', $1, x.key, x.reason, x.detail, $2 FROM unnest($3, $4, $5) AS x(key, reason, detail) {OnConflict}
            """,
            cancellationToken, table.Name, epoch,
            rejects.Select(reject => reject.Key).ToArray(), rejects.Select(reject => reject.Reason).ToArray(), rejects.Select(reject => reject.Detail).ToArray()).ConfigureAwait(false);
    }
}
