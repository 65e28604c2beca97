using Clerk2WorkOS.Migration.State;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Target;

/// <summary>What schema <c>clerk2workos</c> says about users.</summary>
internal sealed class MigrationRecords(TargetDatabase target)
{
    /// <summary>Whether a run was ever begun.</summary>
    public Task<bool> ExistAsync(CancellationToken cancellationToken) => target.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("SELECT to_regclass('clerk2workos.user_intents') IS NOT NULL", connection);
            return (bool)(await command.ExecuteScalarAsync(token).ConfigureAwait(false))!;
        },
        cancellationToken);

    public Task<IdMap> MapAsync(CancellationToken cancellationToken) => target.RunAsync(IdMap.ReadAsync, cancellationToken);

    /// <summary>What did not move, in the order of the Clerk ids.</summary>
    public Task<List<Reject>> RejectsAsync(CancellationToken cancellationToken) => RowsAsync(
        "SELECT key, reason, detail FROM clerk2workos.rejects WHERE kind = 'user' ORDER BY key COLLATE \"C\"",
        rows => new Reject("user", "users", rows.GetString(0), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2)), cancellationToken);

    /// <summary>What a person should know, in the order of the Clerk ids.</summary>
    public Task<List<UserNote>> NotesAsync(CancellationToken cancellationToken) => RowsAsync(
        "SELECT clerk_user_id, code, detail FROM clerk2workos.user_notes ORDER BY clerk_user_id COLLATE \"C\", code",
        rows => new UserNote(rows.GetString(0), rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2)), cancellationToken);

    /// <summary>The users that were begun and not completed, and WorkOS's id of those that got so far.</summary>
    public async Task<Dictionary<string, string?>> IntentsAsync(CancellationToken cancellationToken) => (await RowsAsync(
        "SELECT clerk_user_id, workos_user_id FROM clerk2workos.user_intents", rows => (rows.GetString(0), rows.IsDBNull(1) ? null : rows.GetString(1)), cancellationToken).ConfigureAwait(false))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>WorkOS's ids of what were organizations of Clerk's.</summary>
    public async Task<Dictionary<string, string>> OrganizationsAsync(CancellationToken cancellationToken) => (await RowsAsync(
        "SELECT clerk_org_id, workos_organization_id FROM clerk2workos.organization_map", rows => (rows.GetString(0), rows.GetString(1)), cancellationToken).ConfigureAwait(false))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>By what the passwords that were brought along are known again.</summary>
    public async Task<Dictionary<string, byte[]>> MarksAsync(CancellationToken cancellationToken) => (await RowsAsync(
        "SELECT clerk_user_id, password_mark FROM clerk2workos.user_marks", rows => (rows.GetString(0), rows.GetFieldValue<byte[]>(1)), cancellationToken).ConfigureAwait(false))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    private Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken) => target.RunAsync(
        async (connection, token) =>
        {
            var all = new List<T>();
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await using var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            while (await rows.ReadAsync(token).ConfigureAwait(false))
                all.Add(row(rows));
            return all;
        },
        cancellationToken);
}
