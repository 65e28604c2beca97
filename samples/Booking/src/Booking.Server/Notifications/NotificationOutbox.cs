using Microsoft.Extensions.Logging;

namespace Booking.Server.Notifications;

/// <summary>Hands a message to whatever delivers it.</summary>
public delegate Task Deliver(string clerkUserId, string subject, string text);

/// <summary>Sends every message once, and goes on when one of them fails.</summary>
public sealed class NotificationOutbox(Deliver deliver, ILogger<NotificationOutbox> logger)
{
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    public async Task<int> FlushAsync(IEnumerable<BookingNotification> notifications, Func<string, string> cultureOf)
    {
        var count = 0;
        foreach (var notification in notifications)
        {
            if (notification is not { RecipientClerkUserId: { } clerkUserId } || !_sent.Add(notification.DeduplicationKey))
                continue;
            try
            {
                await deliver(clerkUserId: clerkUserId, notification.Subject, notification.Render(cultureOf(clerkUserId)));
                count++;
            }
            catch (HttpRequestException failure)
            {
                _sent.Remove(notification.DeduplicationKey);
                logger.LogWarning(failure, "No delivery to {ClerkUserId}", clerkUserId);
            }
        }
        return count;
    }
}
