using Booking.Drizzle;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Maintenance;

/// <summary>One thing that should not be in the database.</summary>
public sealed record Finding(string Table, string ClerkUserId, string Problem);

/// <summary>Looks for rows that foreign keys cannot guard, because people live with the identity provider.</summary>
public sealed class ConsistencyCheck(Db db)
{
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken = default)
    {
        var known = db.UserTable.Where(u => u.DeletedAt == null).Select(u => u.ClerkId);
        var findings = new List<Finding>();

        await AddAsync("profiles", db.ProfileTable.Where(p => !known.Contains(p.ClerkUserId)).Select(p => p.ClerkUserId));
        await AddAsync("events", db.EventTable.Where(e => e.IsActive && !known.Contains(e.ClerkUserId)).Select(e => e.ClerkUserId));
        await AddAsync("schedules", db.ScheduleTable.Where(s => !known.Contains(s.ClerkUserId)).Select(s => s.ClerkUserId));
        await AddAsync("blocked_dates", db.BlockedDatesTable.Where(b => !known.Contains(b.ClerkUserId)).Select(b => b.ClerkUserId));
        await AddAsync("slot_reservations", db.SlotReservationTable.Where(r => !known.Contains(r.ClerkUserId)).Select(r => r.ClerkUserId));

        var doubled = await db.MeetingTable
            .Where(m => m.Status == MeetingStatus.Confirmed)
            .SelectMany(m => db.MeetingTable.Where(other =>
                other.ClerkUserId == m.ClerkUserId && other.Status == MeetingStatus.Confirmed
                && other.Id != m.Id && other.StartTime < m.EndTime && m.StartTime < other.EndTime))
            .Select(m => m.ClerkUserId)
            .Distinct()
            .ToListAsync(cancellationToken);
        findings.AddRange(doubled.Select(clerkUserId => new Finding("meetings", ClerkUserId: clerkUserId, Problem: "booked twice")));
        return Sorted(findings);

        async Task AddAsync(string table, IQueryable<string> orphans)
        {
            foreach (var clerkUserId in await orphans.Distinct().ToListAsync(cancellationToken))
                findings.Add(new Finding(table, clerkUserId, "belongs to nobody"));
        }
    }

    /// <summary>One person's findings together, whoever has most of them first.</summary>
    public static IReadOnlyList<Finding> Sorted(IEnumerable<Finding> findings) =>
        [.. findings
            .GroupBy(finding => finding.ClerkUserId)
            .OrderByDescending(person => person.Count())
            .ThenBy(person => person.Key, StringComparer.Ordinal)
            .SelectMany(person => person.OrderBy(finding => finding.Table, StringComparer.Ordinal))];
}
