using Clerk2WorkOS.Cutover.InPlace.Contracting;
using Clerk2WorkOS.Cutover.InPlace.Filling;
using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.InPlace.Planning;
using Clerk2WorkOS.Cutover.InPlace.Switching;
using Clerk2WorkOS.Cutover.Steps;
using Npgsql;

namespace Clerk2WorkOS.Cutover.InPlace.Steps;

/// <summary>Drops the triggers and the Clerk ids, and is refused while anything still reads them.</summary>
internal sealed class ContractStep(StatementListener listener) : InPlaceStep(listener)
{
    public const string StepName = "contract";

    private const string Begun = "begun";
    private const string Gone = "The Clerk ids have been dropped: only the back-up has them.";

    public override string Name => StepName;

    public override string Title => "Drop the triggers and the columns of Clerk ids";

    public override bool IsFinal => true;

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) =>
        [.. Statements(await PlanAsync(context, cancellationToken).ConfigureAwait(false))];

    public override async Task<IReadOnlyList<string>> ObstaclesAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await KeptPlan.FindAsync(context, cancellationToken).ConfigureAwait(false) is not { } plan || await context.Memory.FindAsync(Name, Begun, cancellationToken).ConfigureAwait(false) is not null)
            return [];
        if (await SoakStep.UseAsync(context, cancellationToken).ConfigureAwait(false) is not { } before)
            return ["What still uses Clerk ids is not counted yet."];
        var obstacles = await LookAsync(context, connection => InDatabaseAsync(connection, context, plan, before, cancellationToken), cancellationToken).ConfigureAwait(false);
        return [.. obstacles, .. await CodeReport.ObstaclesAsync(context.Options.InPlace.CodeReport, cancellationToken).ConfigureAwait(false)];
    }

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await KeptPlan.FindAsync(context, cancellationToken).ConfigureAwait(false) is not { } plan)
            throw new CutoverException("The cut-over within this database has not begun: there is no plan of what to drop.");
        await context.Memory.KeepAsync(Name, Begun, "yes", cancellationToken).ConfigureAwait(false);
        var changes = Changes(context);
        await using (changes.ConfigureAwait(false))
            await changes.RunAsync(Statements(plan), cancellationToken).ConfigureAwait(false);
    }

    public override async Task<IReadOnlyList<string>> UndoObstaclesAsync(CutoverContext context, CancellationToken cancellationToken) =>
        await context.Memory.FindAsync(Name, Begun, cancellationToken).ConfigureAwait(false) is null ? [] : [Gone];

    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await context.Memory.FindAsync(Name, Begun, cancellationToken).ConfigureAwait(false) is not null)
            throw new CutoverException(Gone);
    }

    private static async Task<List<string>> InDatabaseAsync(NpgsqlConnection connection, CutoverContext context, InPlacePlan plan, OldColumnUse before, CancellationToken cancellationToken)
    {
        var obstacles = new List<string>();
        var options = context.Options.InPlace;
        if (await IdSwitch.ReadAsync(connection, cancellationToken).ConfigureAwait(false) is not { } state || !state.Reads || !state.Writes)
            obstacles.Add("Reads and writes are not both switched to WorkOS ids.");
        else if ((await IdSwitch.InstancesAsync(connection, cancellationToken).ConfigureAwait(false)).Find(instance => instance.Epoch < state.Epoch) is { Instance: not null } late)
            obstacles.Add($"The instance {late.Instance} does not follow the switch.");
        obstacles.AddRange(await OldColumnObjects.FindAsync(connection, plan, options.AcceptedReaders, cancellationToken).ConfigureAwait(false));
        var (use, texts) = await OldColumnUse.ReadAsync(connection, plan, cancellationToken).ConfigureAwait(false);
        obstacles.AddRange(use.Since(before, texts, options.AcceptedReaders));
        obstacles.AddRange(await ValidateStep.SentencesAsync(connection, plan, options, cancellationToken).ConfigureAwait(false));
        // That comparison has read the old columns, too, and is not to be held against anybody the next time.
        await SoakStep.KeepAsync(context, before.With(use, (await OldColumnUse.ReadAsync(connection, plan, cancellationToken).ConfigureAwait(false)).Use), cancellationToken).ConfigureAwait(false);
        return obstacles;
    }

    // The switch stays, since instances go on asking it.
    private static IEnumerable<string> Statements(InPlacePlan plan) => [.. OldColumns.Drop(plan), .. FreezeMapStep.Thaw, FillProgress.DropScript, FoundValues.DropScript];
}
