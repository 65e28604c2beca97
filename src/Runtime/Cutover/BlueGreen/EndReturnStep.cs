using Clerk2WorkOS.Cutover.Fencing;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>Gives up the way back: nothing of it is left in either database, and the legacy one may be archived.</summary>
internal sealed class EndReturnStep : CutoverStep
{
    public override string Name => "end-return";

    public override string Title => "Give up the way back";

    public override bool IsFinal => true;

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
    [
        "-- in the target", "SELECT pg_drop_replication_slot('clerk2workos_…')", $"DROP PUBLICATION IF EXISTS \"{Migration.Data.Syncing.SyncState.Publication}\"",
        "-- in the legacy database: the fence, and the tables of the way back", "DROP TRIGGER IF EXISTS clerk2workos_write_fence ON …", "DROP FUNCTION clerk2workos.refuse_write()",
    ]);

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var back = context.Back();
        await back.RemoveAsync(cancellationToken).ConfigureAwait(false);
        await new PrepareReturnStep().RestoreAsync(context, cancellationToken).ConfigureAwait(false);
        await context.DropForthSlotAsync(cancellationToken).ConfigureAwait(false);
        await WriteFence.ReleaseAsync(context.LegacySide(), cancellationToken).ConfigureAwait(false);
    }

    public override Task UndoAsync(CutoverContext context, CancellationToken cancellationToken) => throw new CutoverException("The way back was given up: there is none any more.");
}
