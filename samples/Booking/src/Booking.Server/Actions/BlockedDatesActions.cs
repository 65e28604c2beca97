using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Server.Scheduling;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Actions;

/// <summary>Days off.</summary>
public sealed class BlockedDatesActions(Db db, ICurrentUser currentUser, TimeProvider clock)
{
    /// <summary>Blocks days; a day that is blocked already keeps its reason.</summary>
    public async Task<Outcome<int>> BlockAsync(IEnumerable<DateOnly> dates, string timeZone, string? reason)
    {
        if (currentUser.ClerkUserId is not { Length: > 0 } owner)
            return Outcome<int>.Fail("Sign in first.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
            return Outcome<int>.Fail("We do not know this time zone.");

        var today = TimeZones.LocalDate(clock.GetUtcNow(), zone);
        var wanted = dates.Where(date => date >= today).ToHashSet();
        wanted.ExceptWith(await db.BlockedDatesTable.Where(b => b.ClerkUserId == owner).Select(b => b.Date).ToListAsync());

        db.BlockedDatesTable.AddRange(wanted.Select(date => new BlockedDatesTable
        {
            ClerkUserId = owner,
            Date = date,
            TimeZone = timeZone,
            Reason = reason,
        }));
        await db.SaveChangesAsync();

        foreach (var date in wanted.Order())
        {
            await Booking.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent(
                owner, "DATE_BLOCKED", "blocked_date", date.ToString("O"), null, new { date, reason }, currentUser.IpAddress, currentUser.UserAgent);
        }
        return wanted.Count;
    }

    public async Task<bool> UnblockAsync(int id)
    {
        BlockedDatesTable? row = await db.BlockedDatesTable.SingleOrDefaultAsync(b => b.Id == id && b.ClerkUserId == currentUser.ClerkUserId);
        if (row is null)
            return false;
        db.Remove(row);
        await db.SaveChangesAsync();
        await Booking.Lib.Utils.Server.Audit.AuditLogger.LogAuditEvent(
            row.ClerkUserId, "DATE_UNBLOCKED", "blocked_date", row.Date.ToString("O"), new { row.Reason }, null, currentUser.IpAddress, currentUser.UserAgent);
        return true;
    }

    /// <summary>Days off of one expert as ranges: three days in a row are one range.</summary>
    public static IEnumerable<(DateOnly First, DateOnly Last)> Ranges(IEnumerable<BlockedDatesTable> rows, string clerkUserId)
    {
        (DateOnly First, DateOnly Last)? open = null;
        foreach (var date in rows.Where(row => row is { ClerkUserId: var id } && id == clerkUserId).Select(row => row.Date).Distinct().Order())
        {
            if (open is { } range && range.Last.AddDays(1) == date)
            {
                open = (range.First, date);
                continue;
            }
            if (open is { } done)
                yield return done;
            open = (date, date);
        }
        if (open is { } last)
            yield return last;
    }
}
