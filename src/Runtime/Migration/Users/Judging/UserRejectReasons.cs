namespace Clerk2WorkOS.Migration.Users;

/// <summary>Why a user does not move.</summary>
public static class UserRejectReasons
{
    /// <summary>A user with the same address and another external id is at WorkOS.</summary>
    public const string EmailConflict = "email_conflict";

    /// <summary>Several users of Clerk's have the address, and another one was chosen, or none.</summary>
    public const string DuplicateEmail = "duplicate_email";

    /// <summary>There is no address.</summary>
    public const string NoEmail = "no_email";

    /// <summary>The address is none that WorkOS takes.</summary>
    public const string InvalidEmail = "invalid_email";

    /// <summary>The Clerk id cannot be an external id: over 64 characters, or not ASCII.</summary>
    public const string InvalidExternalId = "invalid_external_id";

    /// <summary>The Clerk id stands in several rows of the legacy table.</summary>
    public const string LegacyDuplicate = "legacy_duplicate";

    /// <summary>The target database refused a row.</summary>
    public const string RowRefused = "row_refused";

    /// <summary>WorkOS failed; the next run takes it up again.</summary>
    public const string Failed = "failed";
}
