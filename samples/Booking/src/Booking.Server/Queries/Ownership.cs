using Booking.Drizzle.Schema;

namespace Booking.Server.Queries;

/// <summary>Narrows queries to one expert.</summary>
public static class Ownership
{
    public static IQueryable<EventTable> OwnedBy(this IQueryable<EventTable> events, string clerkUserId) =>
        events.Where(e => e.ClerkUserId == clerkUserId);

    public static IQueryable<MeetingTable> OwnedBy(this IQueryable<MeetingTable> meetings, string clerkUserId) =>
        from meeting in meetings
        where meeting.ClerkUserId == clerkUserId
        select meeting;

    /// <summary>Meetings that the expert gives or the guest has booked.</summary>
    public static IQueryable<MeetingTable> Involving(this IQueryable<MeetingTable> meetings, string clerkUserId, string? email = null) =>
        meetings.Where(m => m.ClerkUserId == clerkUserId || (email != null && m.GuestEmail == email));
}
