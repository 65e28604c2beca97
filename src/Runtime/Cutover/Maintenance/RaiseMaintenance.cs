using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.Maintenance;

/// <summary>Both sides answer 503 from here on, and end what they have in hand.</summary>
internal sealed class RaiseMaintenance : CutoverStep
{
    public override string Name => "raise-maintenance";

    public override string Title => "Answer 503 on both sides, and wait for the requests that are under way";

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
    [
        "-- In the target's database, then in the legacy database:",
        "UPDATE clerk2workos.gate SET epoch = epoch + 1, state = 'maintenance', changed_at = now() WHERE state <> 'maintenance'",
        "-- Every instance that was seen in the last ten seconds has to follow, and to end the requests that may write.",
    ]);

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var target = await GateControl.SetAsync(context.Target, GateState.Maintenance, cancellationToken).ConfigureAwait(false);
        var legacy = await GateControl.SetAsync(context.Legacy!, GateState.Maintenance, cancellationToken).ConfigureAwait(false);
        await GateControl.WaitForInstancesAsync(context.Legacy!, legacy, context.Options.GatePatience, cancellationToken).ConfigureAwait(false);
        await GateControl.WaitForInstancesAsync(context.Target, target, context.Options.GatePatience, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The old code serves again; the new one has served nobody yet, and stays open for those who try it.</summary>
    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await GateControl.SetAsync(context.Target, GateState.Open, cancellationToken).ConfigureAwait(false);
        var legacy = await GateControl.SetAsync(context.Legacy!, GateState.Open, cancellationToken).ConfigureAwait(false);
        await GateControl.WaitForInstancesAsync(context.Legacy!, legacy, context.Options.GatePatience, cancellationToken).ConfigureAwait(false);
    }
}
