namespace Booking.Web.Auth;

/// <summary>What the session cookie holds beside the claims of WorkOS's token.</summary>
public static class SessionClaimTypes
{
    /// <summary><c>organizations.id</c>; the token's <c>org_id</c> is WorkOS's.</summary>
    public const string Organization = "org_internal_id";

    /// <summary>What the person is on this platform, from <c>users.role</c>; the token's <c>role</c> is the one in the organization.</summary>
    public const string PlatformRole = "platform_role";

    public const string EmailVerified = "email_verified";
}
