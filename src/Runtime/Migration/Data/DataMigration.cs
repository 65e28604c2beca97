using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Migration.Data.Checking;
using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Migration.Data.Syncing;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data;

/// <summary>
/// Moves the rows of every legacy table into the target, Clerk ids replaced and <c>org_id</c> filled: each row exactly once, whatever ends a run in the middle.
/// A run that was interrupted is resumed by calling it again; several processes that run at once share the work.
/// </summary>
public sealed class DataMigration : IAsyncDisposable
{
    private readonly string _legacyConnectionString;
    private readonly NpgsqlDataSource _legacy;
    private readonly NpgsqlDataSource _target;
    private readonly DataMigrationOptions _options;

    /// <summary>Nothing is connected to yet.</summary>
    /// <param name="legacyConnectionString">The Clerk-era database, as a role that may read it; nothing is written to it.</param>
    /// <param name="targetConnectionString">The WorkOS-era database, as a role that owns its tables.</param>
    /// <param name="options">How.</param>
    /// <exception cref="MigrationException">A connection string cannot be read, or an option makes no sense.</exception>
    public DataMigration(string legacyConnectionString, string targetConnectionString, DataMigrationOptions? options = null)
    {
        _options = options ?? new DataMigrationOptions();
        if (_options.Workers < 1 || _options.ChunkRows < 1)
            throw new MigrationException("There has to be at least one worker, and at least one row in a chunk.");
        _legacyConnectionString = legacyConnectionString;
        _legacy = Source("The legacy database's connection string", legacyConnectionString);
        _target = Source("The target's connection string", targetConnectionString);
    }

    /// <summary>Is told of each step.</summary>
    internal DataStepListener Listener { get; init; } = DataStepListener.None;

