using Clerk2WorkOS.Telemetry;
using Clerk2WorkOS.WorkOS.Http;
using Clerk2WorkOS.WorkOS.Pacing;

namespace Clerk2WorkOS.WorkOS.Client;

/// <summary>What a refusal of a creation says about the object.</summary>
internal enum Presence
{
    /// <summary>The refusal has another reason.</summary>
    NotTheReason,

    /// <summary>The object may be there.</summary>
    Perhaps,

    /// <summary>The object is there.</summary>
    Certain,
}

/// <summary>
/// Creates without idempotency keys, which WorkOS does not know: whenever it is in doubt whether an attempt had an effect, the object is looked up
/// before anything is sent again.
/// </summary>
internal sealed class SafeCreation(WorkOSOptions options, Attempts attempts, WorkOSInstruments instruments, TimeProvider time)
{
    // An object that WorkOS says is there may take a moment until its lists and look-ups know it as well.
    private const int LooksForWhatIsThere = 4;

    /// <summary>Sends, and looks up what became of it where that is not clear.</summary>
    /// <param name="operation">The call in words.</param>
    /// <param name="budget">The time for all of it.</param>
    /// <param name="send">Creates; repeats nothing by itself that may have had an effect.</param>
    /// <param name="find">Looks the object up: null if it is not there, an exception if another is in its place.</param>
    /// <param name="presence">What a refusal says.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<Creation<T>> CreateAsync<T>(
        string operation, CallBudget budget, Func<Task<T>> send, Func<Task<T?>> find, Func<WorkOSRefusedException, Presence> presence,
        CancellationToken cancellationToken)
        where T : class
    {
        var doubt = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new Creation<T>(await send().ConfigureAwait(false), CreationOutcome.Created);
            }
            catch (WorkOSUnavailableException exception) when (exception.MayHaveHappened)
            {
                doubt = true;
                if (await LookAsync(find, exception).ConfigureAwait(false) is { } found)
                    return new Creation<T>(found, CreationOutcome.Confirmed);
                var pause = attempts.DelayAfter(attempt - 1);
                if (attempt >= options.MaxAttempts || !budget.Bears(pause))
                    throw;
                instruments.Repeated(operation, "doubt");
                instruments.Waited(operation, "doubt", pause);
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (WorkOSRefusedException exception) when (presence(exception) is var said and not Presence.NotTheReason)
            {
                var found = await FindAsync(said == Presence.Certain ? LooksForWhatIsThere : 1, budget, find, cancellationToken).ConfigureAwait(false);
                if (found is null)
                    throw;
                return new Creation<T>(found, doubt ? CreationOutcome.Confirmed : CreationOutcome.Found);
            }
        }
    }

    /// <summary>Looks once; a look-up that fails leaves the doubt, and says so.</summary>
    private static async Task<T?> LookAsync<T>(Func<Task<T?>> find, WorkOSUnavailableException doubt)
        where T : class
    {
        try
        {
            return await find().ConfigureAwait(false);
        }
        catch (WorkOSException exception) when (exception is WorkOSUnavailableException or WorkOSRateLimitedException)
        {
            throw new WorkOSUnavailableException(
                $"{doubt.Message} Whether it did could not be looked up: {exception.Message}", doubt.Error, mayHaveHappened: true, exception);
        }
    }

    private async Task<T?> FindAsync<T>(int looks, CallBudget budget, Func<Task<T?>> find, CancellationToken cancellationToken)
        where T : class
    {
        for (var look = 1; ; look++)
        {
            if (await find().ConfigureAwait(false) is { } found)
                return found;
            var pause = attempts.DelayAfter(look - 1);
            if (look >= looks || !budget.Bears(pause))
                return null;
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
