using Clerk2WorkOS.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Guests.Database;

/// <summary>What the database knows about an address.</summary>
/// <param name="WorkosUserId">The user.</param>
/// <param name="OrgId">The personal organization that the user is a member of; null if there is none.</param>
internal sealed record KnownGuest(string WorkosUserId, Guid? OrgId);

/// <summary>What WorkOS has, and the database is to have as well.</summary>
internal sealed record GuestParts(
    string WorkosUserId, string Email, string? FirstName, string? LastName, string WorkosOrgId, string OrganizationName, string Role, string Status, bool IsGuest);

/// <summary>The rows of users, organizations and memberships, under the names that the application gave them.</summary>
internal sealed class GuestRows(GuestDatabase database, GuestOptions options)
{
    private readonly GuestTablesOptions _names = options.Tables;

    /// <summary>What a user's own organization is called at WorkOS and in the database.</summary>
    public static string PersonalName(string workosUserId) => $"user-{workosUserId}";

    public Task<KnownGuest?> FindByEmailAsync(string key, CancellationToken cancellationToken) =>
        FindAsync($"lower(u.{SqlName.Quote(_names.UsersEmail)}) = $1", key, cancellationToken);

    public Task<KnownGuest?> FindByUserAsync(string workosUserId, CancellationToken cancellationToken) =>
        FindAsync($"u.{SqlName.Quote(_names.UsersWorkosUserId)} = $1", workosUserId, cancellationToken);

