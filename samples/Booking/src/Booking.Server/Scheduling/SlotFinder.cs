namespace Booking.Server.Scheduling;

/// <summary>How an expert likes to be booked.</summary>
/// <param name="Duration">The length of the event.</param>
/// <param name="Step">The distance between the starts of two slots.</param>
/// <param name="Notice">How long before its start a slot is still offered.</param>
/// <param name="Buffer">Kept free before and after everything that is booked.</param>
public sealed record SlotRules(TimeSpan Duration, TimeSpan Step, TimeSpan Notice, TimeSpan Buffer)
{
    public static SlotRules For(int durationInMinutes) => new(
        TimeSpan.FromMinutes(durationInMinutes), TimeSpan.FromMinutes(Math.Min(durationInMinutes, 30)), TimeSpan.FromHours(2), TimeSpan.FromMinutes(5));
}

/// <summary>Computes the slots that a guest may choose from.</summary>
public sealed class SlotFinder(SlotRules rules, TimeZoneInfo zone)
{
    /// <summary>Every free slot between two local dates, both included, in the order of time.</summary>
    public IEnumerable<Slot> Find(
        DateOnly from,
        DateOnly to,
        IReadOnlyCollection<WeeklyWindow> windows,
        IReadOnlySet<DateOnly> blocked,
        IReadOnlyCollection<Slot> taken,
        DateTimeOffset now)
    {
        var earliest = now + rules.Notice;
        for (var date = from; date <= to; date = date.AddDays(1))
        {
            if (blocked.Contains(date))
                continue;
            foreach (var window in Merge(windows.Where(w => w.Day == date.DayOfWeek).Select(w => w.On(date, zone))))
            {
                for (var start = window.Start; start + rules.Duration <= window.End; start += rules.Step)
                {
                    var slot = new Slot(start, start + rules.Duration);
                    if (slot.Start >= earliest && !taken.Any(t => slot.Overlaps(new Slot(t.Start - rules.Buffer, t.End + rules.Buffer))))
                        yield return slot;
                }
            }
        }
    }

    public bool IsFree(
        Slot wanted,
        IReadOnlyCollection<WeeklyWindow> windows,
        IReadOnlySet<DateOnly> blocked,
        IReadOnlyCollection<Slot> taken,
        DateTimeOffset now)
    {
        var date = TimeZones.LocalDate(wanted.Start, zone);
        return Find(date, date, windows, blocked, taken, now).Contains(wanted);
    }

    private static IEnumerable<Slot> Merge(IEnumerable<Slot> windows)
    {
        Slot? open = null;
        foreach (var window in windows.OrderBy(w => w.Start))
        {
            if (open is { } current && window.Start <= current.End)
                open = current with { End = window.End > current.End ? window.End : current.End };
            else
            {
                if (open is { } done)
                    yield return done;
                open = window;
            }
        }
        if (open is { } last)
            yield return last;
    }
}
