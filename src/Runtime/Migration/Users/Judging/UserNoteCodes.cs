namespace Clerk2WorkOS.Migration.Users;

/// <summary>What a <see cref="UserNote"/> can be about.</summary>
public static class UserNoteCodes
{
    /// <summary>The user is banned in Clerk; the memberships are inactive.</summary>
    public const string Banned = "banned";

    /// <summary>The user is locked in Clerk, and moved active.</summary>
    public const string Locked = "locked";

    /// <summary>The user is deleted in Clerk, and not moved; or was moved before, and the memberships are inactive now.</summary>
    public const string Deleted = "deleted";

    /// <summary>An export of Clerk's was given and has no such user; moved from the legacy database.</summary>
    public const string NotInExport = "not_in_export";

    /// <summary>No source says whether the address is verified.</summary>
    public const string VerificationUnknown = "verification_unknown";

    /// <summary>The password could not be brought along: the user chooses a new one.</summary>
    public const string PasswordReset = "password_reset";

    /// <summary>The password's hash came along, in a notation of Clerk's that leaves open how the salt is written: try one sign-in.</summary>
    public const string PasswordUncertain = "password_uncertain";

    /// <summary>The user existed and signs in at WorkOS; the password there was kept.</summary>
    public const string PasswordKept = "password_kept";

    /// <summary>The second factor came along.</summary>
    public const string TotpMoved = "totp_moved";

    /// <summary>The second factor could not be brought along: the user enrols anew.</summary>
    public const string TotpReset = "totp_reset";

    /// <summary>WorkOS had the user with the same address and no external id; the user was adopted.</summary>
    public const string Adopted = "adopted";

    /// <summary>The environment has no such role; the membership has its default role.</summary>
    public const string RoleUnknown = "role_unknown";

    /// <summary>WorkOS had the membership, inactive; it was left so.</summary>
    public const string MembershipInactive = "membership_inactive";

    /// <summary>The target had a row already, which keeps its own id: what refers to the legacy row's id does not find it.</summary>
    public const string RowIdKept = "row_id_kept";
}
