using System.Globalization;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Target;

/// <summary>The target, through a restart and other short absences: what is safe to repeat is repeated.</summary>
internal sealed class TargetDatabase(NpgsqlDataSource target, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Does something on a connection, again where the connection broke or the database was away or too busy.</summary>
    /// <param name="action">Has the same effect when it is done twice, since a commit's answer may get lost.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="MigrationException">The database was away for longer than two minutes.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                return await action(connection, cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException failure) when (IsPassing(failure))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var pause = PauseAfter(attempt);
                if (time.GetElapsedTime(began) + pause > Patience)
                {
                    throw new MigrationException(
                        string.Create(CultureInfo.InvariantCulture, $"The target database does not answer for {Patience.TotalMinutes:0} minutes: run again when it does; nothing is lost."), failure);
                }

                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Looks once whether it is there, since waiting does not cure a wrong address.</summary>
    /// <exception cref="MigrationException">It is not; the message holds nothing of the connection string.</exception>
    public async Task DemandReachableAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException failure)
        {
            throw Unreachable("target", failure);
        }
    }

    /// <summary>One sentence for a database that lets nobody in.</summary>
    public static MigrationException Unreachable(string which, NpgsqlException failure) => new(
        failure is PostgresException refusal
            ? $"The {which} database refuses (SQLSTATE {refusal.SqlState}): check user, password, database and rights."
            : $"The {which} database does not answer: check host, port and TLS of its connection string.",
        failure);

    /// <summary>A query of one column of texts.</summary>
    public Task<HashSet<string>> TextsAsync(string sql, CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            var texts = new HashSet<string>(StringComparer.Ordinal);
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            await using var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            while (await rows.ReadAsync(token).ConfigureAwait(false))
                texts.Add(rows.GetString(0));
            return texts;
        },
        cancellationToken);

    /// <summary>Whether it may be gone in a moment: the connection, a restart, a deadlock, too many connections.</summary>
    public static bool IsPassing(NpgsqlException failure) => failure is PostgresException refusal
        ? refusal.IsTransient || refusal.SqlState.StartsWith("57P", StringComparison.Ordinal) || refusal.SqlState.StartsWith("08", StringComparison.Ordinal)
            || refusal.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
        : failure.IsTransient || failure.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException or EndOfStreamException;

    private static TimeSpan PauseAfter(int attempt)
    {
        var pause = FirstPause * Math.Pow(2, Math.Min(attempt, 16));
        return (pause < LongestPause ? pause : LongestPause) * (0.75 + Random.Shared.NextDouble() / 2);
    }
}
