using Clerk2WorkOS.Migration.State;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>What the steps of one command have in common: both databases, the fence, and how long they wait for a database that is away.</summary>
internal sealed record DataSession(NpgsqlDataSource Legacy, NpgsqlDataSource Target, MigrationFence Fence, DataMigrationOptions Options, Patience Patience, DataStepListener Listener)
{
    /// <summary>Whether both schemas are in one database.</summary>
    public bool IsOneDatabase { get; init; }

    /// <summary>How long nothing has to happen until the log counts as followed to its end.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether it is the way back: from the target to the legacy database, which then stands here as <see cref="Target"/>. The id map stays where it is.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Where the id map is.</summary>
    public NpgsqlDataSource IdMap => IsReversed ? Legacy : Target;

    /// <summary>Something was committed: whatever goes wrong from here on is waited for anew.</summary>
    public void NoteSuccess() => Patience.NoteSuccess();

    /// <summary>Does work that is safe to repeat, with a reader of the snapshot and a connection to the target.</summary>
    /// <exception cref="MigrationException">A database has been away for too long.</exception>
    public Task RepeatAsync(SharedSnapshot snapshot, Func<LegacyReader, NpgsqlConnection, CancellationToken, Task> work, CancellationToken cancellationToken) => Patience.RepeatAsync(
        async token =>
        {
            await using var reader = await snapshot.OpenReaderAsync(token).ConfigureAwait(false);
            await using var target = await Target.OpenConnectionAsync(token).ConfigureAwait(false);
            await work(reader, target, token).ConfigureAwait(false);
        },
        waits: null, cancellationToken);
}
