using Microsoft.AspNetCore.Http;

namespace Clerk2WorkOS.Tokens;

/// <summary>A real person of Clerk's who cannot be let in: an answer that says why, in place of a 401 that would send the person to sign in again and again.</summary>
internal sealed class HandOverRefusedException : Exception
{
    private HandOverRefusedException(int status, string code, string message, Exception? reason = null)
        : base(message, reason) => (Status, Code) = (status, code);

    public int Status { get; }

    /// <summary>A word that programs know.</summary>
    public string Code { get; }

    public static HandOverRefusedException UserNotMigrated() => new(
        StatusCodes.Status403Forbidden, "user_not_migrated", "This account has not been moved yet. Try again later, or ask for it to be moved.");

    public static HandOverRefusedException OrganizationNotMigrated() => new(
        StatusCodes.Status403Forbidden, "organization_not_migrated", "The organization has not been moved yet. Try again later, or switch to another one.");

    public static HandOverRefusedException MembershipInactive() => new(
        StatusCodes.Status403Forbidden, "membership_inactive", "This account has no active membership in the organization.");

    public static HandOverRefusedException Unavailable(Exception reason) => new(
        StatusCodes.Status503ServiceUnavailable, "hand_over_unavailable", "Who is signed in cannot be looked up at the moment. Try again in a few seconds.", reason);
}
