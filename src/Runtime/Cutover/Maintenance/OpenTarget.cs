using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Cutover.Window;

namespace Clerk2WorkOS.Cutover.Maintenance;

/// <summary>The switch: the new code serves. Requests that still reach the old one are passed on where its instances know whereto; otherwise they are answered 503 until the last caller has the new address.</summary>
internal sealed class OpenTarget : CutoverStep
{
    private const string Mark = "mark";

    public override string Name => "open-target";

    public override string Title => "Let the new application serve";

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
    [
        "-- In the target's database:",
        "UPDATE clerk2workos.gate SET epoch = epoch + 1, state = 'open', changed_at = now() WHERE state <> 'open'",
        "-- In the legacy database, if every instance there has a PeerAddress:",
        "UPDATE clerk2workos.gate SET epoch = epoch + 1, state = 'forward', changed_at = now() WHERE state <> 'forward'",
    ]);

    public override Task<IReadOnlyList<string>> ObstaclesAsync(CutoverContext context, CancellationToken cancellationToken) =>
        PeerReach.ObstaclesAsync(context.Legacy!, context.Target, mustForward: false, cancellationToken);

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await context.Memory.FindAsync(Name, Mark, cancellationToken).ConfigureAwait(false) is null)
            await context.Memory.KeepAsync(Name, Mark, (await WriteMark.TakeAsync(context, cancellationToken).ConfigureAwait(false)).ToJson(), cancellationToken).ConfigureAwait(false);
        var target = await GateControl.SetAsync(context.Target, GateState.Open, cancellationToken).ConfigureAwait(false);
        await GateControl.WaitForInstancesAsync(context.Target, target, context.Options.GatePatience, cancellationToken).ConfigureAwait(false);
        if (!(await SideSignals.ReadAsync(context.Legacy!, cancellationToken).ConfigureAwait(false)).HasPeer)
        {
            context.Say("The old application goes on answering 503: point the traffic to the new one now.");
            return;
        }

        var legacy = await GateControl.SetAsync(context.Legacy!, GateState.Forward, cancellationToken).ConfigureAwait(false);
        await GateControl.WaitForInstancesAsync(context.Legacy!, legacy, context.Options.GatePatience, cancellationToken).ConfigureAwait(false);
    }

    public override async Task<IReadOnlyList<string>> UndoObstaclesAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (context.Options.AcceptsLoss || await WrittenAsync(context, cancellationToken).ConfigureAwait(false) is not { Count: > 0 } written)
            return [];
        return [$"The target was written to since the switch, and nothing carries that back to the legacy database: {string.Join(", ", written)}. Whoever rolls back all the same loses it for the application (--accept-loss); the rows stay in the target."];
    }

    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var legacy = await GateControl.SetAsync(context.Legacy!, GateState.Maintenance, cancellationToken).ConfigureAwait(false);
        var target = await GateControl.SetAsync(context.Target, GateState.Maintenance, cancellationToken).ConfigureAwait(false);
        await GateControl.WaitForInstancesAsync(context.Target, target, context.Options.GatePatience, cancellationToken).ConfigureAwait(false);
        await GateControl.WaitForInstancesAsync(context.Legacy!, legacy, context.Options.GatePatience, cancellationToken).ConfigureAwait(false);
        if (await WrittenAsync(context, cancellationToken).ConfigureAwait(false) is { Count: > 0 } written)
            context.Say($"LOST for the application, and still in the target: {string.Join(", ", written)}.");
    }

    private async Task<IReadOnlyList<string>> WrittenAsync(CutoverContext context, CancellationToken cancellationToken) =>
        await context.Memory.FindAsync(Name, Mark, cancellationToken).ConfigureAwait(false) is { } mark
            ? await WriteMark.Parse(mark).WrittenSinceAsync(context, cancellationToken).ConfigureAwait(false)
            : [];
}
