using Booking.Drizzle;
using Booking.Drizzle.Schema;
using Booking.Server.Actions;
using Booking.Server.Users;
using Booking.Web.Auth;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Endpoints;

public static class ScheduleEndpoints
{
    public sealed record SaveSchedule(string TimeZone, IReadOnlyList<AvailabilityInput> Windows);

    public static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/api/schedule", async (SaveSchedule body, ScheduleActions schedule) =>
            await schedule.SaveScheduleAsync(body.TimeZone, body.Windows) is { Succeeded: true } saved
                ? Results.Ok(new { saved.Value })
                : Results.BadRequest());

        routes.MapGet("/api/experts/{clerkUserId}/schedule", GetScheduleAsync).AddEndpointFilter<SelfOrAdmin>();

        routes.MapDelete("/api/experts/{clerkUserId}/blocked-dates/{id:int}", async (string clerkUserId, int id, ICurrentUser user, BlockedDatesActions blocked) =>
        {
            if (user.ClerkUserId != clerkUserId)
                return Results.Forbid();
            return await blocked.UnblockAsync(id) ? Results.NoContent() : Results.NotFound();
        });
    }

    /// <summary>The weekly schedule together with the days off.</summary>
    private static async Task<IResult> GetScheduleAsync(string clerkUserId, Db db)
    {
        var schedule = await db.ScheduleTable.Include(s => s.Availabilities).FirstOrDefaultAsync(s => s.ClerkUserId == clerkUserId);
        if (schedule is null)
            return Results.NotFound();
        List<BlockedDatesTable> blocked = await db.BlockedDatesTable.Where(b => b.ClerkUserId == clerkUserId).ToListAsync();
        var ranges = BlockedDatesActions.Ranges(blocked, clerkUserId).Select(range => new { range.First, range.Last });
        return Results.Ok(new { schedule.TimeZone, Windows = schedule.Availabilities.Select(a => new { a.DayOfWeek, a.StartTime, a.EndTime }), Blocked = ranges });
    }
}
