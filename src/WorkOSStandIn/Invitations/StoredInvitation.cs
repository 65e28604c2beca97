namespace Clerk2WorkOS.Testing;

/// <summary>An invitation as the stand-in holds it; a copy that later requests do not change.</summary>
/// <param name="Id"><c>invitation_</c> and a ULID.</param>
/// <param name="Email">Who is invited.</param>
/// <param name="OrganizationId">The organization to join; none for an invitation to the application.</param>
/// <param name="RoleSlug">The role in that organization.</param>
/// <param name="InviterUserId">Who invites.</param>
/// <param name="Token">What the link of the mail carries.</param>
/// <param name="ExpiresAt">When it lapses.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="AcceptedUserId">The user who accepted it.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record StoredInvitation(
    string Id,
    string Email,
    string? OrganizationId,
    string? RoleSlug,
    string? InviterUserId,
    string Token,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? AcceptedAt,
    string? AcceptedUserId,
    DateTimeOffset? RevokedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary><c>pending</c>, <c>accepted</c>, <c>expired</c> or <c>revoked</c> at that moment.</summary>
    public string StateAt(DateTimeOffset moment) =>
        AcceptedAt is not null ? "accepted" : RevokedAt is not null ? "revoked" : moment >= ExpiresAt ? "expired" : "pending";
}
