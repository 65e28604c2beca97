using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>
/// All workers of all processes under one epoch read the legacy database as it was at one moment. Only where that database was restarted, or nobody of the
/// first is left, there is a second moment; the checkpoints say which chunk saw which.
/// </summary>
/// <param name="legacy">The legacy database.</param>
/// <param name="target">The target.</param>
/// <param name="fence">Of whose epoch it is.</param>
/// <param name="given">A snapshot that somebody else exported and holds, to be the first; null for the state as it is.</param>
internal sealed class SharedSnapshot(NpgsqlDataSource legacy, NpgsqlDataSource target, MigrationFence fence, string? given = null) : IAsyncDisposable
{
    private const string Lock = "SELECT pg_advisory_xact_lock(1660944385, 3)";

    private readonly SemaphoreSlim _gate = new(1);
    private LegacyReader? _holder;
    private string? _exported;

    public async Task<LegacyReader> OpenReaderAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_holder is not null && await TryOpenAsync(_exported!, cancellationToken).ConfigureAwait(false) is { } reader)
                return reader;
            await HoldAsync(cancellationToken).ConfigureAwait(false);
            return await LegacyReader.OpenAsync(legacy, _exported, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_holder is not null)
            await _holder.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    /// <summary>Joins the snapshot of the epoch's other processes, or makes the one that they will join.</summary>
    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        if (_holder is not null)
            await _holder.DisposeAsync().ConfigureAwait(false);
        _holder = null;
        await using var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await fence.BeginAsync(connection, cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(Lock, cancellationToken).ConfigureAwait(false);
        var theirs = await connection.ScalarAsync<string>("SELECT snapshot_id FROM clerk2workos.data_snapshots WHERE epoch = $1", cancellationToken, fence.Epoch).ConfigureAwait(false);
        _holder = theirs is null ? null : await TryOpenAsync(theirs, cancellationToken).ConfigureAwait(false);
        if (_holder is not null)
        {
            _exported = await _holder.ExportAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        _holder = (given is null ? null : await TryOpenAsync(given, cancellationToken).ConfigureAwait(false)) ?? await LegacyReader.OpenAsync(legacy, null, cancellationToken).ConfigureAwait(false);
        _exported = await _holder.ExportAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync(
            """
            INSERT INTO clerk2workos.data_snapshots (epoch, snapshot_id) VALUES ($1, $2)
            ON CONFLICT (singleton) DO UPDATE SET epoch = excluded.epoch, snapshot_id = excluded.snapshot_id
            """,
            cancellationToken, fence.Epoch, _exported).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<LegacyReader?> TryOpenAsync(string exported, CancellationToken cancellationToken)
    {
        try
        {
            return await LegacyReader.OpenAsync(legacy, exported, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InvalidParameterValue or PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.ObjectNotInPrerequisiteState)
        {
            return null;        // whoever exported it is gone
        }
    }
}
