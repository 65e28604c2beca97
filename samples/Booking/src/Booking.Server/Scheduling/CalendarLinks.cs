using Booking.Drizzle;
using Booking.Drizzle.Notes;
using Microsoft.EntityFrameworkCore;

namespace Booking.Server.Scheduling;

/// <summary>Which private calendars have to be looked at again.</summary>
public sealed class CalendarLinks(Db db)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public async Task LinkAsync(string clerkUserId, Uri feed)
    {
        if (string.IsNullOrWhiteSpace(clerkUserId))
            throw new ArgumentException("A calendar has an owner.", nameof(clerkUserId));
        if (feed.Scheme is not ("https" or "webcal"))
            throw new ArgumentException("A calendar is read over https.", nameof(feed));
        if (!await db.CalendarLinks.AnyAsync(link => link.ClerkUserId == clerkUserId && link.FeedUrl == feed.AbsoluteUri))
            db.CalendarLinks.Add(new CalendarLink { Id = Guid.CreateVersion7(), ClerkUserId = clerkUserId, FeedUrl = feed.AbsoluteUri });
        await db.SaveChangesAsync();
    }

    /// <summary>The links that are due, at most one an expert, so that one expert's ten calendars do not hold up the others.</summary>
    public static IEnumerable<CalendarLink> Due(IEnumerable<CalendarLink> links, DateTimeOffset now) =>
        from link in links
        where link.LastPolledAt is null || link.LastPolledAt + Interval <= now
        group link by link.ClerkUserId into byExpert
        orderby byExpert.Key
        select byExpert.MinBy(link => link.LastPolledAt ?? DateTimeOffset.MinValue);
}
