namespace Clerk2WorkOS.WorkOS;

/// <summary>The codes of WorkOS's errors that something depends on. Source: https://workos.com/docs/reference/errors and each call's own page.</summary>
public static class WorkOSErrorCodes
{
    /// <summary>A user has the address already: a field's code, under <see cref="UserCreationError"/> with status 400.</summary>
    public const string EmailNotAvailable = "email_not_available";

    /// <summary>A user was not created; the fields say why.</summary>
    public const string UserCreationError = "user_creation_error";

    /// <summary>A user or an organization has the external id already.</summary>
    public const string ExternalIdAlreadyUsed = "external_id_already_used";

    /// <summary>The environment has no role of that slug: status 422, 400 for an invitation.</summary>
    public const string InvalidRole = "invalid_role";

    /// <summary>The metadata is over a limit.</summary>
    public const string InvalidMetadata = "invalid_metadata";

    /// <summary>The password's hash is not of its type.</summary>
    public const string InvalidPasswordHash = "invalid_password_hash";

    /// <summary>An invitation to a person who has a user.</summary>
    public const string UserAlreadyExists = "user_already_exists";

    /// <summary>An invitation to a person who is a member.</summary>
    public const string UserAlreadyOrganizationMember = "user_already_organization_member";

    /// <summary>An invitation to a person who has one that is pending.</summary>
    public const string EmailAlreadyInvited = "email_already_invited";

    /// <summary>An invitation to a person who has one to the same organization that is pending.</summary>
    public const string EmailAlreadyInvitedToOrganization = "email_already_invited_to_organization";

    /// <summary>The invitation was accepted, revoked, or has expired.</summary>
    public const string InviteNotPending = "invite_not_pending";

    /// <summary>The day's share of mails is used up: status 429, and waiting a minute does not help.</summary>
    public const string DailyQuotaExceeded = "daily_quota_exceeded";
}
