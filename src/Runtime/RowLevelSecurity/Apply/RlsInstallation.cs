using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Puts a model into force in a database that people work in meanwhile.</summary>
public sealed class RlsInstallation
{
    private const int MostAttempts = 30;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly RlsScript _script;
    private readonly string _connectionString;
    private readonly IProgress<string>? _progress;

    /// <summary>Of a script.</summary>
    /// <param name="connectionString">Of the database, as the role that owns the tables.</param>
    /// <param name="script">What is put into force.</param>
    /// <param name="progress">Is told what is being done, a few words at a time; null for nobody.</param>
    public RlsInstallation(string connectionString, RlsScript script, IProgress<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(script);
        // Advisory locks and lock_timeout belong to one session, and an index may take hours.
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString;
        (_script, _progress) = (script, progress);
    }

    /// <summary>
    /// Creates the indexes beside readers and writers, then roles, functions, rights and policies in one transaction, then switches row-level security on, table by
    /// table. A lock that is not to be had within seconds is given up and asked for again, so that nobody queues behind it. Whatever it is interrupted at, the same call
    /// goes on.
    /// </summary>
    /// <param name="prepareOnly">
    /// Do all but switch it on, so that an application which sets claims can be deployed first; people have their rights then, and nothing holds them but that application.
    /// </param>
    /// <param name="cancellationToken">Stops between two statements; what is done stays done.</param>
    /// <exception cref="RlsException">
    /// The application's role could evade the policies, tables have policies of somebody else's, a lock was not to be had, or the connecting role may not do this.
    /// </exception>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    public async Task<RlsApplied> ApplyAsync(bool prepareOnly = false, CancellationToken cancellationToken = default)
    {
        var connection = new NpgsqlConnection(_connectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await RefuseOthersAsync(connection, cancellationToken).ConfigureAwait(false);
            if (prepareOnly)
                await RefuseOtherLoginsAsync(connection, cancellationToken).ConfigureAwait(false);
            try
            {
                var indexes = await IndexAsync(connection, cancellationToken).ConfigureAwait(false);
                await PatientlyAsync("the policies", () => DefineAsync(connection, cancellationToken), cancellationToken).ConfigureAwait(false);
                foreach (var table in _script.Model.Tables)
                {
                    _progress?.Report($"{(prepareOnly ? "preparing" : "switching on")} {table.Name}");
                    IEnumerable<string> sql = prepareOnly ? RlsRights.Granted(table) : [_script.Enable(table)];
                    await PatientlyAsync(table.Name, () => TransactAsync(connection, sql, cancellationToken), cancellationToken).ConfigureAwait(false);
                }

                return new RlsApplied(indexes, Policies.Of(_script.Model).Count(), [.. _script.Model.TableNames], !prepareOnly);
            }
            catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.RaiseException or PostgresErrorCodes.InsufficientPrivilege)
            {
                throw new RlsException(
                    refused.SqlState == PostgresErrorCodes.RaiseException ? refused.MessageText
                        : $"The connecting role may not do this ({refused.MessageText}): it has to own the tables, and to be allowed to create roles that bypass row-level security.",
                    refused);
            }
        }
    }

    /// <summary>Policies that permit are joined by OR: what somebody else's lets through, ours do not hold back.</summary>
    private async Task RefuseOthersAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            SELECT format('%I on %s', p.polname, c.relname)
            FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE p.polpermissive AND n.nspname = $1 AND c.relname = ANY ($2) AND p.polname NOT LIKE '{RlsPolicy.Pattern}' ORDER BY c.relname, p.polname
            """;
        var others = await connection.ListAsync(Sql, row => row.GetString(0), cancellationToken, _script.Model.Options.Schema, _script.Model.TableNames.ToArray()).ConfigureAwait(false);
        if (others.Count > 0)
        {
            throw new RlsException(
                $"There {(others.Count == 1 ? "is a policy" : "are policies")} that this model did not make, and what {(others.Count == 1 ? "it allows" : "they allow")} stays allowed: {string.Join(", ", others.Take(5))}"
                + $"{(others.Count > 5 ? $" and {others.Count - 5} more" : "")}. Drop {(others.Count == 1 ? "it" : "them")}, or make {(others.Count == 1 ? "it" : "them")} restrictive.");
        }
    }

    private async Task<int> IndexAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string StateSql = """
            SELECT i.indisvalid FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace n ON n.oid = x.relnamespace
            WHERE n.nspname = $1 AND x.relname = $2
            """;
        var created = 0;
        foreach (var index in _script.WantedIndexes)
        {
            var schema = index.Table.Catalog.Schema;
            var state = await connection.ListAsync(StateSql, row => row.GetBoolean(0), cancellationToken, schema, index.Name).ConfigureAwait(false);
            if (state is [true])
                continue;
            _progress?.Report($"index {index.Name}");
            if (state is [false])       // a build that was interrupted
                await connection.ExecuteAsync($"DROP INDEX CONCURRENTLY IF EXISTS {SqlName.Quote(schema, index.Name)}", cancellationToken).ConfigureAwait(false);
            await connection.ExecuteAsync(index.Sql, cancellationToken).ConfigureAwait(false);
            created++;
        }

        return created;
    }

    private Task DefineAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => TransactAsync(
        connection,
        _script.Steps().Select(step =>
        {
            _progress?.Report(step.Heading);
            return step.Sql;
        }).Prepend(RlsScriptText.Alone),
        cancellationToken);

    private static async Task TransactAsync(NpgsqlConnection connection, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await connection.ExecuteAsync("SET LOCAL lock_timeout = '5s'", cancellationToken).ConfigureAwait(false);
            foreach (var sql in statements)
                await connection.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Rights without policies are safe with the application alone: Neon's Data API would hand them to everyone.</summary>
    private async Task RefuseOtherLoginsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string Sql = """
            SELECT r.rolname FROM pg_roles r
            WHERE r.rolcanlogin AND NOT r.rolsuper AND has_database_privilege(r.oid, current_database(), 'CONNECT') AND r.rolname NOT IN (current_user, $1, $2)
                AND EXISTS (SELECT FROM pg_roles p WHERE p.rolname IN ('authenticated', 'anonymous') AND pg_has_role(r.oid, p.oid, 'member'))
                AND EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $3 AND c.relname = ANY ($4) AND NOT (c.relrowsecurity AND c.relforcerowsecurity))
            ORDER BY r.rolname LIMIT 1
            """;
        var options = _script.Model.Options;
        if (await connection.ScalarAsync<string>(Sql, cancellationToken, options.AppRole ?? options.ServiceRole, options.ServiceRole, options.Schema, _script.Model.TableNames.ToArray()).ConfigureAwait(false) is { } other)
            throw new RlsException($"The role {other} can become 'authenticated' or 'anonymous', too, and would see everything until row-level security is switched on: do that in one go, or take CONNECT from that role meanwhile.");
    }

    private async Task PatientlyAsync(string what, Func<Task> act, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await act().ConfigureAwait(false);
                return;
            }
            catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                if (attempt == MostAttempts)
                    throw new RlsException($"The lock for {what} was not to be had in {MostAttempts} attempts: a transaction is open on it all the time (pg_stat_activity shows which); end it and run this again.", busy);
                _progress?.Report($"waiting for the lock of {what}");
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 200 * attempt)), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
