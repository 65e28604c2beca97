using Npgsql;

namespace Clerk2WorkOS.Cutover.Window;

/// <summary>Watches the switched system until the window ends, or a signal stays over its limit.</summary>
/// <param name="read">Where things stand.</param>
/// <param name="say">Tells the operator.</param>
internal sealed class WindowWatch(Func<CancellationToken, Task<CutoverStatus>> read, Action<string> say)
{
    // A single reading may be a hiccup; of a minute's figures two that follow are none.
    private const int ReadingsToTell = 2;

    private readonly Dictionary<string, int> _over = new(StringComparer.Ordinal);

    /// <summary>From one reading to the next.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Returns what it saw last.</summary>
    public async Task<CutoverStatus> RunAsync(CancellationToken cancellationToken)
    {
        var isTold = false;
        while (true)
        {
            if (await ReadAsync(cancellationToken).ConfigureAwait(false) is not { } status)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (!isTold)
                say($"Watching until {status.WindowEndsAt:yyyy-MM-dd HH:mm:ss} UTC; the same command goes on watching after an interruption.");
            isTold = true;
            foreach (var signal in status.Signals)
            {
                var times = _over[signal.Name] = signal.IsOver ? _over.GetValueOrDefault(signal.Name) + 1 : 0;
                if (times == 1)
                    say($"{signal.Name} is {signal.Value ?? "unknown"}, and has to be {signal.Limit}.");
            }

            if (_over.Values.Any(times => times >= ReadingsToTell) || DateTimeOffset.UtcNow >= status.WindowEndsAt)
                return status;
            var left = status.WindowEndsAt!.Value - DateTimeOffset.UtcNow;
            await Task.Delay(left < Pause && left > TimeSpan.Zero ? left : Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Null where the database does not answer: the watching goes on, and so does what runs beside it.</summary>
    private async Task<CutoverStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken).ConfigureAwait(false);
        }
        catch (CutoverException failure) when (failure.InnerException is NpgsqlException and not PostgresException { IsTransient: false })
        {
            say($"The signals cannot be read: {failure.Message}");
            return null;
        }
    }
}
