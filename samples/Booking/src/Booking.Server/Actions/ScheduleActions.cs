using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Lib.Utils.Server.Audit;
using Booking.Server.Scheduling;
using Booking.Server.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Actions;

/// <summary>One window of the form on which experts say when they work.</summary>
public sealed record AvailabilityInput(DayOfWeek Day, TimeOnly Start, TimeOnly End);

public class ScheduleActions
{
    private readonly Db _db;
    private readonly IHttpContextAccessor _http;
    private readonly TimeProvider _clock;
    private readonly string _clerkUserId;

    public ScheduleActions(Db db, IHttpContextAccessor http, ICurrentUser currentUser, TimeProvider clock)
    {
        _db = db;
        _http = http;
        _clock = clock;
        _clerkUserId = currentUser.ClerkUserId ?? throw new UnauthorizedAccessException("Sign in first.");
    }

    /// <summary>Replaces the weekly schedule by another one; all or nothing.</summary>
    public async Task<Outcome<Guid>> SaveScheduleAsync(string timeZone, IReadOnlyList<AvailabilityInput> windows)
    {
        if (!TimeZones.IsKnown(timeZone))
            return Outcome<Guid>.Fail("We do not know this time zone.");
        if (Overlapping(windows) is { } day)
            return Outcome<Guid>.Fail($"Two windows of {day} overlap.");

        var schedule = await _db.ScheduleTable
            .Include(s => s.Availabilities)
            .FirstOrDefaultAsync(s => s.ClerkUserId == _clerkUserId);
        var previous = schedule is null ? null : Describe(schedule);
        if (schedule is null)
        {
            schedule = new ScheduleTable { Id = Guid.CreateVersion7(), ClerkUserId = _clerkUserId, CreatedAt = _clock.GetUtcNow() };
            _db.ScheduleTable.Add(schedule);
        }

        schedule.TimeZone = timeZone;
        schedule.UpdatedAt = _clock.GetUtcNow();
        schedule.Availabilities.Clear();
        foreach (var (day2, start, end) in windows)
        {
            _db.ScheduleAvailabilityTable.Add(new ScheduleAvailabilityTable
            {
                Id = Guid.CreateVersion7(),
                ScheduleId = schedule.Id,
                DayOfWeek = day2,
                StartTime = start,
                EndTime = end,
            });
        }
        await _db.SaveChangesAsync(_http.HttpContext?.RequestAborted ?? CancellationToken.None);

        var httpContext = _http.HttpContext;
        var ipAddress = httpContext?.Connection.RemoteIpAddress?.ToString();
        var userAgent = httpContext?.Request.Headers["User-Agent"].ToString();
        await AuditLogger.LogAuditEvent(
            _clerkUserId, "SCHEDULE_SAVED", "schedule", schedule.Id.ToString(), previous, Describe(schedule), ipAddress, userAgent);
        return schedule.Id;
    }

    /// <summary>The windows of a weekday, the earliest first.</summary>
    public async Task<IReadOnlyList<WeeklyWindow>> WindowsOfAsync(DayOfWeek day)
    {
        var rows = await _db.ScheduleAvailabilityTable
            .Join(_db.ScheduleTable, a => a.ScheduleId, s => s.Id, (a, s) => new { a.DayOfWeek, a.StartTime, a.EndTime, s.ClerkUserId })
            .Where(row => row.ClerkUserId == _clerkUserId && row.DayOfWeek == day)
            .OrderBy(row => row.StartTime)
            .ToListAsync();
        return [.. rows.Select(row => new WeeklyWindow(row.DayOfWeek, row.StartTime, row.EndTime))];
    }

    /// <summary>The first day whose windows overlap, or null.</summary>
    public static DayOfWeek? Overlapping(IEnumerable<AvailabilityInput> windows)
    {
        foreach (var day in windows.GroupBy(w => w.Day))
        {
            var ordered = day.OrderBy(w => w.Start).ToList();
            for (var i = 1; i < ordered.Count; i++)
            {
                if (ordered[i - 1].End == TimeOnly.MinValue || ordered[i].Start < ordered[i - 1].End)
                    return day.Key;
            }
        }
        return null;
    }

    private static object Describe(ScheduleTable schedule) => new
    {
        schedule.TimeZone,
        Windows = schedule.Availabilities.Select(a => $"{a.DayOfWeek} {a.StartTime:HH\\:mm}-{a.EndTime:HH\\:mm}").ToArray(),
    };
}
