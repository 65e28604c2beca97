using Clerk2WorkOS.Migration.State;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>What the steps of one command have in common: both databases, the fence, and how long they wait for a database that is away.</summary>
internal sealed record DataSession(NpgsqlDataSource Legacy, NpgsqlDataSource Target, MigrationFence Fence, DataMigrationOptions Options, DataStepListener Listener)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Whether both schemas are in one database.</summary>
    public bool IsOneDatabase { get; init; }

    private long _lastSuccess = TimeProvider.System.GetTimestamp();

    /// <summary>Something was committed: whatever goes wrong from here on is waited for anew.</summary>
    public void NoteSuccess() => Volatile.Write(ref _lastSuccess, TimeProvider.System.GetTimestamp());

    /// <summary>
    /// Does work that is safe to repeat: what it writes is in one transaction with the note that it is done. A connection that breaks, also in the middle of
    /// a commit, is replaced, and the work looks up what is left.
    /// </summary>
    /// <exception cref="MigrationException">A database has been away for too long.</exception>
    public async Task RepeatAsync(SharedSnapshot snapshot, Func<LegacyReader, NpgsqlConnection, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromMilliseconds(100);
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Exception failure;
            try
            {
                await using var reader = await snapshot.OpenReaderAsync(cancellationToken).ConfigureAwait(false);
                await using var target = await Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await work(reader, target, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (RowFaults.IsPassing(exception) && !cancellationToken.IsCancellationRequested)
            {
                failure = exception;
            }

            if (Volatile.Read(ref _lastSuccess) is var success && success > began)
                (began, pause) = (success, TimeSpan.FromMilliseconds(100));
            if (TimeProvider.System.GetElapsedTime(began) > Options.Patience)
                throw new MigrationException("A database does not answer any more; give the same command again once it does.", failure);
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
