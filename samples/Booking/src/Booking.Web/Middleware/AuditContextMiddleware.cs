using Booking.Lib.Utils.Server.AuditWorkos;
using Booking.Server.Users;

namespace Booking.Web.Middleware;

/// <summary>Tells the audit log who acts, once a request.</summary>
public sealed class AuditContextMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, ICurrentUser user)
    {
        using (AuditContext.Begin(new AuditContext(user.WorkosUserId, user.OrgId, user.IpAddress, user.UserAgent)))
            await next(http);
    }
}
