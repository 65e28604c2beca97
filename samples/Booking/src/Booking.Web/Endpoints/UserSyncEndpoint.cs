using Booking.Api;
using Booking.Server.Actions;
using Booking.Server.Security;

namespace Booking.Web.Endpoints;

/// <summary>What the identity provider tells us about its users.</summary>
public static class UserSyncEndpoint
{
    public static void MapUserSync(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/internal/users", async (UserSyncPayload payload, UserSyncActions sync, AccessLog log, HttpContext http) =>
        {
            var (clerkId, effect) = await sync.SyncAsync(payload, http.RequestAborted);
            if (effect is UserSyncActions.Effect.Restored)
                await log.SignInRefusedAsync(clerkId, http.Connection.RemoteIpAddress?.ToString(), "restored, sign in again");
            return Results.Ok(new { ClerkId = clerkId, effect });
        });

        routes.MapDelete("/api/internal/users/{clerkId}", async (string clerkId, UserSyncActions sync) =>
            await sync.DeleteAsync(clerkId) ? Results.NoContent() : Results.NotFound());
    }
}
