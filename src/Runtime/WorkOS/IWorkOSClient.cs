namespace Clerk2WorkOS.WorkOS;

/// <summary>The part of WorkOS's API that the move from Clerk, and the application after it, need.</summary>
/// <remarks>
/// <para>Every call is paced below WorkOS's limits (<see cref="WorkOSLimits"/>), waits as long as WorkOS asks, and repeats what is safe to
/// repeat. A call that creates is never sent again on a doubt: the object is looked up first, by external id, by address, or by user and
/// organization.</para>
/// <para>Every call may throw <see cref="WorkOSUnauthorizedException"/> (the API key), <see cref="WorkOSRefusedException"/> (the request),
/// <see cref="WorkOSRateLimitedException"/> and <see cref="WorkOSUnavailableException"/> (all attempts used up), <see cref="ArgumentException"/>
/// for values over WorkOS's limits before anything is sent, and <see cref="OperationCanceledException"/>. After a cancellation a call that
/// changes something may or may not have happened.</para>
/// <para>Safe for use from several threads. Source: https://workos.com/docs/reference</para>
/// </remarks>
public interface IWorkOSClient
{
    /// <summary>Creates a user, or finds the one that was asked for.</summary>
    /// <remarks>
    /// A user that is there already counts as the one asked for if it has the same external id and the same address, or, when no external id was
    /// given, the same address. Addresses are compared without regard to case. A user that was found is returned as it is: its names, metadata and
    /// password are not changed. Source: https://workos.com/docs/reference/authkit/user/create
    /// </remarks>
    /// <param name="user">The user; see its members for limits.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="WorkOSConflictException">The address belongs to a user with another external id or none, or the external id to a user with another address.</exception>
    /// <exception cref="ArgumentException">The address is empty, both password and hash are given, or metadata or external id are over a limit.</exception>
    Task<Creation<WorkOSUser>> CreateUserAsync(NewUser user, CancellationToken cancellationToken = default);

    /// <summary>The user of this WorkOS id; null if there is none. Source: https://workos.com/docs/reference/authkit/user/get</summary>
    Task<WorkOSUser?> GetUserAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>The user of this external id; null if there is none. Source: https://workos.com/docs/reference/authkit/user/get-by-external-id</summary>
    Task<WorkOSUser?> GetUserByExternalIdAsync(string externalId, CancellationToken cancellationToken = default);

    /// <summary>The user with this address, without regard to case; null if there is none. Costs one read, two where the address has capitals and is not found as spelled.</summary>
    Task<WorkOSUser?> FindUserByEmailAsync(string email, CancellationToken cancellationToken = default);

