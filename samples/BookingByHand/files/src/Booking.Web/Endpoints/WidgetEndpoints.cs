using Booking.Drizzle;
using Booking.Schema.Meetings;
using Booking.Server;
using Booking.Server.Access;
using Booking.Server.Actions;
using Booking.Server.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Endpoints;

/// <summary>For the widget on partners' pages: it knows experts by their number on the page of experts, and books whatever comes first.</summary>
public static class WidgetEndpoints
{
    private const int DaysAhead = 60;
    private const int Attempts = 8;

    /// <param name="Key">The partner's own name of the booking; kept with it.</param>
    /// <param name="Expert">The expert's number.</param>
    /// <param name="GuestEmail">Where the confirmation goes to.</param>
    /// <param name="GuestName">How the expert will greet the guest.</param>
    public sealed record WidgetBooking(string Key, int Expert, string GuestEmail, string GuestName);

    public sealed record Offer(Guid EventId, string WorkosUserId, int DurationInMinutes);

    public static void MapWidget(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/experts/{number:int}/meetings", async (int number, IServiceWork service, TimeProvider clock, CancellationToken cancellationToken) =>
            Results.Ok(await service.RunAsync("the widget shows when an expert is taken", services =>
                TakenAsync(services.GetRequiredService<Db>(), number, clock.GetUtcNow(), cancellationToken), cancellationToken)));

        routes.MapPost("/bookings", async (WidgetBooking booking, IServiceWork service, CancellationToken cancellationToken) =>
            await service.RunAsync("a partner's visitor books", services => BookAsync(services, booking, cancellationToken), cancellationToken) switch
            {
                { Succeeded: true, Value: var meetingId } => Results.Created($"/bookings/{meetingId}", new { meetingId, booking.Key }),
                { Error: var error } => Results.Conflict(error),
            });
    }

    /// <summary>Times, and nothing about who has booked them.</summary>
    private static Task<List<DateTimeOffset>> TakenAsync(Db db, int number, DateTimeOffset now, CancellationToken cancellationToken) => (
        from profile in db.ProfilesTable
        where profile.Order == number && profile.Published
        join meeting in db.MeetingsTable on profile.WorkosUserId equals meeting.WorkosUserId
        where meeting.EndTime > now && meeting.Status != MeetingStatus.Cancelled
        orderby meeting.StartTime
        select meeting.StartTime).Take(50).ToListAsync(cancellationToken);

    private static async Task<Outcome<Guid>> BookAsync(IServiceProvider services, WidgetBooking booking, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<Db>();
        if (await OfferAsync(db, booking.Expert, cancellationToken) is not { } offer)
            return Outcome<Guid>.Fail("There is no such expert.");

        var today = DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var (meetings, availability) = (services.GetRequiredService<MeetingActions>(), services.GetRequiredService<AvailabilityReader>());
        for (var attempt = 1; ; attempt++)
        {
            var (_, slots) = await availability.FreeSlotsAsync(offer.WorkosUserId, offer.DurationInMinutes, today, today.AddDays(DaysAhead), cancellationToken);
            if (slots.Count == 0)
                return Outcome<Guid>.Fail("There is no free slot.");
            var slot = slots[Random.Shared.Next(Math.Min(slots.Count, 10 * attempt))];      // not all the first one, when many come at once
            try
            {
                var request = new MeetingRequest(offer.EventId, offer.WorkosUserId, slot.Start, "UTC", booking.GuestEmail, booking.GuestName, booking.Key);
                var outcome = await meetings.CreateMeetingAsync(request, cancellationToken);
                if (outcome.Succeeded || attempt == Attempts)
                    return outcome;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                db.ChangeTracker.Clear();       // somebody else was faster
            }
        }
    }

    private static Task<Offer?> OfferAsync(Db db, int number, CancellationToken cancellationToken) => (
        from profile in db.ProfilesTable
        where profile.Order == number && profile.Published
        join offer in db.EventsTable on profile.WorkosUserId equals offer.WorkosUserId
        where offer.IsActive
        orderby offer.Order
        select new Offer(offer.Id, offer.WorkosUserId, offer.DurationInMinutes)).FirstOrDefaultAsync(cancellationToken);
}
