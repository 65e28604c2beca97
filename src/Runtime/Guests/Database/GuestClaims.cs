using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Guests.Database;

/// <summary>What an unfinished registration has come to, as the process that works on it found it.</summary>
/// <param name="Key">The address in lower case.</param>
/// <param name="Owner">This attempt.</param>
/// <param name="WorkosUserId">The user, if an earlier attempt got so far.</param>
internal sealed record GuestClaim(string Key, Guid Owner, string? WorkosUserId);

/// <summary>The registrations that are under way: a row for each address, committed before anything is created at WorkOS.</summary>
/// <remarks>
/// <para>Nobody holds a connection, a transaction or a lock while WorkOS is called. A registration is a chain of short transactions on one connection each, and in
/// between it belongs to whoever stands in its row, until a moment that is moved on as long as the process works. So a pool of five serves any number of
/// callers: a waiter sleeps without a connection, and the winner never waits for one that a waiter holds. A pooler that hands out a session per transaction is fine
/// with it, and a WorkOS that is slow for minutes leaves no transaction open.</para>
/// <para>Who wants the row tries an advisory lock of the transaction, so that of many at once one writes and the others go without queueing on the row while they
/// hold a connection. The lock ends with its statement, the claim with its time: after a crash the next call waits for that at most.</para>
/// <para>Exactness does not hang on the claim, which a process that was suspended can outlive. It hangs on keys: WorkOS has one user for an address, one organization for
/// an external id, one membership for a pair, and the database one row for each. A late step of one who has lost the claim finds what it wanted to create.</para>
/// </remarks>
internal sealed class GuestClaims(GuestDatabase database, GuestOptions options)
{
    // The first half of the advisory lock's key; the second is the address's hash. Two addresses with the same hash take turns, no more.
    private const int LockClass = 1660944385;

    private const string ClaimSql = """
        WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock($4, hashtext($1)) AS mine)
        INSERT INTO clerk2workos.guest_registrations AS r (email_key, claimed_by, claimed_until)
        SELECT $1, $2, clock_timestamp() + $3 FROM turn WHERE mine
        ON CONFLICT (email_key) DO UPDATE
        SET claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until, attempts = r.attempts + 1, updated_at = clock_timestamp()
        WHERE r.claimed_by IS NULL OR r.claimed_by = excluded.claimed_by OR r.claimed_until < clock_timestamp()
        RETURNING workos_user_id
        """;

    private const string StepSql = """
        UPDATE clerk2workos.guest_registrations
        SET step = $4, workos_user_id = $5, workos_org_id = $6, claimed_until = clock_timestamp() + $3, updated_at = clock_timestamp()
        WHERE email_key = $1 AND claimed_by = $2
        """;

    private const string RenewSql =
        "UPDATE clerk2workos.guest_registrations SET claimed_until = clock_timestamp() + $3 WHERE email_key = $1 AND claimed_by = $2";

    private const string ReleaseSql = """
        UPDATE clerk2workos.guest_registrations
        SET claimed_by = NULL, claimed_until = clock_timestamp(), last_error = $3, updated_at = clock_timestamp()
        WHERE email_key = $1 AND claimed_by = $2
        """;

    /// <summary>Claims the registration of an address; null while it is somebody else's.</summary>
    public Task<GuestClaim?> TryClaimAsync(string key, Guid owner, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = Command(ClaimSql, connection, key, owner);
            command.Parameters.Add(Duration());
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = LockClass });
            await using var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            if (!await rows.ReadAsync(token).ConfigureAwait(false))
                return null;
            return new GuestClaim(key, owner, await rows.IsDBNullAsync(0, token).ConfigureAwait(false) ? null : rows.GetString(0));
        },
        cancellationToken);

    /// <summary>Writes down what is there and what is about to be created. False if the registration belongs to someone else by now.</summary>
    public Task<bool> BeforeAsync(GuestClaim claim, string step, string? workosUserId, string? workosOrgId, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = Command(StepSql, connection, claim.Key, claim.Owner);
            command.Parameters.Add(Duration());
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = step });
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = workosUserId, NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = workosOrgId, NpgsqlDbType = NpgsqlDbType.Text });
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false) > 0;
        },
        cancellationToken);

    /// <summary>Keeps the claim for another while.</summary>
    public Task<bool> RenewAsync(GuestClaim claim, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = Command(RenewSql, connection, claim.Key, claim.Owner);
            command.Parameters.Add(Duration());
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false) > 0;
        },
        cancellationToken);

    /// <summary>Lets the next call go on at once.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="reason">The kind of failure; no message of one, which could hold an address.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task ReleaseAsync(GuestClaim claim, string reason, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = Command(ReleaseSql, connection, claim.Key, claim.Owner);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reason });
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Ends a registration that another one has finished.</summary>
    public Task DropAsync(GuestClaim claim, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = Command("DELETE FROM clerk2workos.guest_registrations WHERE email_key = $1 AND claimed_by = $2", connection, claim.Key, claim.Owner);
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        },
        cancellationToken);

    private NpgsqlParameter<TimeSpan> Duration() => new() { TypedValue = options.ClaimDuration, NpgsqlDbType = NpgsqlDbType.Interval };

    private static NpgsqlCommand Command(string sql, NpgsqlConnection connection, string key, Guid owner) => new(sql, connection)
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = key }, new NpgsqlParameter<Guid> { TypedValue = owner } },
    };
}
