using System.Globalization;
using Clerk2WorkOS.Cutover.Fencing;
using Clerk2WorkOS.Cutover.Gate;
using Clerk2WorkOS.Cutover.Steps;
using Npgsql;

namespace Clerk2WorkOS.Cutover.BlueGreen;

/// <summary>
/// Holds writes at the gate of the old application, through which all requests come, refuses whatever still gets to one of the databases, and waits until the other has everything. Takes
/// that too long, writes go on at once, and it is tried again later: those who wait at the gate are people.
/// </summary>
/// <param name="context">The cut-over.</param>
/// <param name="side">The database that is drained.</param>
/// <param name="tables">Its tables.</param>
/// <param name="slot">What follows it.</param>
/// <param name="otherwise">What the gate does again where it is not done in time.</param>
internal sealed class HeldWrites(CutoverContext context, NpgsqlDataSource side, IReadOnlyList<(string Schema, string Table)> tables, string slot, GateState otherwise)
{
    private const int Attempts = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    // What is left of the hold is for turning the gates.
    private TimeSpan Limit => context.Options.LongestHold * 0.7;

    /// <summary>Drains; on return the side is fenced and its writes are still held.</summary>
    /// <param name="follower">Who carries the rows over, where it is this process; null for another's.</param>
    /// <param name="isOver">Whether everything that came over is all right; asked while writes are held.</param>
    /// <param name="cancellationToken">Ends it; writes go on.</param>
    /// <returns>Since when writes are held, as a timestamp of this process.</returns>
    /// <exception cref="CutoverException">It was not done in time, again and again; writes go on.</exception>
    public async Task<long> DrainAsync(Task? follower, Func<CancellationToken, Task<string?>>? isOver, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var began = TimeProvider.System.GetTimestamp();
            var reason = await TryAsync(follower, isOver, cancellationToken).ConfigureAwait(false);
            if (reason is null)
                return began;
            var held = TimeProvider.System.GetElapsedTime(began);
            if (attempt == Attempts)
                throw new CutoverException(string.Create(CultureInfo.InvariantCulture, $"{reason} in {Attempts} attempts; writes go on as before. Try again when there is less to do, or allow a longer hold."));
            context.Say(string.Create(CultureInfo.InvariantCulture, $"{reason}; writes were held for {held.TotalMilliseconds:0} ms and go on, attempt {attempt + 1} of {Attempts} follows in {FirstPause.TotalSeconds * attempt:0} s."));
            await Task.Delay(FirstPause * attempt, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets writes go on as before.</summary>
    public async Task LetGoAsync(CancellationToken cancellationToken)
    {
        await WriteFence.ReleaseAsync(side, cancellationToken).ConfigureAwait(false);
        await GateControl.SetAsync(context.LegacySide(), otherwise, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Why it was not done, and writes go on; null if it was.</returns>
    private async Task<string?> TryAsync(Task? follower, Func<CancellationToken, Task<string?>>? isOver, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var doing = "The instances did not all answer in time";
        var isDrained = false;
        try
        {
            await using var connection = await side.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            limit.CancelAfter(Limit);
            var epoch = await GateControl.SetAsync(context.LegacySide(), GateState.Hold, limit.Token).ConfigureAwait(false);
            await GateControl.WaitForInstancesAsync(context.LegacySide(), epoch, Limit, limit.Token).ConfigureAwait(false);
            doing = "A table was in use for too long";
            await WriteFence.EngageAsync(side, tables, Shorter(context.Options.LockTimeout, Limit / 3), limit.Token).ConfigureAwait(false);
            doing = "Not everything had come over in time";
            var mark = await SlotProgress.MarkAsync(connection, limit.Token).ConfigureAwait(false);
            await SlotProgress.WaitAsync(connection, slot, mark, follower, limit.Token).ConfigureAwait(false);
            while (isOver is not null && await isOver(limit.Token).ConfigureAwait(false) is { } wrong)
            {
                doing = wrong;
                await Task.Delay(20, limit.Token).ConfigureAwait(false);
            }

            isDrained = true;
            return null;
        }
        catch (Exception failure) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested && failure is OperationCanceledException or NpgsqlException)
        {
            return doing;
        }
        catch (CutoverException failure)
        {
            return failure.Message.TrimEnd('.');
        }
        finally
        {
            // Whatever went wrong, also the operator's Ctrl+C: nobody is left waiting.
            if (!isDrained)
                await LetGoAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
