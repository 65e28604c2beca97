using Booking.Drizzle.Schema;

namespace Booking.Server.Reminders;

/// <summary>A reminder that is due at an instant.</summary>
public sealed record Reminder(string ClerkUserId, Guid MeetingId, DateTimeOffset DueAt)
{
    public int Attempt { get; init; } = 1;
}

/// <summary>Reminders in the order in which they are due; a second one for the same person and meeting replaces the first.</summary>
public sealed class ReminderQueue
{
    private readonly PriorityQueue<Reminder, DateTimeOffset> _queue = new();
    private readonly Dictionary<(string ClerkUserId, Guid MeetingId), Reminder> _current = [];

    public void Enqueue(MeetingTable meeting)
    {
        foreach (var ahead in (TimeSpan[])[TimeSpan.FromHours(24)])
            Enqueue(new Reminder(meeting.ClerkUserId, meeting.Id, meeting.StartTime - ahead));
    }

    public void Enqueue(Reminder reminder)
    {
        var key = (reminder.ClerkUserId, reminder.MeetingId);
        _current[key] = reminder;
        _queue.Enqueue(reminder, reminder.DueAt);
#if DEBUG
        var (clerkUserId, meetingId) = key;
        System.Diagnostics.Debug.Assert(_current.ContainsKey((clerkUserId, meetingId)), $"{clerkUserId} has lost a reminder.");
#endif
    }

    /// <summary>Whatever is due; what could not be delivered comes back a little later.</summary>
    public IEnumerable<Reminder> Drain(DateTimeOffset now, Func<Reminder, bool> deliver)
    {
        while (_queue.TryPeek(out var reminder, out var dueAt) && dueAt <= now)
        {
            _queue.Dequeue();
            var key = (reminder.ClerkUserId, reminder.MeetingId);
            if (!_current.TryGetValue(key, out var current) || current != reminder)
                continue;
            _current.Remove((key.ClerkUserId, key.MeetingId));
            if (deliver(reminder))
                yield return reminder;
            else if (reminder is { Attempt: < 3, ClerkUserId: var clerkUserId })
                Enqueue(reminder with { ClerkUserId = clerkUserId, DueAt = now.AddMinutes(5), Attempt = reminder.Attempt + 1 });
        }
    }
}
