using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Scheduling;

/// <summary>Collects what the slot finder needs to know about one expert.</summary>
public class AvailabilityReader(Db db, TimeProvider clock)
{
    /// <summary>The free slots of an event between two local dates of the expert.</summary>
    public async Task<(string TimeZone, IReadOnlyList<Slot> Slots)> FreeSlotsAsync(
        string clerkUserId, int durationInMinutes, DateOnly from, DateOnly to, CancellationToken cancellationToken = default)
    {
        if (await LoadAsync(clerkUserId, guestEmail: null, cancellationToken) is not { } known)
            return ("UTC", []);
        var finder = new SlotFinder(SlotRules.For(durationInMinutes), known.Zone);
        return (known.Zone.Id, [.. finder.Find(from, to, known.Windows, known.Blocked, known.Taken, clock.GetUtcNow())]);
    }

    /// <summary>Whether one slot can still be had. The guest's own reservation does not stand in the way.</summary>
    public async Task<bool> IsFreeAsync(
        string clerkUserId, Slot slot, int durationInMinutes, string guestEmail, CancellationToken cancellationToken = default) =>
        await LoadAsync(clerkUserId, guestEmail, cancellationToken) is { } known
        && new SlotFinder(SlotRules.For(durationInMinutes), known.Zone).IsFree(slot, known.Windows, known.Blocked, known.Taken, clock.GetUtcNow());

    private async Task<Known?> LoadAsync(string clerkUserId, string? guestEmail, CancellationToken cancellationToken)
    {
        ScheduleTable? schedule = await db.ScheduleTable
            .AsNoTracking()
            .Include(s => s.Availabilities)
            .FirstOrDefaultAsync(s => s.ClerkUserId == clerkUserId, cancellationToken);
        if (schedule is null)
            return null;

        var now = clock.GetUtcNow();
        List<Slot> taken = await db.MeetingTable
            .Where(m => m.ClerkUserId == clerkUserId && m.EndTime > now && m.Status != MeetingStatus.Cancelled)
            .Select(m => new Slot(m.StartTime, m.EndTime))
            .ToListAsync(cancellationToken);
        taken.AddRange(await db.SlotReservationTable
            .Where(r => r.ClerkUserId == clerkUserId && r.ExpiresAt > now && r.GuestEmail != guestEmail)
            .Select(r => new Slot(r.StartTime, r.EndTime))
            .ToListAsync(cancellationToken));
        HashSet<DateOnly> blocked = [.. await db.BlockedDatesTable.Where(b => b.ClerkUserId == clerkUserId).Select(b => b.Date).ToListAsync(cancellationToken)];

        return new Known(
            TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone),
            [.. schedule.Availabilities.Select(Window)],
            blocked,
            taken);
    }

    private static WeeklyWindow Window(ScheduleAvailabilityTable row) => new(row.DayOfWeek, row.StartTime, row.EndTime);

    private sealed record Known(TimeZoneInfo Zone, IReadOnlyList<WeeklyWindow> Windows, HashSet<DateOnly> Blocked, IReadOnlyList<Slot> Taken);
}
