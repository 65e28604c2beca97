using Clerk2WorkOS.Cutover.InPlace.Filling;
using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.InPlace.Steps;

/// <summary>From here on every row that is written has both ids.</summary>
internal sealed class DualWriteStep(StatementListener listener) : InPlaceStep(listener)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public override string Name => "dual-write";

    public override string Title => "Keep Clerk and WorkOS ids of every row that is written in step";

    public override string? AccompaniedUntil => ContractStep.StepName;

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) =>
        [.. new KeepingScript(await PlanAsync(context, cancellationToken).ConfigureAwait(false)).Begin()];

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var script = new KeepingScript(await PlanAsync(context, cancellationToken).ConfigureAwait(false));
        var changes = Changes(context);
        await using (changes.ConfigureAwait(false))
            await changes.RunAsync(script.Begin(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Rows that were being written while their user came into the map.</summary>
    public override async Task AccompanyAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await LookAsync(
                context,
                async connection =>
                {
                    await OpenIds.FillAsync(connection, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await KeptPlan.FindAsync(context, cancellationToken).ConfigureAwait(false) is not { } plan)
            return;
        var changes = Changes(context);
        await using (changes.ConfigureAwait(false))
            await changes.RunAsync(new KeepingScript(plan).End(), cancellationToken).ConfigureAwait(false);
    }
}
