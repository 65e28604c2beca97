using System.Collections.Concurrent;

namespace Booking.Web.Webhooks;

public enum Receipt { Handled, Ignored, Repeated, Failed }

/// <summary>Takes every event once; one that failed may come again.</summary>
public sealed class WebhookInbox(IServiceScopeFactory scopes, ILogger<WebhookInbox> logger)
{
    private const int Remembered = 10_000;

    private readonly ConcurrentDictionary<string, byte> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    public async Task<Receipt> ReceiveAsync(StripeEvent message, CancellationToken cancellationToken)
    {
        if (!_seen.TryAdd(message.Id, 0))
            return Receipt.Repeated;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var handlers = scope.ServiceProvider.GetServices<IStripeEventHandler>().Where(h => h.EventType == message.Type).ToList();
            foreach (var handler in handlers)
                await handler.HandleAsync(message, cancellationToken);
            Remember(message.Id);
            return handlers.Count > 0 ? Receipt.Handled : Receipt.Ignored;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _seen.TryRemove(message.Id, out _);
            logger.LogError(failure, "Event {EventId} of type {EventType} failed", message.Id, message.Type);
            return Receipt.Failed;
        }
    }

    private void Remember(string id)
    {
        _order.Enqueue(id);
        while (_order.Count > Remembered && _order.TryDequeue(out var oldest))
            _seen.TryRemove(oldest, out _);
    }
}
