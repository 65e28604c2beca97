namespace Booking.Web.Webhooks;

/// <summary>Acts on one type of event. Called at least once an event, so acting twice must do no more than acting once.</summary>
public interface IStripeEventHandler
{
    string EventType { get; }

    Task HandleAsync(StripeEvent message, CancellationToken cancellationToken);
}
