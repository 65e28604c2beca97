using Booking.Server.Reminders;

namespace Booking.Tests;

public class ReminderTests
{
    [Fact]
    public void Comes_a_day_before_the_meeting()
    {
        var queue = new ReminderQueue();
        queue.Enqueue(Given.Meeting());
        Assert.Empty(queue.Drain(Given.Now.AddSeconds(-1), _ => true));
        var reminder = Assert.Single(queue.Drain(Given.Now, _ => true));
        Assert.Equal(Given.Expert, reminder.ClerkUserId);
        Assert.Empty(queue.Drain(Given.Now.AddDays(1), _ => true));
    }

    [Fact]
    public void A_meeting_that_moves_replaces_its_reminder()
    {
        var queue = new ReminderQueue();
        var meetingId = Guid.NewGuid();
        var first = new Reminder(ClerkUserId: Given.Expert, meetingId, DueAt: Given.Now);
        queue.Enqueue(first);
        queue.Enqueue(first with { DueAt = Given.Now.AddHours(1) });
        Assert.Empty(queue.Drain(Given.Now, _ => true));
        Assert.Single(queue.Drain(Given.Now.AddHours(1), _ => true));
    }

    [Fact]
    public void Is_tried_three_times()
    {
        var queue = new ReminderQueue();
        queue.Enqueue(new Reminder(Given.Expert, Guid.NewGuid(), Given.Now));
        var attempts = new List<int>();
        for (var minute = 0; minute < 60; minute++)
        {
            _ = queue.Drain(Given.Now.AddMinutes(minute), reminder =>
            {
                attempts.Add(reminder.Attempt);
                return false;
            }).Count();
        }
        Assert.Equal([1, 2, 3], attempts);
    }
}
