using Booking.Drizzle;
using Booking.Server.Exports;
using Booking.Server.Guests;
using Booking.Server.Queries;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Endpoints;

/// <summary><c>/api/dashboard</c>: the signed-in expert's own numbers.</summary>
public static class DashboardEndpoints
{
    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        var dashboard = routes.MapGroup("/api/dashboard").RequireAuthorization();

        dashboard.MapGet("", async (Db db, ICurrentUser user, TimeProvider clock) =>
        {
            if (user is not { ClerkUserId: { } clerkUserId })
                return Results.Unauthorized();
            var now = clock.GetUtcNow();
            var mine = db.MeetingTable.OwnedBy(clerkUserId);
            var next = await mine.Where(m => m.StartTime > now).OrderBy(m => m.StartTime).Select(m => new { m.Id, m.StartTime, m.GuestName }).FirstOrDefaultAsync();
            return Results.Ok(new
            {
                next,
                Upcoming = await mine.CountAsync(m => m.StartTime > now && m.Status == MeetingStatus.Confirmed),
                Events = await db.EventTable.OwnedBy(clerkUserId).CountAsync(e => e.IsActive),
                Held = await db.SlotReservationTable.CountAsync(r => r.ClerkUserId == clerkUserId && r.ExpiresAt > now),
                Pending = await db.PaymentTransferTable
                    .Where(t => t.ExpertClerkUserId == clerkUserId && t.Status < TransferStatus.Completed)
                    .SumAsync(t => t.AmountInCents),
            });
        });

        dashboard.MapGet("guests/{email}", async (string email, GuestHistory history, ICurrentUser user) =>
            user.ClerkUserId is { } expertClerkUserId ? Results.Ok(await history.WithAsync(clerkUserId: expertClerkUserId, email)) : Results.Unauthorized());

        dashboard.MapGet("download", (DataDownload download, HttpContext http) => Results.Stream(
            output => download.WriteAsync(output, http.RequestAborted), "application/zip", "booking.zip"));
    }
}
