using System.Globalization;
using Clerk2WorkOS.Cutover.Fencing;
using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Cutover.Window;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Reversing;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>
/// Writes are held, the rest comes over, and the old application passes everything on to the new one; from then on the legacy database follows the target. Undone, the same the other way
/// round. It is one step, since between its parts nobody may stop: people wait.
/// </summary>
internal sealed class FlipStep : CutoverStep
{
    private const string HeldMilliseconds = "held-ms";
    private const string HeldSince = "held-since";

    public override string Name => "flip";

    public override string Title => "Hold writes, bring over the rest, and pass every request on to the new application";

    public override string? AccompaniedUntil => "end-return";

    public override async Task AccompanyAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var back = context.Back();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var lag = new FollowedLag();
        var noting = NoteLagAsync(context, lag, ending.Token);
        try
        {
            await back.FollowAsync(lag, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await noting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"-- in the legacy database; if it takes longer than {context.Options.LongestHold.TotalMilliseconds * 0.7:0} ms, everything is taken back and tried again"),
        Turn(GateState.Hold),
        .. WriteFence.Preview(await context.LegacyTablesAsync(cancellationToken).ConfigureAwait(false)),
        "-- wait until the target has everything before pg_current_wal_flush_lsn(); raise its sequences (setval)",
        "-- in the target", Turn(GateState.Open),
        "-- in the legacy database", Turn(GateState.Forward),
        "-- then what is written to the target is carried into the legacy database as it is committed",
    ];

    public override Task<IReadOnlyList<string>> ObstaclesAsync(CutoverContext context, CancellationToken cancellationToken) =>
        PeerReach.ObstaclesAsync(context.LegacySide(), context.Target, mustForward: true, cancellationToken);

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        // Once that is noted the target may be written to, and it must not be done again.
        if (await context.Memory.FindAsync(Name, HeldSince, cancellationToken).ConfigureAwait(false) is not { } since)
        {
            var began = await Crossing.ForthAsync(context, cancellationToken).ConfigureAwait(false);
            since = (DateTimeOffset.UtcNow - TimeProvider.System.GetElapsedTime(began)).ToString("O", CultureInfo.InvariantCulture);
            await context.Memory.KeepAsync(Name, HeldSince, since, cancellationToken).ConfigureAwait(false);
        }

        await TurnAsync(context, context.Target, GateState.Open, cancellationToken).ConfigureAwait(false);
        await TurnAsync(context, context.LegacySide(), GateState.Forward, cancellationToken).ConfigureAwait(false);
        await TellAsync(context, DateTimeOffset.UtcNow - DateTimeOffset.Parse(since, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The whole way back: what was written since the switch is carried over, writes are held, the rest comes over, and the old application serves again. They are held where all requests come
    /// in, at the old one: what it had passed on could not come back.
    /// </summary>
    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await context.Memory.FindAsync(Name, HeldSince, cancellationToken).ConfigureAwait(false) is null)
        {
            // Nothing was written to the target yet.
            await WriteFence.ReleaseAsync(context.LegacySide(), cancellationToken).ConfigureAwait(false);
            await TurnAsync(context, context.LegacySide(), GateState.Open, cancellationToken).ConfigureAwait(false);
            return;
        }

        var began = await Crossing.BackAsync(context, cancellationToken).ConfigureAwait(false);
        await WriteFence.ReleaseAsync(context.LegacySide(), cancellationToken).ConfigureAwait(false);
        await TurnAsync(context, context.LegacySide(), GateState.Open, cancellationToken).ConfigureAwait(false);
        await TellAsync(context, TimeProvider.System.GetElapsedTime(began), cancellationToken).ConfigureAwait(false);
        await TurnAsync(context, context.Target, GateState.Forward, cancellationToken).ConfigureAwait(false);
        await WriteFence.ReleaseAsync(context.Target, cancellationToken).ConfigureAwait(false);
        await using var back = context.Back();
        await back.NoteBornAtWorkOSAsync(cancellationToken).ConfigureAwait(false);
        await TellRejectsAsync(context, back, cancellationToken).ConfigureAwait(false);
    }

    private static string Turn(GateState state) => $"UPDATE clerk2workos.gate SET epoch = epoch + 1, state = '{GateControl.NameOf(state)}', changed_at = now() WHERE state <> '{GateControl.NameOf(state)}'";

    /// <summary>Turns a gate, and waits until every instance behind it has turned.</summary>
    private static async Task TurnAsync(CutoverContext context, Npgsql.NpgsqlDataSource side, GateState state, CancellationToken cancellationToken)
    {
        var epoch = await GateControl.SetAsync(side, state, cancellationToken).ConfigureAwait(false);
        await GateControl.WaitForInstancesAsync(side, epoch, context.Options.GatePatience, cancellationToken).ConfigureAwait(false);
    }

    private async Task TellAsync(CutoverContext context, TimeSpan held, CancellationToken cancellationToken)
    {
        var milliseconds = held.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        await context.Memory.KeepAsync(Name, HeldMilliseconds, milliseconds, cancellationToken).ConfigureAwait(false);
        context.Say($"Writes were held for {milliseconds} ms.");
    }

    private static async Task TellRejectsAsync(CutoverContext context, ReverseSync back, CancellationToken cancellationToken)
    {
        foreach (var reject in await back.RejectsAsync(cancellationToken).ConfigureAwait(false))
            context.Say(string.Create(CultureInfo.InvariantCulture, $"{reject.Rows} rows of {reject.Source} could not go back ({reject.Reason}): clerk2workos.rejects in the legacy database names them."));
    }

    private async Task NoteLagAsync(CutoverContext context, FollowedLag lag, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            if (lag.Last is { } last)
                await context.Memory.KeepAsync(Name, CutoverSignals.LagMemory, last.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>How late the last change was.</summary>
    private sealed class FollowedLag : IProgress<DataSyncProgress>
    {
        private volatile DataSyncProgress? _last;

        public TimeSpan? Last => _last?.Lag;

        public void Report(DataSyncProgress value) => _last = value;
    }
}
