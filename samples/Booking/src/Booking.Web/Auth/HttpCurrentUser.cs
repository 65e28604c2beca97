using Booking.Drizzle;
using Booking.Server.Users;

namespace Booking.Web.Auth;

/// <summary>The signed-in user of this request, from the cookie that holds the verified claims.</summary>
public sealed class HttpCurrentUser(IHttpContextAccessor accessor) : ICurrentUser
{
    private HttpContext? Http => accessor.HttpContext;

    public string? WorkosUserId => Http?.User.FindClerkUserId();

    public Guid? OrgId => Http?.User.FindOrganization();

    public UserRole Role => Enum.TryParse<UserRole>(Http?.User.FindFirst("role")?.Value, ignoreCase: true, out var role) ? role : UserRole.Guest;

    public string? IpAddress => Http?.Connection.RemoteIpAddress?.ToString();

    public string? UserAgent => Http?.Request.Headers.UserAgent.ToString() is { Length: > 0 } userAgent ? userAgent : null;
}
