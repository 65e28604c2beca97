namespace Clerk2WorkOS.WorkOS;

/// <summary>An invitation that WorkOS mailed. Source: https://workos.com/docs/reference/authkit/invitation</summary>
public sealed record WorkOSInvitation
{
    /// <summary>The WorkOS id, <c>invitation_</c> and 26 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Who was invited.</summary>
    public required string Email { get; init; }

    /// <summary>What has become of it.</summary>
    public WorkOSInvitationState State { get; init; }

    /// <summary>The organization that the invited person joins; null if none.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>The role that the invited person gets; null without an organization.</summary>
    public string? RoleSlug { get; init; }

    /// <summary>The user who invites; null if nobody was named.</summary>
    public string? InviterUserId { get; init; }

    /// <summary>Until when it can be accepted.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What accepts the invitation.</summary>
    public Secret? Token { get; init; }

    /// <summary>Where the invitation is accepted; it holds the token.</summary>
    public Secret? AcceptInvitationUrl { get; init; }
}

/// <summary>The state of an invitation.</summary>
public enum WorkOSInvitationState
{
    /// <summary>A state that this version does not know.</summary>
    Unknown,

    /// <summary>It can be accepted.</summary>
    Pending,

    /// <summary>It was accepted.</summary>
    Accepted,

    /// <summary>Nobody accepted it in time.</summary>
    Expired,

    /// <summary>It was taken back.</summary>
    Revoked,
}
