using System.Globalization;

namespace Clerk2WorkOS.Migration.Data.Copying;

/// <summary>Waits for a database that is away, but not for ever: from the last thing that succeeded on, whoever succeeded.</summary>
internal sealed class Patience(TimeSpan longest)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private long _lastSuccess = TimeProvider.System.GetTimestamp();

    /// <summary>Something was committed: whatever goes wrong from here on is waited for anew.</summary>
    public void NoteSuccess() => Volatile.Write(ref _lastSuccess, TimeProvider.System.GetTimestamp());

    /// <summary>
    /// Does work that is safe to repeat: what it writes is in one transaction with the note that it is done. A connection that breaks, also in the middle of
    /// a commit, is replaced, and the work looks up what is left.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="waits">Is called before each pause.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">A database has been away for too long.</exception>
    public async Task<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> work, Action? waits, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Exception failure;
            try
            {
                return await work(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (RowFaults.IsPassing(exception) && !cancellationToken.IsCancellationRequested)
            {
                failure = exception;
            }

            if (Volatile.Read(ref _lastSuccess) is var success && success > began)
                (began, pause) = (success, FirstPause);
            if (TimeProvider.System.GetElapsedTime(began) > longest)
                throw new MigrationException(string.Create(CultureInfo.InvariantCulture, $"A database has not answered for {longest.TotalSeconds:0} seconds; give the same command again once it does."), failure);
            waits?.Invoke();
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>The same for work without a result.</summary>
    /// <inheritdoc cref="RepeatAsync{T}(Func{CancellationToken, Task{T}}, Action?, CancellationToken)"/>
    public Task RepeatAsync(Func<CancellationToken, Task> work, Action? waits, CancellationToken cancellationToken) => RepeatAsync(
        async token =>
        {
            await work(token).ConfigureAwait(false);
            return true;
        },
        waits, cancellationToken);
}
