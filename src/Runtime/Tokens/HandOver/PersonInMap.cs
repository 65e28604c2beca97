namespace Clerk2WorkOS.Tokens;

/// <summary>Who somebody is at WorkOS, and what in an organization.</summary>
/// <param name="WorkosUserId">WorkOS's id of the user.</param>
/// <param name="WorkosOrganizationId">WorkOS's id of the organization; null for one that was not moved.</param>
/// <param name="Role">The role's slug; null without a membership.</param>
/// <param name="Status">The membership's status; null without one.</param>
internal sealed record PersonInMap(string WorkosUserId, string? WorkosOrganizationId, string? Role, string? Status)
{
    public bool IsActive => Status == "active";
}
