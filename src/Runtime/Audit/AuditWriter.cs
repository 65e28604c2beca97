using System.Threading.Channels;
using Clerk2WorkOS.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Clerk2WorkOS.Audit;

/// <summary>
/// Writes events in the background, in the order in which they come, as many at a time as there are. What fails is tried again until it is written;
/// an event that the table does not take is found by halving its batch, named in the log and counted, and holds nobody up.
/// </summary>
internal sealed partial class AuditWriter : IAsyncDisposable, IDisposable
{
    private readonly Channel<AuditEvent> _queue;
    private readonly AuditDatabase _database;
    private readonly AuditOptions _options;
    private readonly AuditInstruments _telemetry;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditWriter> _logger;
    private readonly ResiliencePipeline _untilItPasses;
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Lazy<Task> _writing;
    private int _waiting;
    private int _unwritten;
    private volatile bool _stopped;

    public AuditWriter(AuditDatabase database, IOptions<AuditOptions> options, AuditInstruments telemetry, TimeProvider time, ILogger<AuditWriter> logger)
    {
        (_database, _options, _telemetry, _time, _logger) = (database, options.Value, telemetry, time, logger);
        _queue = Channel.CreateBounded<AuditEvent>(new BoundedChannelOptions(_options.QueueCapacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        _telemetry.Watch(() => _queue.Reader.Count);
        _untilItPasses = Retrying();
        _writing = new Lazy<Task>(Begin);
    }

    /// <summary>Starts writing; the first event does that, too.</summary>
    public void Start() => _ = _writing.Value;

    /// <summary>Takes an event; waits while there is no room.</summary>
    /// <exception cref="InvalidOperationException">The log has stopped.</exception>
    public Task EnqueueAsync(AuditEvent happened, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        if (_stopped)
            return Task.FromException(Stopped(null));
        if (_options.Delivery == AuditDelivery.Written)
            return EnqueueAndWaitAsync(happened with { Written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) }, cancellationToken);
        return TryEnqueue(happened) ? Task.CompletedTask : WaitForRoomAsync(happened, cancellationToken);
    }

    /// <summary>Takes no more events and returns once the queue is written, or, at the latest, when both the host's time and the options' are over.</summary>
    /// <param name="cancellationToken">The end of the host's time.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopped = true;
        Start();        // what was queued without a host is written as well
        var granted = Task.Delay(_options.FlushTimeout, _time, CancellationToken.None);
        while (Volatile.Read(ref _waiting) > 0 && !granted.IsCompleted)
            await Task.Delay(TimeSpan.FromMilliseconds(5), _time, CancellationToken.None).ConfigureAwait(false);     // who waited for room still gets in
        _queue.Writer.TryComplete();

        await Task.WhenAny(_writing.Value, granted).ConfigureAwait(false);
        if (!_writing.Value.IsCompleted)
        {
            try
            {
                await _writing.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // the host's time is over as well
            }
        }

        await _abandoned.CancelAsync().ConfigureAwait(false);
        await _writing.Value.ConfigureAwait(false);
        if (_unwritten > 0)
            LogLost(_unwritten);
    }

    public async ValueTask DisposeAsync()
    {
        if (_writing.IsValueCreated && !_writing.Value.IsCompleted)
            await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _abandoned.Dispose();
    }

    // For a container that is disposed of without await; it would refuse what only knows the other way.
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private Task Begin()
    {
        // Not on behalf of the request that happens to come first: its trace and its user would stay with the writer forever.
        using (ExecutionContext.SuppressFlow())
            return Task.Run(WriteAllAsync);
    }

    private bool TryEnqueue(AuditEvent happened)
    {
        if (!_queue.Writer.TryWrite(happened))
            return false;
        _telemetry.Queued();
        Start();
        return true;
    }

