using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Copying;

namespace Clerk2WorkOS.Cutover.Maintenance;

/// <summary>No number is given out in the target that the legacy database gave out.</summary>
internal sealed class RaiseSequences : CutoverStep
{
    public override string Name => "raise-sequences";

    public override string Title => "Raise the target's sequences above every number that was given out";

    public override async Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var map = await DataMigration.MapAsync(context.Legacy!, context.Target, context.Options.Data, cancellationToken).ConfigureAwait(false);
        return
        [
            .. map.Tables.SelectMany(table => table.Columns, (table, column) => (Table: table, column.Target)).Where(column => column.Target.Sequence is not null)
                .Select(column => $"SELECT setval('{column.Target.Sequence}', greatest(/* the legacy sequence */, (SELECT max({column.Target.QuotedName}) FROM {column.Table.Target.QuotedName})))"),
        ];
    }

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var map = await DataMigration.MapAsync(context.Legacy!, context.Target, context.Options.Data, cancellationToken).ConfigureAwait(false);
        await using var legacy = await context.Legacy!.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var target = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        foreach (var table in map.Tables)
            await Sequences.RaiseAsync(legacy, target, table, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Numbers that nobody got do no harm.</summary>
    public override Task UndoAsync(CutoverContext context, CancellationToken cancellationToken) => Task.CompletedTask;
}
