using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Copying;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>
/// From one database to the other while writes are held: whatever takes time and does not need the hold comes before it. On return the side that is left is fenced, everything of it is on
/// the other side, and nobody carries anything any more; the gates are still to be turned.
/// </summary>
internal static class Crossing
{
    /// <summary>From the legacy database to the target.</summary>
    /// <returns>Since when writes are held, as a timestamp of this process.</returns>
    /// <exception cref="CutoverException">It could not be done; writes go on as before.</exception>
    public static async Task<long> ForthAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var legacy = context.LegacySide();
        await LetGoAsync(context, legacy, GateState.Open, cancellationToken).ConfigureAwait(false);
        await using var back = context.Back();
        _ = await back.SlotAsync(cancellationToken).ConfigureAwait(false) ?? throw new CutoverException("The way back is not prepared: roll back, and begin anew.");
        var map = await DataMigration.MapAsync(legacy, context.Target, context.Options.Data, cancellationToken).ConfigureAwait(false);
        var tables = await context.LegacyTablesAsync(cancellationToken).ConfigureAwait(false);
        await using var source = await legacy.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var target = await context.Target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var forth = context.Forth();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = forth.SyncAsync(new DataSyncOptions(), cancellationToken: ending.Token);
        var slot = "";
        var began = await WhileAsync(following, ending, async () =>
        {
            slot = await SlotOfAsync(context, following, cancellationToken).ConfigureAwait(false);
            await CatchUpStep.UntilNearAsync(context, legacy, slot, following, cancellationToken).ConfigureAwait(false);
            var rejects = await RejectsAsync(target, cancellationToken).ConfigureAwait(false);
            return await new HeldWrites(context, legacy, tables, slot, GateState.Open).DrainAsync(
                following, async token => await RejectsAsync(target, token).ConfigureAwait(false) is var now && now > rejects ? $"{now - rejects} more rows than before cannot be moved" : null, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        try
        {
            foreach (var table in map.Tables)
                await Sequences.RaiseAsync(source, target, table, cancellationToken).ConfigureAwait(false);
            await back.BeginHereAsync(cancellationToken).ConfigureAwait(false);
            return began;
        }
        catch
        {
            await new HeldWrites(context, legacy, tables, slot, GateState.Open).LetGoAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>From the target to the legacy database.</summary>
    /// <inheritdoc cref="ForthAsync"/>
    public static async Task<long> BackAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        await using var back = context.Back();
        var slot = await back.SlotAsync(cancellationToken).ConfigureAwait(false) ?? throw new CutoverException("There is no slot in the target that kept what was written since the switch: there is no way back that loses nothing.");
        var tables = await context.TargetTablesAsync(cancellationToken).ConfigureAwait(false);
        await LetGoAsync(context, context.Target, GateState.Forward, cancellationToken).ConfigureAwait(false);
        var otherwise = await GateControl.StateAsync(context.LegacySide(), cancellationToken).ConfigureAwait(false);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var following = back.FollowAsync(null, ending.Token);
        var began = await WhileAsync(following, ending, async () =>
        {
            await CatchUpStep.UntilNearAsync(context, context.Target, slot, following, cancellationToken).ConfigureAwait(false);
            return await new HeldWrites(context, context.Target, tables, slot, otherwise).DrainAsync(following, isOver: null, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await back.RaiseSequencesAsync(cancellationToken).ConfigureAwait(false);
        return began;
    }

    /// <summary>Whoever did this before may have been killed while people waited: they wait no longer than it takes to see that.</summary>
    private static async Task LetGoAsync(CutoverContext context, NpgsqlDataSource side, GateState state, CancellationToken cancellationToken)
    {
        if (await GateControl.StateAsync(context.LegacySide(), cancellationToken).ConfigureAwait(false) == GateState.Hold)
            await new HeldWrites(context, side, [], "", state).LetGoAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does something while a sync runs, and ends the sync then.</summary>
    private static async Task<long> WhileAsync(Task following, CancellationTokenSource ending, Func<Task<long>> act)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);     // a failure was told by who waited for it
        }
    }

    /// <summary>The sync makes the slot anew where it is gone.</summary>
    private static async Task<string> SlotOfAsync(CutoverContext context, Task following, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await context.ForthSlotAsync(cancellationToken).ConfigureAwait(false) is { } slot)
                return slot;
            if (following.IsCompleted)
                await following.ConfigureAwait(false);
            await Task.Delay(50, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task<long> RejectsAsync(NpgsqlConnection target, CancellationToken cancellationToken) =>
        target.ScalarAsync<long>("SELECT count(*) FROM clerk2workos.rejects WHERE kind = 'row'", cancellationToken);
}
