using System.Security.Claims;

namespace Booking.Server.Users;

/// <summary>What a verified token says about its bearer.</summary>
public sealed class SessionClaims
{
    public SessionClaims(ClaimsPrincipal principal)
    {
        if (!principal.TryGetClerkUserId(out var clerkUserId))
            throw new UnauthorizedAccessException("The token has no subject.");
        ClerkUserId = clerkUserId;
        ActingAs = principal.FindFirst("act")?.Value;
        OrgId = principal.FindOrganization();
    }

    public string ClerkUserId { get; }

    /// <summary>The administrator who looks through the eyes of the user, if one does.</summary>
    public string? ActingAs { get; }

    public Guid? OrgId { get; }

    public bool IsImpersonated => ActingAs is { } actor && actor != ClerkUserId;
}
