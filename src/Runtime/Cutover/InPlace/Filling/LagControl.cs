using System.Globalization;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Filling;

/// <summary>Keeps the filling from being a burden: standbys, what cannot be cleaned up, and the operator's own limit.</summary>
internal sealed class LagControl(CutoverContext context)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly InPlaceOptions _options = context.Options.InPlace;
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private long _rows;

    /// <summary>Waits until the next rows may be filled.</summary>
    /// <param name="connection">Outside a transaction.</param>
    /// <param name="rows">How many were filled since the last time.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CutoverException">Something has held it up for longer than <see cref="InPlaceOptions.Patience"/>.</exception>
    public async Task WaitAsync(NpgsqlConnection connection, long rows, CancellationToken cancellationToken)
    {
        _rows += rows;
        if (_options.RowsPerSecond > 0 && TimeSpan.FromSeconds((double)_rows / _options.RowsPerSecond) - TimeProvider.System.GetElapsedTime(_began) is { Ticks: > 0 } early)
            await Task.Delay(early, cancellationToken).ConfigureAwait(false);
        var waits = TimeProvider.System.GetTimestamp();
        for (string? said = null; await BurdenAsync(connection, cancellationToken).ConfigureAwait(false) is { } burden;)
        {
            if (TimeProvider.System.GetElapsedTime(waits) > _options.Patience)
                throw new CutoverException(string.Create(CultureInfo.InvariantCulture, $"Filling has waited for {_options.Patience.TotalMinutes:0.#} minutes: {burden}."));
            if (said != burden)
                context.Say($"filling waits: {said = burden}");
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string?> BurdenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var standby = await connection.ScalarAsync<string>(
            "SELECT application_name FROM pg_stat_replication WHERE replay_lag > $1 ORDER BY replay_lag DESC LIMIT 1", cancellationToken, _options.LongestReplayDelay).ConfigureAwait(false);
        if (standby is not null)
            return $"the standby {standby} is behind";
        var transaction = await connection.ScalarAsync<int>(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start < clock_timestamp() - $1 ORDER BY xact_start LIMIT 1",
            cancellationToken, _options.LongestTransaction).ConfigureAwait(false);
        return transaction == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"the transaction of process {transaction} has been open for too long");
    }
}
