using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Schema;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Guests;

/// <summary>What an expert knows about a guest before they meet.</summary>
public sealed record GuestCard(string Email, string LatestName, int Meetings, int Cancelled, int SpentInCents, DateTimeOffset? LastMet)
{
    public bool IsNew => Meetings == 0;
}

/// <summary>Puts together a guest's history with one expert; other experts' meetings are none of their business.</summary>
public sealed class GuestHistory(Db db)
{
    public async Task<GuestCard> WithAsync(string clerkUserId, string guestEmail)
    {
        var email = EmailAddress.Normalize(guestEmail);
        var meetings = await db.MeetingTable.AsNoTracking()
            .Where(m => m.ClerkUserId == clerkUserId && m.GuestEmail == email)
            .ToListAsync();
        return Summarize(clerkUserId, email, meetings);
    }

    /// <summary>The guests who were with the expert most often, and since when they are guests.</summary>
    public async Task<IReadOnlyList<(string Email, int Count, DateTimeOffset Since)>> RegularsAsync(string clerkUserId, int minimum = 3)
    {
        var regulars = await db.MeetingTable
            .Where(m => m.ClerkUserId == clerkUserId && m.Status == MeetingStatus.Completed)
            .GroupBy(m => new { m.ClerkUserId, m.GuestEmail })
            .Where(g => g.Count() >= minimum)
            .Select(g => new { g.Key.GuestEmail, g.Key.ClerkUserId, Count = g.Count(), Since = g.Min(m => m.StartTime) })
            .ToListAsync();
        return [.. regulars.OrderByDescending(r => r.Count).Select(r => (r.GuestEmail, r.Count, r.Since))];
    }

    public static GuestCard Summarize(string clerkUserId, string email, IReadOnlyCollection<MeetingTable> meetings)
    {
        var own = meetings.Where(m => m is { ClerkUserId: var id } && id == clerkUserId).OrderBy(m => m.StartTime).ToList();
        var met = own.Where(m => m.Status == MeetingStatus.Completed).ToList();
        return new GuestCard(
            Email: email,
            LatestName: own.LastOrDefault()?.GuestName ?? "",
            Meetings: met.Count,
            Cancelled: own.Count(m => m.Status is MeetingStatus.Cancelled),
            SpentInCents: own.Where(m => m.PaymentStatus is PaymentStatus.Succeeded).Sum(m => m.AmountInCents),
            LastMet: met.LastOrDefault()?.EndTime);
    }
}
