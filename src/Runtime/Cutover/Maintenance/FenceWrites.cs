using Clerk2WorkOS.Cutover.Fencing;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Data;

namespace Clerk2WorkOS.Cutover.Maintenance;

/// <summary>Nobody writes to the tables of the legacy database any more that are copied: not a job that no gate sees, not an instance that missed the change.</summary>
internal sealed class FenceWrites : CutoverStep
{
    public override string Name => "fence-writes";

    public override string Title => "Refuse writes to the copied tables of the legacy database";

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) =>
        ["-- In the legacy database:", .. WriteFence.Preview(await TablesAsync(context, cancellationToken).ConfigureAwait(false))];

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken) => await WriteFence.EngageAsync(
        context.Legacy!, await TablesAsync(context, cancellationToken).ConfigureAwait(false), context.Options.LockTimeout, cancellationToken).ConfigureAwait(false);

    public override Task UndoAsync(CutoverContext context, CancellationToken cancellationToken) => WriteFence.ReleaseAsync(context.Legacy!, cancellationToken);

    private static async Task<IReadOnlyList<(string Schema, string Table)>> TablesAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var map = await DataMigration.MapAsync(context.Legacy!, context.Target, context.Options.Data, cancellationToken).ConfigureAwait(false);
        return [.. map.Tables.Select(table => (table.Source.Schema, table.Source.Name))];
    }
}
