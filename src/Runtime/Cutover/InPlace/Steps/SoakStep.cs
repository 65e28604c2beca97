using Clerk2WorkOS.Cutover.InPlace.Contracting;
using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.InPlace.Steps;

/// <summary>From here on whatever still uses a Clerk id is counted; both ids stay in step until the contraction, so that the way back is open.</summary>
internal sealed class SoakStep(StatementListener listener) : InPlaceStep(listener)
{
    public const string StepName = "soak";

    private const string Use = "use";

    public override string Name => StepName;

    public override string Title => "Begin to count what still uses Clerk ids";

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(["-- the counters of pg_stat_user_indexes and pg_stat_statements are noted"]);

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await ValidateStep.RequireAsync(context, cancellationToken).ConfigureAwait(false);
        var plan = await PlanAsync(context, cancellationToken).ConfigureAwait(false);
        await Task.Delay(context.Options.InPlace.StatisticsDelay, cancellationToken).ConfigureAwait(false);
        var (use, _) = await LookAsync(context, connection => OldColumnUse.ReadAsync(connection, plan, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (use.Statements is null)
            context.Say("pg_stat_statements is not there: statements that read Clerk ids are not counted, only indexes are");
        await KeepAsync(context, use, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps what is not to be counted.</summary>
    public static Task KeepAsync(CutoverContext context, OldColumnUse use, CancellationToken cancellationToken) => context.Memory.KeepAsync(StepName, Use, use.ToJson(), cancellationToken);

    public override Task UndoAsync(CutoverContext context, CancellationToken cancellationToken) => context.Memory.KeepAsync(Name, Use, null, cancellationToken);

    /// <summary>What was used up to this step; null before it.</summary>
    public static async Task<OldColumnUse?> UseAsync(CutoverContext context, CancellationToken cancellationToken) =>
        await context.Memory.FindAsync(StepName, Use, cancellationToken).ConfigureAwait(false) is { } json ? OldColumnUse.Parse(json) : null;
}
