using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Migration.Data;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>Has the target follow the legacy database, from now until the switch.</summary>
internal sealed class FollowStep : CutoverStep
{
    private const string WasThere = "was-there";

    public override string Name => "follow";

    public override string Title => "Follow the legacy database";

    public override string? AccompaniedUntil => "flip";

    public override Task AccompanyAsync(CutoverContext context, CancellationToken cancellationToken) => SyncAsync(context, DataSyncEnd.Never, cancellationToken);

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
    [
        "-- in the legacy database, unless 'data sync' has done so",
        $"CREATE PUBLICATION \"{Migration.Data.Syncing.SyncState.Publication}\" FOR TABLE … WITH (publish_via_partition_root = true)",
        "SELECT pg_create_logical_replication_slot('clerk2workos_…', 'pgoutput')",
        "-- then what has changed is carried over as it is committed",
    ]);

    public override async Task<IReadOnlyList<string>> ObstaclesAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using (var legacy = await context.LegacySide().OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
        await using (var target = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await DatabaseCatalog.AreOneAsync(legacy, target, cancellationToken).ConfigureAwait(false))
                return ["Both connection strings lead to one database: for that there is the way in-place."];
        }

        await using var forth = context.Forth();
        var plan = await forth.PlanAsync(cancellationToken).ConfigureAwait(false);
        return [.. plan.Problems.Concat(plan.Following).Where(problem => problem.IsBlocking).Select(problem => problem.Sentence)];
    }

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await context.Memory.FindAsync(Name, WasThere, cancellationToken).ConfigureAwait(false) is null)
            await context.Memory.KeepAsync(Name, WasThere, await context.ForthSlotAsync(cancellationToken).ConfigureAwait(false) is null ? "no" : "yes", cancellationToken).ConfigureAwait(false);
        await SyncAsync(context, DataSyncEnd.CaughtUp, cancellationToken).ConfigureAwait(false);
    }

    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await context.Memory.FindAsync(Name, WasThere, cancellationToken).ConfigureAwait(false) == "yes" && await context.ForthSlotAsync(cancellationToken).ConfigureAwait(false) is not null)
            context.Say("The target was followed before the cut-over already: slot and publication stay, 'data sync' goes on with them or ends them (--finish).");
        else
            await context.DropForthSlotAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task SyncAsync(CutoverContext context, DataSyncEnd end, CancellationToken cancellationToken)
    {
        await using var forth = context.Forth();
        await forth.SyncAsync(new DataSyncOptions { End = end }, cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