    /// <summary>The users, page by page as they are asked for. Source: https://workos.com/docs/reference/authkit/user/list</summary>
    IAsyncEnumerable<WorkOSUser> ListUsersAsync(UserFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Changes a user. Source: https://workos.com/docs/reference/authkit/user/update</summary>
    /// <exception cref="WorkOSNotFoundException">There is no such user.</exception>
    /// <exception cref="WorkOSConflictException">Another user has the address or the external id.</exception>
    Task<WorkOSUser> UpdateUserAsync(string userId, UserChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Deletes a user for good, with all memberships. Source: https://workos.com/docs/reference/authkit/user/delete</summary>
    /// <returns>False if there was no such user, which a repetition after a lost answer cannot tell from its own success.</returns>
    Task<bool> DeleteUserAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>Creates an organization, or finds the one with the same external id, whatever its name. Source: https://workos.com/docs/reference/organization/create</summary>
    /// <exception cref="ArgumentException">The name or the external id is empty, or metadata or external id are over a limit.</exception>
    Task<Creation<WorkOSOrganization>> CreateOrganizationAsync(NewOrganization organization, CancellationToken cancellationToken = default);

    /// <summary>The organization of this WorkOS id; null if there is none. Source: https://workos.com/docs/reference/organization/get</summary>
    Task<WorkOSOrganization?> GetOrganizationAsync(string organizationId, CancellationToken cancellationToken = default);

    /// <summary>The organization of this external id; null if there is none. Source: https://workos.com/docs/reference/organization/get-by-external-id</summary>
    Task<WorkOSOrganization?> GetOrganizationByExternalIdAsync(string externalId, CancellationToken cancellationToken = default);

    /// <summary>The organizations, page by page as they are asked for. Source: https://workos.com/docs/reference/organization/list</summary>
    IAsyncEnumerable<WorkOSOrganization> ListOrganizationsAsync(OrganizationFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Changes an organization. Source: https://workos.com/docs/reference/organization/update</summary>
    /// <exception cref="WorkOSNotFoundException">There is no such organization.</exception>
    /// <exception cref="WorkOSConflictException">Another organization has the external id.</exception>
    Task<WorkOSOrganization> UpdateOrganizationAsync(string organizationId, OrganizationChanges changes, CancellationToken cancellationToken = default);

    /// <summary>Deletes an organization for good; WorkOS allows 50 in 60 seconds. Source: https://workos.com/docs/reference/organization/delete</summary>
    /// <returns>False if there was no such organization, which a repetition after a lost answer cannot tell from its own success.</returns>
    Task<bool> DeleteOrganizationAsync(string organizationId, CancellationToken cancellationToken = default);

    /// <summary>Makes a user a member, or finds the membership of that user in that organization, in whatever state and role it is.</summary>
    /// <remarks>
    /// WorkOS answers a creation over an <em>inactive</em> membership by activating it; that comes back as <see cref="CreationOutcome.Created"/>.
    /// Who must not do that lists first. Source: https://workos.com/docs/reference/authkit/organization-membership/create
    /// </remarks>
    /// <exception cref="WorkOSRefusedException">The environment has no such role (<see cref="WorkOSErrorCodes.InvalidRole"/>).</exception>
    /// <exception cref="WorkOSNotFoundException">There is no such user or organization.</exception>
    Task<Creation<WorkOSMembership>> CreateMembershipAsync(NewMembership membership, CancellationToken cancellationToken = default);

    /// <summary>The memberships of a user, of an organization, or of both, in every state unless said otherwise. Source: https://workos.com/docs/reference/authkit/organization-membership/list</summary>
    /// <exception cref="ArgumentException">Neither a user nor an organization is named.</exception>
    IAsyncEnumerable<WorkOSMembership> ListMembershipsAsync(MembershipFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Gives a membership another role. Source: https://workos.com/docs/reference/authkit/organization-membership/update</summary>
    /// <exception cref="WorkOSRefusedException">The environment has no such role (<see cref="WorkOSErrorCodes.InvalidRole"/>).</exception>
    /// <exception cref="WorkOSNotFoundException">There is no such membership.</exception>
    Task<WorkOSMembership> ChangeMembershipRoleAsync(string membershipId, string roleSlug, CancellationToken cancellationToken = default);

    /// <summary>Deactivates a membership; one that is inactive stays so. Source: https://workos.com/docs/reference/authkit/organization-membership/deactivate</summary>
    /// <exception cref="WorkOSRefusedException">The membership is pending.</exception>
    /// <exception cref="WorkOSNotFoundException">There is no such membership.</exception>
    Task<WorkOSMembership> DeactivateMembershipAsync(string membershipId, CancellationToken cancellationToken = default);

    /// <summary>Reactivates a membership with the role it had; one that is active stays so. Source: https://workos.com/docs/reference/authkit/organization-membership/reactivate</summary>
    /// <exception cref="WorkOSRefusedException">The membership is pending.</exception>
    /// <exception cref="WorkOSNotFoundException">There is no such membership.</exception>
    Task<WorkOSMembership> ReactivateMembershipAsync(string membershipId, CancellationToken cancellationToken = default);

    /// <summary>Deletes a membership for good. Source: https://workos.com/docs/reference/authkit/organization-membership/delete</summary>
    /// <returns>False if there was no such membership, which a repetition after a lost answer cannot tell from its own success.</returns>
    Task<bool> DeleteMembershipAsync(string membershipId, CancellationToken cancellationToken = default);

    /// <summary>The roles of the environment in order of priority. Source: https://workos.com/docs/reference/roles</summary>
    Task<IReadOnlyList<WorkOSRole>> ListRolesAsync(CancellationToken cancellationToken = default);

    /// <summary>The role of the environment with this slug; null if there is none. Source: https://workos.com/docs/reference/roles</summary>
    Task<WorkOSRole?> GetRoleAsync(string slug, CancellationToken cancellationToken = default);

    /// <summary>Has WorkOS mail an invitation, or finds the one that is pending for the same address and organization. Source: https://workos.com/docs/reference/authkit/invitation/send</summary>
    /// <exception cref="WorkOSRefusedException">The person has a user or is a member (<see cref="WorkOSErrorCodes.UserAlreadyExists"/>, <see cref="WorkOSErrorCodes.UserAlreadyOrganizationMember"/>).</exception>
    /// <exception cref="ArgumentException">The address is empty, or the days are not 1 to 30.</exception>
    Task<Creation<WorkOSInvitation>> SendInvitationAsync(NewInvitation invitation, CancellationToken cancellationToken = default);

    /// <summary>The invitation of this WorkOS id; null if there is none. Source: https://workos.com/docs/reference/authkit/invitation/get</summary>
    Task<WorkOSInvitation?> GetInvitationAsync(string invitationId, CancellationToken cancellationToken = default);

    /// <summary>The invitations, page by page as they are asked for. Source: https://workos.com/docs/reference/authkit/invitation/list</summary>
    IAsyncEnumerable<WorkOSInvitation> ListInvitationsAsync(InvitationFilter? filter = null, CancellationToken cancellationToken = default);

    /// <summary>Takes an invitation back; one that is revoked stays so. Source: https://workos.com/docs/reference/authkit/invitation/revoke</summary>
    /// <exception cref="WorkOSRefusedException">The invitation was accepted or has expired (<see cref="WorkOSErrorCodes.InviteNotPending"/>).</exception>
    /// <exception cref="WorkOSNotFoundException">There is no such invitation.</exception>
    Task<WorkOSInvitation> RevokeInvitationAsync(string invitationId, CancellationToken cancellationToken = default);

    /// <summary>Makes a code that lets a person sign in once, good for ten minutes, and has WorkOS mail it. Source: https://workos.com/docs/reference/authkit/magic-auth/create</summary>
    /// <remarks>A code cannot be looked up by address, so an attempt without an answer is not repeated: the exception says <see cref="WorkOSUnavailableException.MayHaveHappened"/>. At most 3 in 60 seconds for an address; a fourth waits.</remarks>
    /// <exception cref="WorkOSRateLimitedException">The day's share of mails is used up (<see cref="WorkOSRateLimitedException.IsDailyQuota"/>).</exception>
    /// <exception cref="ArgumentException">The address is empty.</exception>
    Task<WorkOSMagicAuth> CreateMagicAuthAsync(string email, CancellationToken cancellationToken = default);

    /// <summary>Enrols an authenticator application as a second factor, with the secret that it has already or a new one.</summary>
    /// <remarks>
    /// WorkOS shows a secret once and never again. After an attempt without an answer, a factor of the same issuer and account name counts as the
    /// one asked for only if a secret was given; otherwise it is deleted and enrolled anew, since nobody could have seen its secret.
    /// Source: https://workos.com/docs/reference/authkit/mfa/enroll-auth-factor
    /// </remarks>
    /// <exception cref="WorkOSNotFoundException">There is no such user.</exception>
    Task<Creation<WorkOSFactor>> EnrollTotpFactorAsync(NewTotpFactor factor, CancellationToken cancellationToken = default);

    /// <summary>The second factors of a user, without their secrets. Source: https://workos.com/docs/reference/authkit/mfa/list-auth-factors</summary>
    IAsyncEnumerable<WorkOSFactor> ListFactorsAsync(string userId, CancellationToken cancellationToken = default);

    /// <summary>Deletes a second factor for good. Source: https://workos.com/docs/reference/authkit/mfa/delete-factor</summary>
    /// <returns>False if there was no such factor, which a repetition after a lost answer cannot tell from its own success.</returns>
    Task<bool> DeleteFactorAsync(string factorId, CancellationToken cancellationToken = default);

    /// <summary>What happened in the environment, oldest first unless said otherwise. Source: https://workos.com/docs/reference/events/list</summary>
    /// <exception cref="ArgumentException">No type of event is named.</exception>
    IAsyncEnumerable<WorkOSEvent> ListEventsAsync(EventFilter filter, CancellationToken cancellationToken = default);

    /// <summary>Where the keys are that access tokens are signed with: <c>{base address}/sso/jwks/{client id}</c>. Source: https://workos.com/docs/reference/authkit/session-tokens/jwks</summary>
    /// <param name="clientId">The application's client id; null for the one of <see cref="WorkOSOptions.ClientId"/>.</param>
    /// <exception cref="InvalidOperationException">No client id is given, and the options have none.</exception>
    Uri GetJwksUri(string? clientId = null);

    /// <summary>The keys that access tokens are signed with. Source: https://workos.com/docs/reference/authkit/session-tokens/jwks</summary>
    /// <param name="clientId">The application's client id; null for the one of <see cref="WorkOSOptions.ClientId"/>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">No client id is given, and the options have none.</exception>
    Task<WorkOSJwks> GetJwksAsync(string? clientId = null, CancellationToken cancellationToken = default);
}
