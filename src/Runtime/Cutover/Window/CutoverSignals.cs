using Clerk2WorkOS.Cutover.State;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.Window;

/// <summary>Reads how the system does.</summary>
internal static class CutoverSignals
{
    /// <summary>
    /// Under this name a step keeps, as a number of milliseconds, how far the database is behind that it has follow the other: the window reads it as the signal <c>sync-lag</c>.
    /// </summary>
    public const string LagMemory = "lag-ms";

    /// <summary>The side that serves before the switch, to compare with later.</summary>
    public static async Task<SideSignals> BeforeAsync(NpgsqlDataSource target, NpgsqlDataSource? legacy, CancellationToken cancellationToken) =>
        (await SideSignals.ReadAsync(legacy ?? target, cancellationToken).ConfigureAwait(false)) with { OpenRejects = await RejectsAsync(target, cancellationToken).ConfigureAwait(false) };

    /// <summary>The switched side, as it is now.</summary>
    public static async Task<IReadOnlyList<CutoverSignal>> NowAsync(NpgsqlDataSource target, CutoverRecord record, CutoverLimits limits, CancellationToken cancellationToken)
    {
        var now = (await SideSignals.ReadAsync(target, cancellationToken).ConfigureAwait(false)) with { OpenRejects = await RejectsAsync(target, cancellationToken).ConfigureAwait(false) };
        await using var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var lag = await connection.ScalarAsync<double?>(
            "SELECT max(value::double precision) FROM clerk2workos.cutover_memory WHERE cutover = $1 AND name = $2", cancellationToken, record.Id, LagMemory).ConfigureAwait(false);
        return new SignalJudge(limits, now, record.Before is { } before ? SideSignals.Parse(before) : null, lag is { } late ? TimeSpan.FromMilliseconds(late) : null).Judge();
    }

    private static async Task<long> RejectsAsync(NpgsqlDataSource target, CancellationToken cancellationToken)
    {
        await using var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await connection.ScalarAsync<long>("SELECT count(*) FROM clerk2workos.rejects WHERE kind = 'row'", cancellationToken).ConfigureAwait(false);
    }
}