    /// <summary>WorkOS's id of the first of these organizations that is somebody's own, by the database.</summary>
    public Task<string?> PersonalAmongAsync(IReadOnlyCollection<string> workosOrgIds, CancellationToken cancellationToken)
    {
        if (workosOrgIds.Count == 0)
            return Task.FromResult<string?>(null);
        var id = SqlName.Quote(_names.OrganizationsWorkosOrgId);
        var sql = $"SELECT {id} FROM {SqlName.Quote(_names.Schema, _names.Organizations)} WHERE {id} = ANY($1) AND {SqlName.Quote(_names.OrganizationsType)}::text = $2 ORDER BY {id} LIMIT 1";
        return database.RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(sql, connection);
                command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. workosOrgIds] });
                command.Parameters.Add(Text(options.OrganizationType));
                return await command.ExecuteScalarAsync(token).ConfigureAwait(false) as string;
            },
            cancellationToken);
    }

    /// <summary>Adds what is missing, the mail for a new guest with it, and ends the registration: all in one transaction, or nothing.</summary>
    /// <returns>The organization's id, and whether the user's row is new. Null if there are rows in the way.</returns>
    public async Task<(Guid OrgId, bool IsNew)?> CompleteAsync(GuestClaim claim, GuestParts parts, CancellationToken cancellationToken)
    {
        var tables = await database.TablesAsync(cancellationToken).ConfigureAwait(false);
        return await database.RunAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(token).ConfigureAwait(false);
                await using var batch = new NpgsqlBatch(connection, transaction);
                batch.BatchCommands.Add(Organization(tables, parts));
                batch.BatchCommands.Add(User(tables, parts));
                batch.BatchCommands.Add(Membership(tables, parts));
                batch.BatchCommands.Add(Command("DELETE FROM clerk2workos.guest_registrations WHERE email_key = $1", Text(claim.Key)));
                batch.BatchCommands.Add(Result(parts));

                (Guid, bool)? outcome = null;
                await using (var rows = await batch.ExecuteReaderAsync(token).ConfigureAwait(false))
                {
                    // Of the five, the user's and the last one have a result.
                    await rows.ReadAsync(token).ConfigureAwait(false);
                    var isNew = rows.GetInt64(0) > 0;
                    await rows.NextResultAsync(token).ConfigureAwait(false);
                    if (await rows.ReadAsync(token).ConfigureAwait(false))
                        outcome = (rows.GetGuid(0), isNew && parts.IsGuest);
                }

                if (outcome is not null)
                    await transaction.CommitAsync(token).ConfigureAwait(false);
                return outcome;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<KnownGuest?> FindAsync(string condition, string value, CancellationToken cancellationToken)
    {
        var (u, m, o) = (SqlName.Quote(_names.UsersWorkosUserId), SqlName.Quote(_names.MembershipsWorkosUserId), SqlName.Quote(_names.OrganizationsSlug));
        // Personal is what is named after the user, or else what has the type; a clinic that the user works for must not see where they go as a guest.
        var sql = $"""
            SELECT u.{u}, o.{SqlName.Quote(_names.OrganizationsId)} FROM {SqlName.Quote(_names.Schema, _names.Users)} u
            LEFT JOIN {SqlName.Quote(_names.Schema, _names.Memberships)} m ON m.{m} = u.{u}
            LEFT JOIN {SqlName.Quote(_names.Schema, _names.Organizations)} o ON o.{SqlName.Quote(_names.OrganizationsId)} = m.{SqlName.Quote(_names.MembershipsOrgId)}
                AND (o.{o} = 'user-' || u.{u} OR o.{SqlName.Quote(_names.OrganizationsType)}::text = $2)
            WHERE {condition}
            ORDER BY o.{o} = 'user-' || u.{u} DESC NULLS LAST, o.{SqlName.Quote(_names.OrganizationsId)}
            LIMIT 1
            """;
        return await database.RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(sql, connection) { Parameters = { Text(value), Text(options.OrganizationType) } };
                await using var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                if (!await rows.ReadAsync(token).ConfigureAwait(false))
                    return null;
                return new KnownGuest(rows.GetString(0), await rows.IsDBNullAsync(1, token).ConfigureAwait(false) ? null : rows.GetGuid(1));
            },
            cancellationToken).ConfigureAwait(false);
    }

    private NpgsqlBatchCommand Organization(GuestTables tables, GuestParts parts)
    {
        var (columns, values) = tables.Organizations.Row(
            (_names.OrganizationsId, "$1"), (_names.OrganizationsWorkosOrgId, "$2"), (_names.OrganizationsSlug, "$3"), (_names.OrganizationsName, "$4"), (_names.OrganizationsType, "$5"));
        return Command(
            $"""
            INSERT INTO {tables.Organizations.QuotedName} ({columns}) SELECT {values}
            WHERE NOT EXISTS (SELECT FROM {tables.Organizations.QuotedName} WHERE {SqlName.Quote(_names.OrganizationsWorkosOrgId)} = $2)
            ON CONFLICT DO NOTHING
            """,
            new NpgsqlParameter<Guid> { TypedValue = Guid.NewGuid() }, Text(parts.WorkosOrgId), Text(PersonalName(parts.WorkosUserId)), Text(parts.OrganizationName),
            Text(options.OrganizationType));
    }

    private NpgsqlBatchCommand User(GuestTables tables, GuestParts parts)
    {
        var lastName = parts.LastName ?? (_names.UsersLastName is { } last && tables.Users.IsDemanded(last) ? "" : null);
        var firstName = parts.FirstName ?? (_names.UsersFirstName is { } first && tables.Users.IsDemanded(first) ? "" : null);
        var (columns, values) = tables.Users.Row(
            (_names.UsersWorkosUserId, "$1"), (_names.UsersEmail, "$2"), (_names.UsersFirstName, "$3"), (_names.UsersLastName, "$4"));
        return Command(
            $"""
            WITH added AS (
                INSERT INTO {tables.Users.QuotedName} ({columns}) SELECT {values}
                WHERE NOT EXISTS (SELECT FROM {tables.Users.QuotedName} WHERE {SqlName.Quote(_names.UsersWorkosUserId)} = $1)
                ON CONFLICT DO NOTHING RETURNING 1),
            mailed AS (
                INSERT INTO clerk2workos.guest_mails (id, about, workos_user_id, email, name)
                SELECT $5, 'welcome:' || $1, $1, $2, $6 FROM added WHERE $7
                ON CONFLICT (about) DO NOTHING)
            SELECT count(*) FROM added
            """,
            Text(parts.WorkosUserId), Text(parts.Email), Text(firstName), Text(lastName), new NpgsqlParameter<Guid> { TypedValue = Guid.NewGuid() },
            Text(parts.FirstName ?? ""), new NpgsqlParameter<bool> { TypedValue = parts.IsGuest && options.Welcome.IsOn });
    }

    private NpgsqlBatchCommand Membership(GuestTables tables, GuestParts parts)
    {
        var (columns, values) = tables.Memberships.Row(
            (_names.MembershipsWorkosUserId, "$1"), (_names.MembershipsOrgId, $"o.{SqlName.Quote(_names.OrganizationsId)}"), (_names.MembershipsRole, "$3"), (_names.MembershipsStatus, "$4"));
        return Command(
            $"""
            INSERT INTO {tables.Memberships.QuotedName} ({columns}) SELECT {values}
            FROM {tables.Organizations.QuotedName} o
            WHERE o.{SqlName.Quote(_names.OrganizationsWorkosOrgId)} = $2
                AND EXISTS (SELECT FROM {tables.Users.QuotedName} WHERE {SqlName.Quote(_names.UsersWorkosUserId)} = $1)
                AND NOT EXISTS (SELECT FROM {tables.Memberships.QuotedName} WHERE {SqlName.Quote(_names.MembershipsWorkosUserId)} = $1
                    AND {SqlName.Quote(_names.MembershipsOrgId)} = o.{SqlName.Quote(_names.OrganizationsId)})
            ON CONFLICT DO NOTHING
            """,
            Text(parts.WorkosUserId), Text(parts.WorkosOrgId), Text(parts.Role), Text(parts.Status));
    }

    private NpgsqlBatchCommand Result(GuestParts parts) => Command(
        $"""
        SELECT o.{SqlName.Quote(_names.OrganizationsId)} FROM {SqlName.Quote(_names.Schema, _names.Users)} u
        JOIN {SqlName.Quote(_names.Schema, _names.Memberships)} m ON m.{SqlName.Quote(_names.MembershipsWorkosUserId)} = u.{SqlName.Quote(_names.UsersWorkosUserId)}
        JOIN {SqlName.Quote(_names.Schema, _names.Organizations)} o ON o.{SqlName.Quote(_names.OrganizationsId)} = m.{SqlName.Quote(_names.MembershipsOrgId)}
        WHERE u.{SqlName.Quote(_names.UsersWorkosUserId)} = $1 AND o.{SqlName.Quote(_names.OrganizationsWorkosOrgId)} = $2
        """,
        Text(parts.WorkosUserId), Text(parts.WorkosOrgId));

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };
}
