using Booking.Server.Users;

namespace Booking.Web.Auth;

/// <summary>Lets a request through if its first argument is the signed-in user's id, or if an administrator asks.</summary>
public sealed class SelfOrAdmin(AdminOptions admins) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!context.HttpContext.User.TryGetClerkUserId(out var clerkUserId))
            return Results.Unauthorized();
        return context.GetArgument<string>(0) == clerkUserId || admins.IsAdmin(clerkUserId) ? await next(context) : Results.Forbid();
    }
}
