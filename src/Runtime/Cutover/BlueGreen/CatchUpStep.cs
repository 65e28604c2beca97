using System.Globalization;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>Waits until the target is so near that the rest comes over within a moment.</summary>
internal sealed class CatchUpStep : CutoverStep
{
    private const long Near = 256 * 1024;
    private const int Looks = 5;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(10);

    public override string Name => "catch-up";

    public override string Title => "Wait until the target is all but level";

    public override Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        [string.Create(CultureInfo.InvariantCulture, $"-- wait until less than {Near / 1024} KiB of the legacy database's log are not in the target, for {Looks * BetweenLooks.TotalSeconds:0} s")]);

    public override async Task DoAsync(CutoverContext context, CancellationToken cancellationToken)
    {
        var slot = await context.ForthSlotAsync(cancellationToken).ConfigureAwait(false) ?? throw new CutoverException("Nothing follows the legacy database: roll back, and begin anew.");
        await UntilNearAsync(context, context.LegacySide(), slot, follower: null, cancellationToken).ConfigureAwait(false);
    }

    public override Task UndoAsync(CutoverContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits, and says so now and then.</summary>
    /// <param name="context">The cut-over.</param>
    /// <param name="side">The side that is followed.</param>
    /// <param name="slot">By what.</param>
    /// <param name="follower">Who follows, in this process; its failure is this one's. Null for another's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task UntilNearAsync(CutoverContext context, Npgsql.NpgsqlDataSource side, string slot, Task? follower, CancellationToken cancellationToken)
    {
        await using var connection = await side.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var said = TimeProvider.System.GetTimestamp();
        for (var near = 0; near < Looks;)
        {
            if (follower is { IsCompleted: true })
                await follower.ConfigureAwait(false);
            var lag = await SlotProgress.LagAsync(connection, slot, cancellationToken).ConfigureAwait(false);
            near = lag < Near ? near + 1 : 0;
            if (TimeProvider.System.GetElapsedTime(said) > BetweenWords)
            {
                context.Say(lag is null ? "Nobody follows at the moment; waiting." : string.Create(CultureInfo.InvariantCulture, $"{lag / 1024} KiB of log are still to come over; waiting."));
                said = TimeProvider.System.GetTimestamp();
            }

            await Task.Delay(BetweenLooks, cancellationToken).ConfigureAwait(false);
        }
    }
}
