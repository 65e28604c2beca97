using Booking.Api;
using Booking.Drizzle;
using Booking.Server.Actions;
using Booking.Server.Experts;
using Booking.Server.Queries;
using Booking.Server.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Endpoints;

/// <summary>What the public pages and the widget ask.</summary>
public static class ExpertEndpoints
{
    public static void MapExperts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/experts", async (ExpertsActions experts, Guid? category, int? maxPrice) =>
            Results.Ok(await experts.ListAsync(category, maxPrice)));

        routes.MapGet("/api/experts/{clerkUserId}", async (string clerkUserId, IExpertDirectory directory, CancellationToken cancellationToken) =>
            await directory.GetByClerkIdAsync(clerkUserId, cancellationToken) is { } expert ? Results.Ok(expert) : Results.NotFound());

        routes.MapGet("/api/experts/{clerkUserId}/events", async (string clerkUserId, Db db, CancellationToken cancellationToken) =>
        {
            var events = await db.EventTable
                .AsNoTracking()
                .OwnedBy(clerkUserId)
                .Where(e => e.IsActive)
                .OrderBy(e => e.Order)
                .ToListAsync(cancellationToken);
            return Results.Ok(events.Select(EventActions.ToDto));
        });

        routes.MapGet(
            "/api/experts/{clerkUserId}/events/{eventId:guid}/slots",
            async (string clerkUserId, Guid eventId, DateOnly from, DateOnly to, Db db, AvailabilityReader reader) =>
            {
                var duration = await db.EventTable
                    .Where(e => e.Id == eventId && e.ClerkUserId == clerkUserId)
                    .Select(e => (int?)e.DurationInMinutes)
                    .SingleOrDefaultAsync();
                return await SlotsAsync(clerkUserId, eventId, duration, from, to, reader);
            });
    }

    /// <summary>At most a month at a time; an unknown event has no slots.</summary>
    public static async Task<IResult> SlotsAsync(
        string clerkUserId, Guid eventId, int? durationInMinutes, DateOnly from, DateOnly to, AvailabilityReader reader)
    {
        if (to < from || to.DayNumber - from.DayNumber > 31)
            return Results.BadRequest("Ask for a month at most.");
        if (durationInMinutes is not { } duration)
            return Results.Ok(SlotsResponse.None(clerkUserId, eventId, "UTC"));

        var (timeZone, slots) = await reader.FreeSlotsAsync(clerkUserId: clerkUserId, duration, from, to);
        return Results.Ok(new SlotsResponse(clerkUserId, eventId, timeZone, [.. slots.Select(slot => new SlotDto(slot.Start, slot.End))]));
    }
}
