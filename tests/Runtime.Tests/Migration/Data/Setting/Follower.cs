using Clerk2WorkOS.Migration.Data;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

/// <summary>A target that follows, in the background.</summary>
internal sealed class Follower : IAsyncDisposable, IProgress<DataSyncProgress>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;
    private DataSyncProgress? _last;

    private Follower(DataMigration migration, DataSyncOptions? options) => _following = migration.SyncAsync(options, progress: this, cancellationToken: _stop.Token);

    public DataSyncProgress? Last => Volatile.Read(ref _last);

    /// <summary>Begins, and returns when it has copied everything and follows.</summary>
    public static async Task<Follower> StartAsync(DataMigration migration, DataSyncOptions? options = null)
    {
        var follower = new Follower(migration, options);
        await follower.UntilAsync(() => Task.FromResult(follower.Last is { State: DataSyncState.Following }));
        return follower;
    }

    /// <summary>Waits; what ends the following ends the waiting.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (_following.IsCompleted)
                await _following;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "It has not come to be so.");
            await Task.Delay(20);
        }
    }

    public Task UntilEqualAsync(DataWorld world, string legacySql, string targetSql) =>
        UntilAsync(async () =>
        {
            IEnumerable<string> legacy = await world.LegacyRowsAsync(legacySql);
            return legacy.SequenceEqual(await world.TargetRowsAsync(targetSql));
        });

    public void Report(DataSyncProgress value) => Volatile.Write(ref _last, value);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
