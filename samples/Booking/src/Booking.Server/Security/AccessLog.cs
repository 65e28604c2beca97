using Booking.Lib.Utils.Server.Audit;

namespace Booking.Server.Security;

/// <summary>Sign-ins, as the security team wants to see them.</summary>
public sealed class AccessLog(ReadThrottle throttle)
{
    public async Task SignedInAsync(string clerkUserId, string? ipAddress, string? userAgent)
    {
        var known = ipAddress is not null && throttle.ReadsFrom(ipAddress) > 0;
        await AuditLogger.LogAuditEvent(
            clerkUserId, "SIGNED_IN", "session", clerkUserId, null, new { known, ipAddress, browser = Browser(userAgent) }, ipAddress, userAgent);
    }

    public Task SignInRefusedAsync(string clerkUserId, string? ipAddress, string reason) =>
        AuditLogger.LogAuditEvent(clerkUserId, "SIGN_IN_REFUSED", "session", clerkUserId, null, new { reason }, throttle.Touch(ipAddress), null);

    /// <summary>Enough to tell a phone from a script.</summary>
    public static string Browser(string? userAgent) => userAgent switch
    {
        null or "" => "none",
        _ when userAgent.Contains("Mobile", StringComparison.Ordinal) => "phone",
        _ when userAgent.StartsWith("Mozilla/", StringComparison.Ordinal) => "desktop",
        _ => "script",
    };
}