    /// <summary>How long nothing has to happen until the log counts as followed to its end; the shorter, the sooner a switch knows that all has come over.</summary>
    internal TimeSpan Idle { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>What a run would do; touches nothing.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">A database does not answer.</exception>
    public Task<DataPlan> PlanAsync(CancellationToken cancellationToken = default) => AskAsync(() => new DataPlanner(_legacy, _target, _options).PlanAsync(cancellationToken), cancellationToken);

    /// <summary>Copies what has not been copied; begins, resumes, or joins the run of another process.</summary>
    /// <param name="progress">Is told after each chunk.</param>
    /// <param name="cancellationToken">Ends it: chunks in hand are rolled back, all others are done.</param>
    /// <returns>Where it stands now.</returns>
    /// <exception cref="MigrationException">It cannot begin, or go on.</exception>
    public Task<DataResult> RunAsync(IProgress<DataProgress>? progress = null, CancellationToken cancellationToken = default) =>
        MoveAsync(FenceMode.Joint, "data run", (session, map, ids, count) => new DataRun(session, map, ids, count).RunAsync(cancellationToken), progress, cancellationToken);

    /// <summary>Takes the rows that were rejected, and no others.</summary>
    /// <param name="progress">Is told after each batch.</param>
    /// <param name="cancellationToken">Ends it: the batch in hand is rolled back.</param>
    /// <returns>Where it stands now.</returns>
    /// <exception cref="MigrationException">It cannot begin, or go on.</exception>
    public Task<DataResult> RetryAsync(IProgress<DataProgress>? progress = null, CancellationToken cancellationToken = default) =>
        MoveAsync(FenceMode.Alone, "data retry", (session, map, ids, count) => new RejectRetry(session, map, ids, count).RunAsync(cancellationToken), progress, cancellationToken);

    /// <summary>
    /// Follows the legacy database: copies what has not been copied, and then carries every change over as it is committed, or as a comparison finds it. What was interrupted goes
    /// on where it was; a row is what the legacy database says of it in the end, however often it is applied. Rows whose owner is not in the id map wait until it is.
    /// </summary>
    /// <param name="following">How, and until when.</param>
    /// <param name="copied">Is told after each chunk that is copied.</param>
    /// <param name="progress">Is told after each batch of changes, and twice a second when there are none.</param>
    /// <param name="cancellationToken">Ends it: the batch in hand is rolled back; slot and publication stay, and keep what comes meanwhile.</param>
    /// <returns>Where it stands, once it has reached <see cref="DataSyncOptions.End"/>.</returns>
    /// <exception cref="MigrationException">It cannot begin, or go on.</exception>
    public async Task<DataSyncResult> SyncAsync(
        DataSyncOptions? following = null, IProgress<DataProgress>? copied = null, IProgress<DataSyncProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        following ??= new DataSyncOptions();
        DataSyncResult? result = null;
        await MoveAsync(
            FenceMode.Alone, "data sync",
            async (session, map, ids, count) =>
            {
                await using (var legacy = await _legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
                    new DataMap(map.Tables, [.. await SyncCheck.FindAsync(legacy, map, following, cancellationToken).ConfigureAwait(false)]).Demand();
                result = await new DataSync(session, _legacyConnectionString, map, ids, following, progress).RunAsync(
                    (snapshot, token) => new DataRun(session, map, ids, count, snapshot).RunAsync(token), cancellationToken).ConfigureAwait(false);
            },
            copied, cancellationToken).ConfigureAwait(false);
        return result!;
    }

    /// <summary>Compares both databases; changes nothing.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">A database does not answer.</exception>
    public Task<DataVerification> VerifyAsync(CancellationToken cancellationToken = default) => AskAsync(() => new DataVerifier(_legacy, _target, _options).VerifyAsync(cancellationToken), cancellationToken);

    /// <summary>Closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _legacy.DisposeAsync().ConfigureAwait(false);
        await _target.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Both catalogs, put together.</summary>
    internal static async Task<DataMap> MapAsync(NpgsqlDataSource legacy, NpgsqlDataSource target, DataMigrationOptions options, CancellationToken cancellationToken)
    {
        await using var from = await legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var to = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return MappingBuilder.Build(
            await DatabaseCatalog.ReadAsync(from, options.LegacySchema, cancellationToken).ConfigureAwait(false),
            await DatabaseCatalog.ReadAsync(to, options.TargetSchema, cancellationToken).ConfigureAwait(false), options.Mapping);
    }

    private Task<DataResult> MoveAsync(
        FenceMode mode, string command, Func<DataSession, DataMap, IdTable, DataProgressCount, Task> move, IProgress<DataProgress>? progress, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            var map = await MapAsync(_legacy, _target, _options, cancellationToken).ConfigureAwait(false);
            map.Demand();
            var patience = new Patience(_options.Patience);
            await patience.RepeatAsync(token => MigrationSchema.EnsureAsync(_target, token), waits: null, cancellationToken).ConfigureAwait(false);
            await using var fence = await patience.RepeatAsync(token => MigrationFence.EnterAsync(_target, FenceScope.Data, mode, command, _options.IsPooled, token), waits: null, cancellationToken).ConfigureAwait(false);
            var (ids, isOne) = await patience.RepeatAsync(ReadIdsAsync, waits: null, cancellationToken).ConfigureAwait(false);
            var count = new DataProgressCount(progress);
            await move(new DataSession(_legacy, _target, fence, _options, patience, Listener) { IsOneDatabase = isOne, Idle = Idle }, map, ids, count).ConfigureAwait(false);
            return await patience.RepeatAsync(token => DataState.ReadAsync(_target, map, count, token), waits: null, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    private async Task<(IdTable Ids, bool IsOneDatabase)> ReadIdsAsync(CancellationToken cancellationToken)
    {
        await using var legacy = await _legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var target = await _target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return (await IdTable.ReadAsync(target, cancellationToken).ConfigureAwait(false), await DatabaseCatalog.AreOneAsync(legacy, target, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Errors of PostgreSQL become sentences without a value in them.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (PostgresException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MigrationException($"PostgreSQL refuses: {exception.MessageText.Split(':')[0]} ({exception.SqlState}).", exception);
        }
        catch (NpgsqlException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MigrationException("A database does not answer.", exception);
        }
        catch (NpgsqlException exception)
        {
            throw new OperationCanceledException("The migration was interrupted.", exception, cancellationToken);
        }
    }

    private static NpgsqlDataSource Source(string setting, string connectionString)
    {
        if (ConnectionText.Problem(setting, connectionString) is { } problem)
            throw new MigrationException(problem);
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ReadBufferSize = 64 * 1024, WriteBufferSize = 64 * 1024, Enlist = false };
        settings.ApplicationName ??= "clerk2workos";
        if (settings.KeepAlive == 0)
            settings.TcpKeepAlive = true;
        return NpgsqlDataSource.Create(settings);
    }
}
