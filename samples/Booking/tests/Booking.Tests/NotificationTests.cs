using Booking.Server.Notifications;
using Booking.Server.Scheduling;
using Booking.Drizzle.Notes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Booking.Tests;

public class NotificationTests
{
    [Fact]
    public async Task Every_message_goes_out_once()
    {
        var sent = new List<(string ClerkUserId, string Subject)>();
        var outbox = new NotificationOutbox((clerkUserId, subject, _) =>
        {
            sent.Add((clerkUserId, subject));
            return Task.CompletedTask;
        }, NullLogger<NotificationOutbox>.Instance);
        var confirmed = new MeetingConfirmed(Given.Meeting());
        var payout = new PayoutSent(new PaymentTransferTable { ExpertClerkUserId = Given.OtherExpert, AmountInCents = 123_456 });

        Assert.Equal(2, await outbox.FlushAsync([confirmed, payout, confirmed], _ => "en"));
        Assert.Equal([Given.Expert, Given.OtherExpert], sent.Select(message => message.ClerkUserId));
        Assert.StartsWith("Ana has booked", confirmed.Render("en"));
    }

    [Fact]
    public async Task A_failed_message_is_tried_again()
    {
        var attempts = 0;
        var outbox = new NotificationOutbox(
            (_, _, _) => ++attempts == 1 ? throw new HttpRequestException() : Task.CompletedTask, NullLogger<NotificationOutbox>.Instance);
        BookingNotification[] messages = [new MeetingConfirmed(Given.Meeting())];
        Assert.Equal(0, await outbox.FlushAsync(messages, _ => "en"));
        Assert.Equal(1, await outbox.FlushAsync(messages, _ => "en"));
    }

    [Fact]
    public void Calendars_are_polled_one_an_expert()
    {
        CalendarLink[] links =
        [
            new() { ClerkUserId = "clerk_b", FeedUrl = "old", LastPolledAt = Given.Now.AddHours(-1) },
            new() { ClerkUserId = "clerk_b", FeedUrl = "new" },
            new() { ClerkUserId = "clerk_a", FeedUrl = "due", LastPolledAt = Given.Now.AddMinutes(-10) },
            new() { ClerkUserId = "clerk_c", FeedUrl = "fresh", LastPolledAt = Given.Now.AddMinutes(-1) },
        ];
        Assert.Equal(["due", "new"], CalendarLinks.Due(links, Given.Now).Select(link => link.FeedUrl));
    }
}
