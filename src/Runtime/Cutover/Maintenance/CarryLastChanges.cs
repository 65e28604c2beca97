using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Syncing;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.Cutover.Maintenance;

/// <summary>Everything that the legacy database had when writes were fenced comes into the target: what was never copied, and what changed since.</summary>
internal sealed class CarryLastChanges : CutoverStep
{
    private const string HadSlot = "had-slot";

    public override string Name => "carry-last-changes";

    public override string Title => "Carry the last changes over, until nothing is left";

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        [$"-- clerk2workos data sync {(context.Options.LastChanges == DataSyncSource.Comparison ? "--compare" : "--until-caught-up")} --yes"]);

    public override async Task<IReadOnlyList<string>> ObstaclesAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var map = await DataMigration.MapAsync(context.Legacy!, context.Target, context.Options.Data, cancellationToken).ConfigureAwait(false);
        await using var legacy = await context.Legacy!.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var problems = map.Problems.Concat(await SyncCheck.FindAsync(legacy, map, Following(context), cancellationToken).ConfigureAwait(false));
        return [.. problems.Where(problem => problem.IsBlocking).Select(problem => problem.Sentence)];
    }

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await context.Memory.FindAsync(Name, HadSlot, cancellationToken).ConfigureAwait(false) is null)
            await context.Memory.KeepAsync(Name, HadSlot, await FollowsAsync(context, cancellationToken).ConfigureAwait(false) ? "yes" : "no", cancellationToken).ConfigureAwait(false);
        await using var migration = new DataMigration(context.LegacyConnectionString!, context.TargetConnectionString, context.Options.Data);
        var result = await migration.SyncAsync(Following(context), cancellationToken: cancellationToken).ConfigureAwait(false);
        context.Say($"{result.Written} rows written, {result.Deleted} deleted.");
        if (result.Rejected > 0)
            throw new CutoverException($"{result.Rejected} rows could not be carried over, of {string.Join(", ", result.OpenRejects.Select(reject => reject.Source).Distinct())}: 'clerk2workos data retry' shows why.");
    }

    /// <summary>What was copied stays, it is a part of the migration. A slot that was not there before goes: nobody would read the log that it keeps.</summary>
    public override async Task UndoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        if (await context.Memory.FindAsync(Name, HadSlot, cancellationToken).ConfigureAwait(false) == "no")
            await EndFollowing.DropAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private static DataSyncOptions Following(CutoverContext context) => new() { Source = context.Options.LastChanges, End = DataSyncEnd.CaughtUp };

    private static async Task<bool> FollowsAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var target = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await target.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM clerk2workos.data_sync WHERE applied IS NOT NULL)", cancellationToken).ConfigureAwait(false);
    }
}
