using System.Globalization;
using Clerk2WorkOS.Cutover.Fencing;
using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>Holds the old application's writes, refuses what still comes, and brings over the rest: from here to the end of the flip, writes wait.</summary>
internal sealed class DrainStep : CutoverStep
{
    public const string HeldSince = "held-since";

    public override string Name => "drain";

    public override string Title => "Hold writes, refuse them in the legacy database, and bring over the rest";

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"-- in the legacy database; if it takes longer than {context.Options.LongestHold.TotalMilliseconds * 0.7:0} ms, everything is taken back and tried again"),
        "UPDATE clerk2workos.gate SET epoch = epoch + 1, state = 'hold', changed_at = now() WHERE state <> 'hold'",
        .. WriteFence.Preview(await context.LegacyTablesAsync(cancellationToken).ConfigureAwait(false)),
        "-- wait until the target has everything before pg_current_wal_flush_lsn(); raise its sequences (setval)",
    ];

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var legacy = context.LegacySide();
        await using var back = context.Back();
        _ = await back.SlotAsync(cancellationToken).ConfigureAwait(false) ?? throw new CutoverException("The way back is not prepared: roll back, and begin anew.");
        var slot = await context.ForthSlotAsync(cancellationToken).ConfigureAwait(false) ?? throw new CutoverException("Nothing follows the legacy database: roll back, and begin anew.");
        // Everything that takes time and does not need the hold comes before it.
        var map = await DataMigration.MapAsync(legacy, context.Target, context.Options.Data, cancellationToken).ConfigureAwait(false);
        var tables = await context.LegacyTablesAsync(cancellationToken).ConfigureAwait(false);
        await using var source = await legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var target = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var rejects = await RejectsAsync(target, cancellationToken).ConfigureAwait(false);
        await CatchUpStep.UntilNearAsync(context, legacy, slot, follower: null, cancellationToken).ConfigureAwait(false);

        var began = await new HeldWrites(context, legacy, tables, slot, GateState.Open).DrainAsync(
            follower: null, async token => await RejectsAsync(target, token).ConfigureAwait(false) is var now && now > rejects ? $"{now - rejects} more rows than before cannot be moved" : null, cancellationToken).ConfigureAwait(false);
        foreach (var table in map.Tables)
            await Sequences.RaiseAsync(source, target, table, cancellationToken).ConfigureAwait(false);
        await back.BeginHereAsync(cancellationToken).ConfigureAwait(false);
        var since = DateTimeOffset.UtcNow - TimeProvider.System.GetElapsedTime(began);
        await context.Memory.KeepAsync(Name, HeldSince, since.ToString("O", CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
    }

    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await WriteFence.ReleaseAsync(context.LegacySide(), cancellationToken).ConfigureAwait(false);
        await GateControl.SetAsync(context.LegacySide(), GateState.Open, cancellationToken).ConfigureAwait(false);
    }

    private static Task<long> RejectsAsync(Npgsql.NpgsqlConnection target, CancellationToken cancellationToken) =>
        target.ScalarAsync<long>("SELECT count(*) FROM clerk2workos.rejects WHERE kind = 'row'", cancellationToken);
}
