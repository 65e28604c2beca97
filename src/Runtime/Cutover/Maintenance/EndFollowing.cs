using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Data.Syncing;

namespace Clerk2WorkOS.Cutover.Maintenance;

/// <summary>Nothing follows the legacy database any more: its slot and publication go. Its tables stay fenced, as the back-up that they are now.</summary>
internal sealed class EndFollowing : CutoverStep
{
    public override string Name => "end-following";

    public override string Title => "Drop slot and publication in the legacy database, which stays fenced";

    public override bool IsFinal => true;

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
    [
        "-- In the legacy database:",
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1 AND database = current_database()",
        $"DROP PUBLICATION IF EXISTS \"{SyncState.Publication}\"",
    ]);

    public override Task DoAsync(CutoverContext context, CancellationToken cancellationToken) => DropAsync(context, cancellationToken);

    public override Task UndoAsync(CutoverContext context, CancellationToken cancellationToken) => throw new CutoverException("It cannot be undone.");

    /// <summary>The slot first: as long as it is there, the note of its name is.</summary>
    public static async Task DropAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var target = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var legacy = await context.Legacy!.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (await SyncState.FindAsync(target, cancellationToken).ConfigureAwait(false) is { } state)
            await SyncSlot.DropAsync(legacy, state.Slot, cancellationToken).ConfigureAwait(false);
        await SyncSlot.UnpublishAsync(legacy, cancellationToken).ConfigureAwait(false);
        await SyncState.ForgetSlotAsync(target, cancellationToken).ConfigureAwait(false);
    }
}
