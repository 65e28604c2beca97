using Booking.Api;
using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Reports;

/// <summary>The numbers of a month.</summary>
public sealed record MonthReport(int NewExperts, int Meetings, int Cancelled, int GrossInCents, int FeesInCents, IReadOnlyList<ExpertShare> Top);

public sealed record ExpertShare(string ClerkUserId, string Name, int Meetings, decimal Share);

public sealed class PlatformReport(Db db)
{
    public async Task<MonthReport> ForAsync(DateOnly month, CancellationToken cancellationToken = default)
    {
        DateTimeOffset start = new(month.Year, month.Month, 1, 0, 0, 0, TimeSpan.Zero), end = start.AddMonths(1);

        var newExperts = await db.UserTable.CountAsync(u => u.Role >= UserRole.Expert && u.CreatedAt >= start && u.CreatedAt < end, cancellationToken);
        var meetings = await db.MeetingTable.Where(m => m.StartTime >= start && m.StartTime < end).AsNoTracking().ToListAsync(cancellationToken);
        var names = await db.ProfileTable.ToDictionaryAsync(p => p.ClerkUserId, p => $"{p.FirstName} {p.LastName}", cancellationToken);

        var held = meetings.Where(m => m.Status != MeetingStatus.Cancelled).ToList();
        return new MonthReport(
            newExperts,
            held.Count,
            meetings.Count - held.Count,
            held.Sum(m => m.AmountInCents),
            held.Sum(m => m.FeeInCents),
            Top(held, names));
    }

    /// <summary>The five experts with most meetings. An expert without a profile is shown by id.</summary>
    public static IReadOnlyList<ExpertShare> Top(IReadOnlyCollection<MeetingTable> held, IReadOnlyDictionary<string, string> names) =>
        [.. held
            .CountBy(meeting => meeting.ClerkUserId)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key, StringComparer.Ordinal)
            .Take(5)
            .Select(count => (ClerkUserId: count.Key, count.Value))
            .Select(x => new ExpertShare(
                x.ClerkUserId,
                names.GetValueOrDefault(x.ClerkUserId, x.ClerkUserId),
                x.Value,
                decimal.Round((decimal)x.Value / held.Count, 3)))];

    /// <summary>What a page of the expert's own dashboard shows.</summary>
    public async Task<EarningsDto?> LastMonthOfAsync(string clerkUserId, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var last = now.AddMonths(-1);
        var sums = await db.PaymentTransferTable
            .Where(t => t.ExpertClerkUserId == clerkUserId && t.ScheduledFor.Year == last.Year && t.ScheduledFor.Month == last.Month)
            .GroupBy(t => t.Currency)
            .Select(g => new { Currency = g.Key, Gross = g.Sum(t => t.AmountInCents + t.PlatformFeeInCents), Fee = g.Sum(t => t.PlatformFeeInCents) })
            .FirstOrDefaultAsync(cancellationToken);
        return sums is null ? null : new EarningsDto(ClerkUserId: clerkUserId, sums.Currency, [new EarningsMonth(last.Year, last.Month, sums.Gross, sums.Fee)]);
    }
}
