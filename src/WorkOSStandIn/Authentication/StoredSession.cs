namespace Clerk2WorkOS.Testing;

/// <summary>A session as the stand-in holds it; a copy that later requests do not change.</summary>
/// <param name="Id"><c>session_</c> and a ULID; <c>sid</c> in the access token.</param>
/// <param name="UserId">The user.</param>
/// <param name="OrganizationId">The organization that was chosen, if any.</param>
/// <param name="AuthMethod">How the user signed in: <c>magic_code</c>, <c>password</c> or <c>unknown</c>.</param>
/// <param name="IpAddress">The address that the sign-in named.</param>
/// <param name="UserAgent">The browser that the sign-in named.</param>
/// <param name="ExpiresAt">When it ends on its own.</param>
/// <param name="EndedAt">When it was revoked.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record StoredSession(
    string Id,
    string UserId,
    string? OrganizationId,
    string AuthMethod,
    string? IpAddress,
    string? UserAgent,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary><c>active</c>, <c>expired</c> or <c>revoked</c> at that moment.</summary>
    public string StatusAt(DateTimeOffset moment) =>
        EndedAt is not null ? "revoked" : moment >= ExpiresAt ? "expired" : "active";
}
