using Clerk2WorkOS.Sql;
using Clerk2WorkOS.WorkOS;
using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Guests.Database;

/// <summary>Meetings that were booked before there were accounts for guests.</summary>
internal sealed class GuestMeetings(GuestDatabase database, GuestOptions options)
{
    private readonly GuestTablesOptions _names = options.Tables;
    private volatile GuestTable? _table;

    /// <summary>Reads the table once.</summary>
    /// <exception cref="GuestRegistrationException">It is missing, or a column of it is.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken) => _table ??= await database.RunAsync(
        async (connection, token) =>
        {
            var table = await GuestTable.ReadAsync(connection, _names.Schema, _names.Meetings, nameof(_names.Meetings), token).ConfigureAwait(false);
            table.DemandExisting(_names.MeetingsGuestEmail, _names.MeetingsGuestWorkosUserId, _names.MeetingsGuestOrgId);
            table.DemandFullSight();
            return table;
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>Whether there is a meeting to link.</summary>
    public Task<bool> AnyAsync(WorkOSUser user, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand($"SELECT EXISTS (SELECT FROM {_table!.QuotedName} WHERE {Condition})", connection);
            Add(command, user.Email);
            Add(command, user.Id);
            return await command.ExecuteScalarAsync(token).ConfigureAwait(false) is true;
        },
        cancellationToken);

    /// <summary>Fills what is null.</summary>
    /// <returns>How many meetings.</returns>
    public Task<int> LinkAsync(WorkOSUser user, Guid orgId, CancellationToken cancellationToken)
    {
        var (userId, organization) = (SqlName.Quote(_names.MeetingsGuestWorkosUserId), SqlName.Quote(_names.MeetingsGuestOrgId));
        var sql = $"""
            UPDATE {_table!.QuotedName} SET {userId} = $2, {organization} = {_table.Converted(_names.MeetingsGuestOrgId, "$3")}
            WHERE {Condition} AND ({organization} IS NULL OR {organization}::text = $3)
            """;
        return database.RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(sql, connection);
                Add(command, user.Email);
                Add(command, user.Id);
                Add(command, orgId.ToString());
                return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Booked with the address, and without the guest or the guest's organization. One that is linked to somebody else stays so.</summary>
    private string Condition
    {
        get
        {
            var (userId, organization) = (SqlName.Quote(_names.MeetingsGuestWorkosUserId), SqlName.Quote(_names.MeetingsGuestOrgId));
            return $"lower(btrim({SqlName.Quote(_names.MeetingsGuestEmail)})) = lower(btrim($1)) AND ({userId} IS NULL OR {userId} = $2) AND ({userId} IS NULL OR {organization} IS NULL)";
        }
    }

    private static void Add(NpgsqlCommand command, string value) =>
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text });
}
