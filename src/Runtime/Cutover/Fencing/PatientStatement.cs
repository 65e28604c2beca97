using System.Globalization;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.Fencing;

/// <summary>A statement in a transaction of its own that needs a table's lock: it waits for it only so long that nobody behind it notices, and is tried again.</summary>
internal static class PatientStatement
{
    private const int Attempts = 20;

    /// <summary>Runs it.</summary>
    /// <param name="connection">Without a transaction.</param>
    /// <param name="sql">One statement.</param>
    /// <param name="table">Whose lock it needs, for the operator.</param>
    /// <param name="lockTimeout">How long one attempt may make others wait behind it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CutoverException">The lock cannot be had.</exception>
    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, string table, TimeSpan lockTimeout, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await connection.ExecuteAsync(
                    string.Create(CultureInfo.InvariantCulture, $"SET LOCAL lock_timeout = '{Math.Max(1, (long)lockTimeout.TotalMilliseconds)}ms'; {sql}"), cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
                if (attempt == Attempts)
                    throw new CutoverException($"{table} is in use for so long that its lock could not be had in {Attempts} attempts: end the long transactions on it (pg_stat_activity), and try again.", busy);
                await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