    private async Task EnqueueAndWaitAsync(AuditEvent happened, CancellationToken cancellationToken)
    {
        if (!TryEnqueue(happened))
            await WaitForRoomAsync(happened, cancellationToken).ConfigureAwait(false);
        await happened.Written!.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task WaitForRoomAsync(AuditEvent happened, CancellationToken cancellationToken)
    {
        Start();
        var began = _time.GetTimestamp();
        Interlocked.Increment(ref _waiting);
        try
        {
            await _queue.Writer.WriteAsync(happened, cancellationToken).ConfigureAwait(false);
            _telemetry.Queued();
        }
        catch (ChannelClosedException closed)
        {
            throw Stopped(closed);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            _telemetry.Waited(_time.GetElapsedTime(began));
        }
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<AuditEvent>(_options.BatchSize);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < _options.BatchSize && _queue.Reader.TryRead(out var happened))
                batch.Add(happened);
            await WriteAsync(batch).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(List<AuditEvent> events)
    {
        if (_abandoned.IsCancellationRequested)
        {
            Abandon(events);
            return;
        }

        try
        {
            await _untilItPasses.ExecuteAsync(
                async token => await _database.WriteAsync(events, token).ConfigureAwait(false), _abandoned.Token).ConfigureAwait(false);
        }
        catch (Exception) when (_abandoned.IsCancellationRequested)
        {
            Abandon(events);
            return;
        }
        catch (Exception) when (events.Count > 1)
        {
            var half = events.Count / 2;
            await WriteAsync([.. events.Take(half)]).ConfigureAwait(false);
            await WriteAsync([.. events.Skip(half)]).ConfigureAwait(false);
            return;
        }
        catch (Exception refusal)
        {
            Reject(events[0], refusal);
            return;
        }

        _telemetry.Written(events.Count);
        foreach (var written in events)
            written.Written?.TrySetResult();
    }

    private void Reject(AuditEvent refused, Exception refusal)
    {
        _telemetry.Rejected();
        LogRejected(refused.Id, refused.Action, refused.ResourceType, refused.ResourceId, refused.Context.WorkosUserId, refused.CreatedAt, AuditFailures.Named(refusal));
        refused.Written?.TrySetException(new InvalidOperationException($"The audit table does not take this event ({AuditFailures.Named(refusal)}).", refusal));
    }

    private void Abandon(List<AuditEvent> events)
    {
        _unwritten += events.Count;
        foreach (var lost in events)
            lost.Written?.TrySetException(new InvalidOperationException("The audit log stopped before the event could be written."));
    }

    private ResiliencePipeline Retrying() => new ResiliencePipelineBuilder { TimeProvider = _time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } failure && AuditFailures.MayPass(failure)),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(5),
            OnRetry = arguments =>
            {
                _telemetry.Retried();
                if (AuditFailures.SpeaksOfTheTable(arguments.Outcome.Exception!))
                    _database.Forget();
                LogRetry(arguments.Outcome.Exception!, arguments.AttemptNumber + 1, _queue.Reader.Count, arguments.RetryDelay);
                return default;
            },
        })
        .Build();

    private static InvalidOperationException Stopped(Exception? cause) => new("The audit log has stopped with its host; the event is not recorded.", cause);

    [LoggerMessage(EventId = 111, Level = LogLevel.Warning,
        Message = "Audit events could not be written (attempt {Attempt}); {Waiting} more wait; the next attempt follows in {Delay}.")]
    private partial void LogRetry(Exception failure, int attempt, int waiting, TimeSpan delay);

    [LoggerMessage(EventId = 112, Level = LogLevel.Error,
        Message = "The audit table does not take the event {Id}: {Action} of {ResourceType} {ResourceId} by {WorkosUserId} at {CreatedAt:O} ({Reason}). It is not recorded.")]
    private partial void LogRejected(Guid id, string action, string resourceType, string resourceId, string? workosUserId, DateTime createdAt, string reason);

    [LoggerMessage(EventId = 113, Level = LogLevel.Critical, Message = "The audit log stopped with {Count} events that could not be written; they are lost.")]
    private partial void LogLost(int count);
}
