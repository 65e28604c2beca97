using Clerk2WorkOS.Cutover.InPlace.Filling;
using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.InPlace.Steps;

/// <summary>Fills the rows that were there before, a few thousand at a time.</summary>
internal sealed class BackFillStep(StatementListener listener) : InPlaceStep(listener)
{
    public override string Name => "back-fill";

    public override string Title => "Fill the WorkOS ids of the rows that are there";

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(context, cancellationToken).ConfigureAwait(false);
        return [FillProgress.Script, .. plan.Tables.Select(table => $"-- again and again, {context.Options.InPlace.BatchRows} keys at a time:\n{RowFiller.BatchSql(table, [], 0)}")];
    }

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(context, cancellationToken).ConfigureAwait(false);
        var changes = Changes(context);
        await using (changes.ConfigureAwait(false))
        {
            await changes.RunAsync(FillProgress.Script, cancellationToken).ConfigureAwait(false);
            var filler = new RowFiller(context, Listener, new LagControl(context));
            foreach (var table in plan.Tables)
            {
                context.Say($"filling {table.Name}");
                await filler.FillAsync(await changes.ConnectionAsync(cancellationToken).ConfigureAwait(false), table, cancellationToken).ConfigureAwait(false);
                await changes.RunAsync($"ANALYZE {table.QuotedName}", cancellationToken).ConfigureAwait(false);      // or nobody would use the new indexes yet
            }
        }
    }

    /// <summary>What was filled goes with the columns; as long as the triggers are there it would only come again.</summary>
    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var changes = Changes(context);
        await using (changes.ConfigureAwait(false))
            await changes.RunAsync(FillProgress.DropScript, cancellationToken).ConfigureAwait(false);
    }
}
