using Clerk2WorkOS.Migration.Users.Judging;
using Clerk2WorkOS.Migration.Users.Target;
using Clerk2WorkOS.Sql;
using Clerk2WorkOS.WorkOS;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>
/// The steps of one user: user, organization, memberships, second factor, rows. Each begins with what is there already, so that it does not matter where an earlier attempt ended.
/// </summary>
internal sealed class UserProcedure(
    IWorkOSClient workos, UserMigrationOptions options, TargetTables tables, TargetDatabase target, UserStatements statements, GroupCommit commits,
    ClerkOrganizations organizations, RoleSlugs roles, UserStepListener steps)
{
    private readonly PersonAtWorkOS _people = new(workos, options.TimeProvider);

    public async Task RunAsync(UserToMove user, string? notedId, string?[]? legacyValues, CancellationToken cancellationToken)
    {
        await steps.ReachedAsync(UserStep.Intended, user.ClerkUserId).ConfigureAwait(false);
        var person = await _people.EnsureAsync(user, notedId, cancellationToken).ConfigureAwait(false);
        await steps.ReachedAsync(UserStep.UserCreated, user.ClerkUserId).ConfigureAwait(false);
        if (notedId != person.User.Id)
            await commits.WriteAsync(() => UserStatements.NoteUser(user.ClerkUserId, person.User.Id), cancellationToken).ConfigureAwait(false);
        await steps.ReachedAsync(UserStep.UserNoted, user.ClerkUserId).ConfigureAwait(false);

        var there = person.IsFresh ? [] : await MembershipsAsync(person.User, cancellationToken).ConfigureAwait(false);
        var personal = await PersonalAsync(user, person, there, cancellationToken).ConfigureAwait(false);
        await steps.ReachedAsync(UserStep.OrganizationCreated, user.ClerkUserId).ConfigureAwait(false);

        var notes = user.Notes.Concat(person.Notes).ToList();
        var memberships = new List<MovedMembership>
        {
            await MembershipAsync(user, person.User, personal.Id, options.RoleSlug, there, notes, cancellationToken).ConfigureAwait(false),
        };
        foreach (var organization in user.Organizations)
        {
            var id = await organizations.WorkosIdAsync(organization).ConfigureAwait(false);
            var role = roles.Of(organization, user.ClerkUserId, notes);
            memberships.Add(await MembershipAsync(user, person.User, id, role, there, notes, cancellationToken).ConfigureAwait(false));
        }

        await steps.ReachedAsync(UserStep.MembershipsCreated, user.ClerkUserId).ConfigureAwait(false);
        if (user.TotpSecret is not null && person.MayHaveFactor)
            notes.Add(await FactorAsync(user, person, cancellationToken).ConfigureAwait(false));
        await steps.ReachedAsync(UserStep.FactorEnrolled, user.ClerkUserId).ConfigureAwait(false);

        var moved = new MovedUser(
            user, person.User, personal, [.. memberships], [.. notes.DistinctBy(note => note.Code)], legacyValues, person.IsPasswordMoved);
        await commits.WriteAsync(() => statements.Complete(moved), cancellationToken).ConfigureAwait(false);
        await steps.ReachedAsync(UserStep.RowsWritten, user.ClerkUserId).ConfigureAwait(false);
    }

    private async Task<List<WorkOSMembership>> MembershipsAsync(WorkOSUser user, CancellationToken cancellationToken)
    {
        var memberships = new List<WorkOSMembership>();
        await foreach (var membership in workos.ListMembershipsAsync(new MembershipFilter { UserId = user.Id }, cancellationToken).ConfigureAwait(false))
            memberships.Add(membership);
        return memberships;
    }

    /// <summary>The organization that the target knows as the user's own, or the one named after the user, which is made if need be.</summary>
    private async Task<WorkOSOrganization> PersonalAsync(UserToMove user, WorkOSPerson person, List<WorkOSMembership> there, CancellationToken cancellationToken)
    {
        if (there.Count > 0
            && await PersonalAmongAsync(person.User.Id, [.. there.Select(membership => membership.OrganizationId)], cancellationToken).ConfigureAwait(false) is { } id
            && await workos.GetOrganizationAsync(id, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        return (await workos.CreateOrganizationAsync(
            new NewOrganization { Name = user.PersonalOrganizationName, ExternalId = UserStatements.PersonalName(person.User.Id) }, cancellationToken).ConfigureAwait(false)).Value;
    }

    private Task<string?> PersonalAmongAsync(string workosUserId, string[] workosOrgIds, CancellationToken cancellationToken)
    {
        var (id, slug, type) = (SqlName.Quote(tables.Names.OrganizationsWorkosOrgId), SqlName.Quote(tables.Names.OrganizationsSlug), SqlName.Quote(tables.Names.OrganizationsType));
        return target.RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand(
                    $"SELECT {id} FROM {tables.Organizations.QuotedName} WHERE {id} = ANY($1) AND ({slug} = $2 OR {type}::text = ANY($3)) ORDER BY {slug} = $2 DESC, {id} LIMIT 1", connection)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<string[]> { TypedValue = workosOrgIds },
                        new NpgsqlParameter<string> { TypedValue = UserStatements.PersonalName(workosUserId) },
                        new NpgsqlParameter<string[]> { TypedValue = [options.PatientType, options.ExpertType] },
                    },
                };
                return await command.ExecuteScalarAsync(token).ConfigureAwait(false) as string;
            },
            cancellationToken);
    }

    /// <summary>One that is inactive stays so: creating it anew would let a person back in who was shut out.</summary>
    private async Task<MovedMembership> MembershipAsync(
        UserToMove user, WorkOSUser person, string organizationId, string? role, List<WorkOSMembership> there, List<UserNote> notes, CancellationToken cancellationToken)
    {
        var membership = there.Find(candidate => candidate.OrganizationId == organizationId) ?? (await workos.CreateMembershipAsync(
            new NewMembership { UserId = person.Id, OrganizationId = organizationId, RoleSlug = role }, cancellationToken).ConfigureAwait(false)).Value;
        if (user.IsBanned && membership.Status == WorkOSMembershipStatus.Active)
            membership = await workos.DeactivateMembershipAsync(membership.Id, cancellationToken).ConfigureAwait(false);
        else if (!user.IsBanned && membership.Status == WorkOSMembershipStatus.Inactive)
            notes.Add(new(user.ClerkUserId, UserNoteCodes.MembershipInactive, "WorkOS had a membership of the user that is inactive; it was left so."));
        return new(organizationId, membership.Role?.Slug ?? role ?? "", StatusOf(membership));
    }

    /// <summary>
    /// WorkOS takes the same factor twice, so unless this run has just made the user, those that are there are looked at first: of one that we made any is from an earlier attempt, or newer than Clerk's; of one
    /// that was there, any with our issuer.
    /// </summary>
    private async Task<UserNote> FactorAsync(UserToMove user, WorkOSPerson person, CancellationToken cancellationToken)
    {
        if (!person.IsFresh)
        {
            var isAdopted = person.User.Metadata.ContainsKey(PersonAtWorkOS.Adopted);
            await foreach (var factor in workos.ListFactorsAsync(person.User.Id, cancellationToken).ConfigureAwait(false))
            {
                if (factor.Totp is { } totp && (!isAdopted || totp.Issuer == options.TotpIssuer))
                    return Moved();
            }
        }

        try
        {
            await workos.EnrollTotpFactorAsync(
                new NewTotpFactor { UserId = person.User.Id, Issuer = options.TotpIssuer, Secret = Base32(user.TotpSecret!) }, cancellationToken).ConfigureAwait(false);
            return Moved();
        }
        catch (WorkOSRefusedException refusal) when (refusal is not (WorkOSUnauthorizedException or WorkOSNotFoundException))
        {
            return new(user.ClerkUserId, UserNoteCodes.TotpReset, "WorkOS refused the second factor's secret.");
        }

        UserNote Moved() => new(user.ClerkUserId, UserNoteCodes.TotpMoved, null);
    }

    /// <summary>As WorkOS takes it: in capitals, without spaces and padding.</summary>
    private static Secret Base32(Secret secret) =>
        secret.Reveal().Replace(" ", "", StringComparison.Ordinal).TrimEnd('=').ToUpperInvariant() is { Length: > 0 } plain ? new Secret(plain) : secret;

    public static string StatusOf(WorkOSMembership membership) => membership.Status switch
    {
        WorkOSMembershipStatus.Inactive => "inactive",
        WorkOSMembershipStatus.Pending => "pending",
        _ => "active",
    };
}
