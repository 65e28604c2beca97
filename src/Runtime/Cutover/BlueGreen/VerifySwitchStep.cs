using System.Globalization;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Copying;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>Looks whether the switched system is as it should be: the way back is level and has refused nothing, and no number is given out twice. Then the way there is closed.</summary>
internal sealed class VerifySwitchStep : CutoverStep
{
    public override string Name => "verify-switch";

    public override string Title => "Verify the switch, and end the way there";

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
    [
        "-- wait until the legacy database has what was written to the target since the switch",
        "-- in the legacy database", "SELECT pg_drop_replication_slot('clerk2workos_…')", $"DROP PUBLICATION IF EXISTS \"{Migration.Data.Syncing.SyncState.Publication}\"",
    ]);

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var back = context.Back();
        var slot = await back.SlotAsync(cancellationToken).ConfigureAwait(false) ?? throw new CutoverException("There is no slot in the target: what is written to it does not go back.");
        await CatchUpStep.UntilNearAsync(context, context.Target, slot, follower: null, cancellationToken).ConfigureAwait(false);
        if (await back.RejectsAsync(cancellationToken).ConfigureAwait(false) is [var reject, ..] rejects)
        {
            throw new CutoverException(string.Create(
                CultureInfo.InvariantCulture, $"{rejects.Sum(row => row.Rows)} rows cannot go back to the legacy database, the first of {reject.Source} ({reject.Reason}); clerk2workos.rejects there names them."));
        }

        var map = await DataMigration.MapAsync(context.LegacySide(), context.Target, context.Options.Data, cancellationToken).ConfigureAwait(false);
        await using (var target = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var table in map.Tables)
            {
                if (await Sequences.LowAsync(target, table, cancellationToken).ConfigureAwait(false) is [var low, ..])
                    throw new CutoverException($"The sequence {low} of the target would give out a number that is taken.");
            }
        }

        await context.DropForthSlotAsync(cancellationToken).ConfigureAwait(false);
    }

    public override Task UndoAsync(CutoverContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
