using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Target;

/// <summary>A person's own data as the target has them.</summary>
internal sealed record PersonRow(string Email, string? FirstName, string? LastName)
{
    /// <summary>The rows of users who have moved, by WorkOS's id.</summary>
    public static Task<Dictionary<string, PersonRow>> ReadAsync(TargetDatabase target, TargetTables tables, CancellationToken cancellationToken)
    {
        var (id, email) = (SqlName.Quote(tables.Names.UsersWorkosUserId), SqlName.Quote(tables.Names.UsersEmail));
        var sql = $"""
            SELECT u.{id}::text, u.{email}::text, {Optional(tables.Names.UsersFirstName)}, {Optional(tables.Names.UsersLastName)}
            FROM {tables.Users.QuotedName} u JOIN clerk2workos.user_map m ON m.workos_user_id = u.{id}::text
            """;
        return target.RunAsync(
            async (connection, token) =>
            {
                var all = new Dictionary<string, PersonRow>(StringComparer.Ordinal);
                await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
                await using var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                while (await rows.ReadAsync(token).ConfigureAwait(false))
                    all[rows.GetString(0)] = new(rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3));
                return all;
            },
            cancellationToken);
    }

    /// <summary>Whether WorkOS says something else by now: the answer to an earlier change got lost, say.</summary>
    public bool IsStale(WorkOS.WorkOSUser there) =>
        Email != there.Email || (there.FirstName is not null && FirstName is not null && FirstName != there.FirstName) || (there.LastName is not null && LastName is not null && LastName != there.LastName);

    private static string Optional(string? column) => column is null ? "NULL::text" : $"u.{SqlName.Quote(column)}::text";
}
