using System.Security.Claims;

namespace Booking;

/// <summary>Reads the acting user out of a principal. Linked into every host, because a token is read at every door.</summary>
internal static class ActorClaims
{
    /// <summary>The user id, or null for a visitor.</summary>
    public static string? FindClerkUserId(this ClaimsPrincipal principal) =>
        principal.FindFirstValue("sub") ?? principal.FindFirstValue(ClaimTypes.NameIdentifier);

    public static bool TryGetClerkUserId(this ClaimsPrincipal principal, out string clerkUserId)
    {
        clerkUserId = principal.FindClerkUserId() ?? "";
        return clerkUserId.Length > 0;
    }

    public static Guid? FindOrganization(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue("org_internal_id"), out var orgId) ? orgId : null;

    private static string? FindFirstValue(this ClaimsPrincipal principal, string type) => principal.FindFirst(type)?.Value;
}
