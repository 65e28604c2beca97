namespace Clerk2WorkOS.WorkOS;

/// <summary>An invitation to send. Source: https://workos.com/docs/reference/authkit/invitation/send</summary>
public sealed record NewInvitation
{
    /// <summary>Who is invited: nobody who has a user already, for WorkOS refuses that.</summary>
    public required string Email { get; init; }

    /// <summary>The organization to join; null for none.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>The role to get there.</summary>
    public string? RoleSlug { get; init; }

    /// <summary>How many days it can be accepted, 1 to 30; null for WorkOS's default of 7.</summary>
    public int? ExpiresInDays { get; init; }

    /// <summary>The WorkOS id of the user who invites.</summary>
    public string? InviterUserId { get; init; }
}
