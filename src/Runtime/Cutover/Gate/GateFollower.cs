using Clerk2WorkOS.Cutover.Window;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Cutover.Gate;

/// <summary>
/// Looks at the gate several times a second, and says that it follows. While the database does not answer, the instance keeps to what it saw last: nothing that it serves then can
/// be lost to a switch, since writes fail with the same database, and behind the switch the fence in it refuses them.
/// </summary>
internal sealed partial class GateFollower(GateDatabase database, GateTraffic traffic, GateMeter meter, PeerProbe probe, IOptions<CutoverGateOptions> options, ILogger<GateFollower> logger) : IHostedLifecycleService, IDisposable
{
    // While requests wait, each look that comes later makes them wait longer.
    private static readonly TimeSpan QuickPoll = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LogPause = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _poke = new(0, 1);
    private Task _following = Task.CompletedTask;
    private (long Epoch, int InFlight, long At) _said = (-1, 0, 0);
    private long? _loggedAt;

    /// <summary>Looks before the host serves anyone.</summary>
    /// <exception cref="OptionsValidationException">The database answers, and refuses.</exception>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        traffic.Drained = Poke;
        try
        {
            await LookAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (!refused.IsTransient)
        {
            throw new OptionsValidationException(nameof(CutoverGateOptions), typeof(CutoverGateOptions), [
                $"The gate cannot be followed: {refused.MessageText} ({refused.SqlState}). 'clerk2workos cutover gate open --app-role NAME' gives the application's role its rights.",
            ]);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            LogNeverSeen(failure);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _following = FollowAsync();
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the last request.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
        if (_said.Epoch < 0)
            return;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Farewell);
            await database.LeaveAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            LogNotLeft(failure);
        }
    }

    public void Dispose()
    {
        _end.Dispose();
        _poke.Dispose();
    }

    /// <summary>Have it look at once.</summary>
    public void Poke()
    {
        try
        {
            _poke.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is about to look already.
        }
    }

    private async Task FollowAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await LookAsync(_end.Token).ConfigureAwait(false);
                if (_loggedAt is not null)
                    LogSeenAgain(traffic.View.State);
                _loggedAt = null;
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                if (_loggedAt is not { } at || TimeProvider.System.GetElapsedTime(at) > LogPause)
                {
                    _loggedAt = TimeProvider.System.GetTimestamp();
                    LogNotSeen(traffic.View.State, failure);
                }
            }

            var pause = traffic.View.State == GateState.Hold && QuickPoll < options.Value.PollInterval ? QuickPoll : options.Value.PollInterval;
            await ((Task)_poke.WaitAsync(pause, _end.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var view = await database.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (traffic.View is var last && last.State != view.State && last != GateView.Unknown)
            LogChange(view.State, view.Epoch);
        traffic.Change(view);
        if (view == GateView.Absent)
            return;
        var inFlight = traffic.Older;
        if (_said.Epoch == view.Epoch && _said.InFlight == inFlight && TimeProvider.System.GetElapsedTime(_said.At) < Beat)
            return;
        await database.AcknowledgeAsync(view.Epoch, inFlight, meter.Read() with { HasPeer = options.Value.PeerAddress is not null, PeerAnswers = probe.Answers }, cancellationToken).ConfigureAwait(false);
        _said = (view.Epoch, inFlight, TimeProvider.System.GetTimestamp());
    }

    [LoggerMessage(EventId = 260, Level = LogLevel.Information, Message = "The gate is {State} now (change {Epoch}).")]
    private partial void LogChange(GateState state, long epoch);

    [LoggerMessage(EventId = 261, Level = LogLevel.Error, Message = "The gate cannot be looked at; this instance keeps to what it saw last, {State}.")]
    private partial void LogNotSeen(GateState state, Exception failure);

    [LoggerMessage(EventId = 262, Level = LogLevel.Information, Message = "The gate is seen again: {State}.")]
    private partial void LogSeenAgain(GateState state);

    [LoggerMessage(EventId = 263, Level = LogLevel.Error, Message = "The gate's database does not answer at the start: this instance answers 503 until it does.")]
    private partial void LogNeverSeen(Exception failure);

    [LoggerMessage(EventId = 264, Level = LogLevel.Warning, Message = "The gate was not told that this instance has ended; it is waited for, for ten seconds.")]
    private partial void LogNotLeft(Exception failure);
}
