using Npgsql;

namespace Clerk2WorkOS.Migration.State;

/// <summary>Something that could not move, and why.</summary>
/// <param name="Kind"><c>user</c> or <c>row</c>.</param>
/// <param name="Source">For a row its legacy table, <c>schema.table</c>; for a user <c>users</c>.</param>
/// <param name="Key">The Clerk id; for a row its primary key as a JSON array of texts.</param>
/// <param name="Reason">A word that programs know: <c>email_conflict</c>, <c>no_owner</c>.</param>
/// <param name="Detail">One sentence for a person.</param>
public sealed record Reject(string Kind, string Source, string Key, string Reason, string? Detail)
{
    /// <summary>Notes it, in place of what was noted about the same thing before; inside of the caller's transaction.</summary>
    internal async Task NoteAsync(NpgsqlConnection connection, long epoch, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO clerk2workos.rejects AS r (kind, source, key, reason, detail, epoch) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (kind, source, key) DO UPDATE SET reason = excluded.reason, detail = excluded.detail, epoch = excluded.epoch, rejected_at = now()
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = Kind }, new NpgsqlParameter<string> { TypedValue = Source }, new NpgsqlParameter<string> { TypedValue = Key },
                new NpgsqlParameter<string> { TypedValue = Reason }, new NpgsqlParameter { Value = (object?)Detail ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                new NpgsqlParameter<long> { TypedValue = epoch },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
