using Clerk2WorkOS.Cutover.State;
using Clerk2WorkOS.Migration;

namespace Clerk2WorkOS.Cutover.Steps;

/// <summary>What runs beside the later steps: begun again when it fails, after a pause that grows; a failure is told, and noted with its step as long as it lasts.</summary>
internal sealed class Accompaniment : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // One that ran for so long has come through.
    private static readonly TimeSpan Sound = TimeSpan.FromSeconds(10);

    private readonly CutoverStep _step;
    private readonly CutoverContext _context;
    private readonly CutoverLedger _ledger;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    public Accompaniment(CutoverStep step, CutoverContext context, CutoverLedger ledger)
    {
        (_step, _context, _ledger) = (step, context, ledger);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Ends it, and returns when it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = FirstPause;
        while (!_end.IsCancellationRequested)
        {
            var began = TimeProvider.System.GetTimestamp();
            try
            {
                var isOver = _step.AccompanyAsync(_context, _end.Token);
                if (await LastsAsync(isOver).ConfigureAwait(false))
                    await NoteAsync(null).ConfigureAwait(false);
                await isOver.ConfigureAwait(false);
                return;
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return;     // whatever fails then, it is the end that was asked for
            }
            catch (Exception failure)
            {
                var sentence = StepFailure.SentenceOf(failure) ?? failure.Message;
                pause = TimeProvider.System.GetElapsedTime(began) > Sound ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
                _context.Say($"What '{_step.Name}' keeps going failed and is begun again in {pause.TotalSeconds:0} s: {sentence}");
                await NoteAsync(sentence).ConfigureAwait(false);
            }

            await Task.Delay(pause, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> LastsAsync(Task running)
    {
        var sound = Task.Delay(Sound, _end.Token);
        return await Task.WhenAny(running, sound).ConfigureAwait(false) == sound && !_end.IsCancellationRequested;
    }

    private async Task NoteAsync(string? error)
    {
        try
        {
            await _ledger.NoteErrorAsync(_step.Name, error, _end.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or MigrationException or Npgsql.NpgsqlException)
        {
            // The end was asked for, another operator has taken over, or the database is away, which the next step says.
        }
    }
}
