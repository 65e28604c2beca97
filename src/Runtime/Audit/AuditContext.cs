namespace Clerk2WorkOS.Audit;

/// <summary>Who acts, for which organization, from where and with what.</summary>
/// <param name="WorkosUserId">WorkOS's id of the user, the token's <c>sub</c>; null where the system acts on its own.</param>
/// <param name="WorkosOrganizationId">WorkOS's id of the organization, the token's <c>org_id</c>; null without one. The row has <c>organizations.id</c> in its place.</param>
/// <param name="IpAddress">The client's address; null where there is none.</param>
/// <param name="UserAgent">What the client calls itself, cut to <see cref="AuditOptions.MaxUserAgentLength"/>.</param>
/// <param name="Impersonator">
/// Who really acts while support impersonates the user: the token's <c>act.sub</c>. It stands in the metadata as <c>impersonatedBy</c>.
/// Source: https://workos.com/docs/user-management/impersonation
/// </param>
public sealed record AuditContext(
    string? WorkosUserId = null, string? WorkosOrganizationId = null, string? IpAddress = null, string? UserAgent = null, string? Impersonator = null)
{
    /// <summary>What applies outside of a request: the system acts.</summary>
    public static AuditContext System { get; } = new();
}
