using Booking.Server.Access;
using Booking.Server.Users;

namespace Booking.Web.Middleware;

/// <summary>What administrators do under <c>/api/admin</c> concerns everyone's rows. Comes before anything asks for the database.</summary>
public sealed class AdministratorsMiddleware(RequestDelegate next, AdminOptions admins)
{
    public async Task InvokeAsync(HttpContext http, ICurrentUser user, ServiceConnection service)
    {
        if (http.Request.Path.StartsWithSegments("/api/admin") && admins.IsAdmin(user.WorkosUserId))
            await service.OpenAsync("an administrator works", http.RequestAborted);
        await next(http);
    }
}
