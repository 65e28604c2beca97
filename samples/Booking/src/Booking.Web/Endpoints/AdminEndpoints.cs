using Booking.Drizzle;
using Booking.Schema.Profile;
using Booking.Server.Experts;
using Booking.Server.Maintenance;
using Booking.Server.Payments;
using Booking.Server.Reports;
using Booking.Server.Users;
using Microsoft.EntityFrameworkCore;

namespace Booking.Web.Endpoints;

/// <summary><c>/api/admin</c>: for the few people who keep the platform running.</summary>
public static class AdminEndpoints
{
    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/api/admin").AddEndpointFilter(OnlyAdmins);

        admin.MapGet("report/{month}", async (DateOnly month, PlatformReport report) => Results.Ok(await report.ForAsync(month)));
        admin.MapGet("findings", async (ConsistencyCheck check) => Results.Ok(await check.RunAsync()));
        admin.MapPost("experts", async (ExpertApplication application, ExpertReview review) => Answer(await review.AcceptAsync(application)));
        admin.MapPost("payouts/{transferId:guid}", async (Guid transferId, bool approve, string? reason, PayoutApproval approval) =>
            Answer(await approval.DecideAsync(transferId, approve, reason)));

        admin.MapGet("users/{clerkUserId}", async (string clerkUserId, Db db, AccountErasure erasure) =>
        {
            var user = await db.UserTable.AsNoTracking().SingleOrDefaultAsync(u => u.ClerkId == clerkUserId);
            if (user is null)
                return Results.NotFound();
            var meetings = await db.MeetingTable.CountAsync(m => m.ClerkUserId == clerkUserId);
            return Results.Ok(new { user.Email, user.Role, meetings, Obstacles = await erasure.ObstaclesAsync(clerkUserId) });
        });
        admin.MapDelete("users/{clerkUserId}", async (string clerkUserId, AccountErasure erasure) => Answer(await erasure.EraseAsync(clerkUserId)));
    }

    private static async ValueTask<object?> OnlyAdmins(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var services = context.HttpContext.RequestServices;
        var clerkUserId = services.GetRequiredService<ICurrentUser>().ClerkUserId;
        return services.GetRequiredService<AdminOptions>().IsAdmin(clerkUserId) ? await next(context) : Results.Forbid();
    }

    private static IResult Answer<T>(Booking.Server.Outcome<T> outcome) =>
        outcome.Error is { } error ? Results.BadRequest(error) : Results.Ok(outcome.Value);
}
