using Clerk2WorkOS.Guests.Database;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Clerk2WorkOS.Guests.Mail;

/// <summary>A mail to write and send, claimed by this process.</summary>
internal sealed record DueMail(Guid Id, string WorkosUserId, string Email, string Name, int Attempts);

/// <summary>
/// The mails that are to be sent. A row is committed together with the guest's own rows, so that there is a mail if and only if there is a new guest; it is
/// taken by one process at a time (<c>FOR UPDATE SKIP LOCKED</c>, committed before anything is sent), and taken again when that one does not come back in time.
/// </summary>
/// <remarks>
/// SMTP knows no transaction: a process that dies, or loses the connection, between the server's answer to the last line of a mail and the commit of that news
/// here leaves a row that is sent a second time, with the same Message-ID. That is the one window; the other order would lose mails instead.
/// </remarks>
internal sealed class GuestOutbox(GuestDatabase database, IOptions<GuestOptions> options) : IDisposable
{
    private const string TakeSql = """
        UPDATE clerk2workos.guest_mails SET status = 'sending', claimed_by = $1, attempts = attempts + 1, next_attempt_at = clock_timestamp() + $2
        WHERE id = (
            SELECT id FROM clerk2workos.guest_mails WHERE status IN ('pending', 'sending') AND next_attempt_at <= clock_timestamp()
            ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, workos_user_id, email, name, attempts
        """;

    private const string SentSql = """
        UPDATE clerk2workos.guest_mails SET status = 'sent', sent_at = clock_timestamp(), claimed_by = NULL, last_error = NULL, email = NULL, name = NULL
        WHERE id = $1 AND claimed_by = $2
        """;

    private const string LaterSql = """
        UPDATE clerk2workos.guest_mails SET status = 'pending', next_attempt_at = clock_timestamp() + $4, claimed_by = NULL, last_error = $3
        WHERE id = $1 AND claimed_by = $2
        """;

    private const string FailedSql =
        "UPDATE clerk2workos.guest_mails SET status = 'failed', claimed_by = NULL, last_error = $3 WHERE id = $1 AND claimed_by = $2";

    private readonly SemaphoreSlim _news = new(0);
    private readonly Guid _owner = Guid.NewGuid();

    /// <summary>How long a mail belongs to a process: longer than it can work on it.</summary>
    public TimeSpan Hold { get; } = options.Value.Mail.Timeout * 2 + TimeSpan.FromSeconds(30);

    /// <summary>There is a mail now, and no need to wait for the next look.</summary>
    public void Wake()
    {
        // One for each of those who wait is enough: who finds a mail looks for another before it waits.
        if (_news.CurrentCount < options.Value.Mail.Concurrency)
            _news.Release();
    }

    /// <summary>Waits for <see cref="Wake"/>, or until the time is over.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => _news.WaitAsync(longest, cancellationToken);

    /// <summary>Takes the mail that has been due for longest; null if none is.</summary>
    public Task<DueMail?> TakeAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(TakeSql, connection) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = _owner }, Interval(Hold) } };
            await using var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            return await rows.ReadAsync(token).ConfigureAwait(false)
                ? new DueMail(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetInt32(4))
                : null;
        },
        cancellationToken);

    /// <summary>It is sent; the address is not kept.</summary>
    public Task SentAsync(DueMail mail, CancellationToken cancellationToken) => MarkAsync(SentSql, mail, cancellationToken);

    /// <summary>It is to be attempted again after a pause.</summary>
    public Task LaterAsync(DueMail mail, string reason, TimeSpan pause, CancellationToken cancellationToken) =>
        MarkAsync(LaterSql, mail, cancellationToken, Text(reason), Interval(pause));

    /// <summary>It will not be attempted again, unless somebody sets its status to <c>pending</c>.</summary>
    public Task FailedAsync(DueMail mail, string reason, CancellationToken cancellationToken) => MarkAsync(FailedSql, mail, cancellationToken, Text(reason));

    public void Dispose() => _news.Dispose();

    private Task<int> MarkAsync(string sql, DueMail mail, CancellationToken cancellationToken, params NpgsqlParameter[] parameters) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection)
            {
                Parameters = { new NpgsqlParameter<Guid> { TypedValue = mail.Id }, new NpgsqlParameter<Guid> { TypedValue = _owner } },
            };
            foreach (var parameter in parameters)
                command.Parameters.Add(parameter.Clone());      // a repetition has a command of its own
            return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
        },
        cancellationToken);

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<TimeSpan> Interval(TimeSpan value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Interval };
}
