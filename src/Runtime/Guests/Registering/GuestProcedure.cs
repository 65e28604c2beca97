using Clerk2WorkOS.Guests.Database;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Guests.Registering;

/// <summary>
/// The five steps, for one who has the claim: user, organization, membership, rows, and the mail beside the rows. Each step begins with what is there already,
/// so that it does not matter where an earlier attempt ended.
/// </summary>
internal sealed class GuestProcedure(
    IWorkOSClient workos, GuestRows rows, GuestClaims claims, WorkOSOptions workosOptions, GuestStepListener steps, TimeProvider time)
{
    public async Task<GuestAccount> RunAsync(GuestClaim claim, GuestPerson person, KnownGuest? known, CancellationToken cancellationToken)
    {
        await steps.ReachedAsync(GuestStep.Claimed).ConfigureAwait(false);
        var (user, isFresh) = await UserAsync(claim, person, known, cancellationToken).ConfigureAwait(false);
        await steps.ReachedAsync(GuestStep.UserCreated).ConfigureAwait(false);
        await claims.BeforeAsync(claim, "organization", user.Id, null, cancellationToken).ConfigureAwait(false);
        await steps.ReachedAsync(GuestStep.UserNoted).ConfigureAwait(false);

        // A user that was made this very moment has none.
        var memberships = isFresh ? [] : await MembershipsAsync(user, cancellationToken).ConfigureAwait(false);
        var organization = await OrganizationAsync(user, person, memberships, cancellationToken).ConfigureAwait(false);
        await steps.ReachedAsync(GuestStep.OrganizationCreated).ConfigureAwait(false);
        await claims.BeforeAsync(claim, "membership", user.Id, organization.Id, cancellationToken).ConfigureAwait(false);
        await steps.ReachedAsync(GuestStep.OrganizationNoted).ConfigureAwait(false);

        // One that is inactive stays so: creating it anew would let a person back in who was shut out.
        var membership = memberships.Find(candidate => candidate.OrganizationId == organization.Id)
            ?? (await workos.CreateMembershipAsync(
                new NewMembership { UserId = user.Id, OrganizationId = organization.Id, RoleSlug = workosOptions.RoleSlug }, cancellationToken).ConfigureAwait(false)).Value;
        await steps.ReachedAsync(GuestStep.MembershipCreated).ConfigureAwait(false);

        var parts = new GuestParts(
            user.Id, user.Email, user.FirstName, user.LastName, organization.Id, organization.Name,
            membership.Role?.Slug ?? workosOptions.RoleSlug, StatusOf(membership), GuestPerson.IsGuest(user));
        var written = await rows.CompleteAsync(claim, parts, cancellationToken).ConfigureAwait(false) ?? throw new GuestRegistrationException(
            $"The database has another row in the place of one for {user.Id}: a user with the same address, or an organization with the slug "
            + $"'{GuestRows.PersonalName(user.Id)}' and another WorkOS id than {organization.Id}. Put that row right; the next booking completes the registration.");
        await steps.ReachedAsync(GuestStep.RowsWritten).ConfigureAwait(false);
        return new GuestAccount(user.Id, written.OrgId, written.IsNew);
    }

    private async Task<(WorkOSUser User, bool IsFresh)> UserAsync(GuestClaim claim, GuestPerson person, KnownGuest? known, CancellationToken cancellationToken)
    {
        if (known is not null)
        {
            return (await workos.GetUserAsync(known.WorkosUserId, cancellationToken).ConfigureAwait(false) ?? throw new GuestRegistrationException(
                $"The database has the guest's address under the user {known.WorkosUserId}, whom WorkOS does not have: delete the row, or set the id of the right user."), false);
        }

        // What an earlier attempt made may have been deleted since; then all begins anew.
        if (claim.WorkosUserId is { } noted && await workos.GetUserAsync(noted, cancellationToken).ConfigureAwait(false) is { } made
            && string.Equals(made.Email, person.Email, StringComparison.OrdinalIgnoreCase))
        {
            return (made, false);
        }

        var creation = await workos.CreateUserAsync(
            new NewUser
            {
                Email = person.Email,
                EmailVerified = false,
                FirstName = person.FirstName,
                LastName = person.LastName,
                Metadata = person.MetadataAt(time.GetUtcNow()),
            },
            cancellationToken).ConfigureAwait(false);
        return (creation.Value, creation.Outcome == CreationOutcome.Created);
    }

    private async Task<List<WorkOSMembership>> MembershipsAsync(WorkOSUser user, CancellationToken cancellationToken)
    {
        var memberships = new List<WorkOSMembership>();
        await foreach (var membership in workos.ListMembershipsAsync(new MembershipFilter { UserId = user.Id }, cancellationToken).ConfigureAwait(false))
            memberships.Add(membership);
        return memberships;
    }

    private async Task<WorkOSOrganization> OrganizationAsync(
        WorkOSUser user, GuestPerson person, List<WorkOSMembership> memberships, CancellationToken cancellationToken)
    {
        var personal = await rows.PersonalAmongAsync([.. memberships.Select(membership => membership.OrganizationId)], cancellationToken).ConfigureAwait(false);
        if (personal is not null && await workos.GetOrganizationAsync(personal, cancellationToken).ConfigureAwait(false) is { } known)
            return known;
        var name = GuestPerson.IsGuest(user) || user.FirstName is null ? person.OrganizationName : $"{user.FirstName} {user.LastName}".TrimEnd() + "'s Account";
        return (await workos.CreateOrganizationAsync(
            new NewOrganization { Name = name, ExternalId = GuestRows.PersonalName(user.Id) }, cancellationToken).ConfigureAwait(false)).Value;
    }

    private static string StatusOf(WorkOSMembership membership) => membership.Status switch
    {
        WorkOSMembershipStatus.Inactive => "inactive",
        WorkOSMembershipStatus.Pending => "pending",
        _ => "active",
    };
}
