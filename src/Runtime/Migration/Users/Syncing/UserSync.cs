using System.Collections.Concurrent;
using System.Globalization;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Migration.Users.Judging;
using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Migration.Users.Planning;
using Clerk2WorkOS.Migration.Users.Target;
using Clerk2WorkOS.WorkOS;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Syncing;

/// <summary>Carries over what has happened in Clerk to users who have moved. Until the switch Clerk is right; what somebody has done at WorkOS already stays.</summary>
internal sealed class UserSync(IWorkOSClient workos, UserMigrationOptions options, RunSetting setting, UserStepListener steps)
{
    private readonly PersonAtWorkOS _people = new(workos, options.TimeProvider);
    private readonly ConcurrentDictionary<string, bool> _failed = new(StringComparer.Ordinal);
    private int _changed;
    private int _passwords;
    private int _banned;
    private int _restored;
    private int _deleted;
    private int _memberships;
    private int _done;
    private int _rejected;

    /// <summary>Whom a fresh export lacks is deleted; an export that lacks many is not fresh, or of another instance.</summary>
    /// <exception cref="MigrationException">It lacks too many.</exception>
    public void DemandComplete()
    {
        var missing = setting.Map.Users.Count(user => IsMissing(user) && !setting.Sources.IsToldDeleted(user.ClerkUserId));
        if (missing > 1 && missing > setting.Map.Count * options.MostMissing)
        {
            throw new MigrationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The sources lack {missing} of the {setting.Map.Count} users who have moved: give a fresh and complete export of the same instance, or allow for so many to be deleted."));
        }
    }

    /// <summary>The Clerk ids of those for whom something could not be carried over.</summary>
    public IReadOnlyCollection<string> Failed => [.. _failed.Keys];

    /// <summary>What was carried over.</summary>
    /// <param name="run">What the run for those who are new has come to.</param>
    /// <param name="organizations">How many organizations were changed.</param>
    /// <param name="events">How many webhooks were carried over.</param>
    public UserSyncResult ResultWith(UserRunResult run, int organizations, int events) => new()
    {
        Run = run,
        Organizations = organizations,
        Events = events,
        OpenEvents = setting.Sources.Events.Open.Count - events,
        Changed = _changed,
        Passwords = _passwords,
        Banned = _banned,
        Restored = _restored,
        Deleted = _deleted,
        Memberships = _memberships,
    };

    public async Task RunAsync(IProgress<UserProgress>? progress, CancellationToken cancellationToken)
    {
        var began = options.TimeProvider.GetTimestamp();
        var moved = setting.Map.Users.Where(user => setting.Sources.Concern(user.ClerkUserId)).OrderBy(user => user.ClerkUserId, StringComparer.Ordinal).ToList();
        if (moved.Count == 0)
            return;
        var context = await ContextAsync(moved, cancellationToken).ConfigureAwait(false);
        var verdicts = setting.Verdicts.Where(verdict => verdict.Kind == VerdictKind.AlreadyMoved).ToDictionary(verdict => verdict.ClerkUserId, verdict => verdict.User, StringComparer.Ordinal);
        try
        {
            await Parallel.ForEachAsync(
                moved,
                new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken },
                async (user, token) =>
                {
                    await SyncAsync(user, verdicts.GetValueOrDefault(user.ClerkUserId), context, token).ConfigureAwait(false);
                    progress?.Report(new UserProgress(moved.Count, Interlocked.Increment(ref _done), _rejected, options.TimeProvider.GetElapsedTime(began)));
                }).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is WorkOSException or PostgresException)
        {
            throw RunFailures.OfRun(failure, options.RoleSlug);
        }
    }

    private async Task<Context> ContextAsync(List<MappedUser> moved, CancellationToken cancellationToken) => new(
        // A page has a hundred users.
        moved.Count < setting.Map.Count / 100
            ? await UsersAtWorkOS.ReadAsync(workos, [.. moved.Select(user => user.WorkosUserId)], options, cancellationToken).ConfigureAwait(false)
            : await UsersAtWorkOS.ReadAsync(workos, options.RoleSlug, cancellationToken).ConfigureAwait(false),
        await setting.Records.MarksAsync(cancellationToken).ConfigureAwait(false),
        (await setting.Records.NotesAsync(cancellationToken).ConfigureAwait(false)).ToLookup(note => note.ClerkUserId, note => note.Code, StringComparer.Ordinal),
        (await setting.Records.RejectsAsync(cancellationToken).ConfigureAwait(false)).Select(reject => reject.Key).ToHashSet(StringComparer.Ordinal),
        await PersonRow.ReadAsync(setting.Target, setting.Tables, cancellationToken).ConfigureAwait(false),
        await MembershipRows.ReadAsync(setting.Target, setting.Tables, cancellationToken).ConfigureAwait(false),
        new ClerkOrganizations(
            workos, setting.Statements, setting.Commits, steps, await setting.Records.OrganizationsAsync(cancellationToken).ConfigureAwait(false), cancellationToken),
        (await setting.Records.OrganizationsAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal));

    private async Task SyncAsync(MappedUser mapped, UserToMove? user, Context context, CancellationToken cancellationToken)
    {
        try
        {
            var there = context.There.Find(mapped.WorkosUserId);
            if (there is null)
            {
                // Deleted on both sides is done; deleted at WorkOS alone is for verify to find.
                if (!IsMissing(mapped))
                    await RejectAsync(mapped, UserRejectReasons.Failed, $"WorkOS no longer has {mapped.WorkosUserId}.", cancellationToken).ConfigureAwait(false);
                return;
            }

            await SyncAccessAsync(mapped, user, context, cancellationToken).ConfigureAwait(false);
            if (user is not null && !IsMissing(mapped))
                await SyncPersonAsync(mapped, user, there, context, cancellationToken).ConfigureAwait(false);

            if (!IsMissing(mapped) && !IsBanned(mapped, user, context))
                await SyncOrganizationsAsync(mapped, context, cancellationToken).ConfigureAwait(false);

            if (context.Rejected.Contains(mapped.ClerkUserId))
                await setting.Commits.WriteAsync(() => UserStatements.Clear([mapped.ClerkUserId]), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && RunFailures.OfUser(failure) is { } rejection)
        {
            await RejectAsync(mapped, rejection.Reason, rejection.Detail, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RejectAsync(MappedUser mapped, string reason, string detail, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _rejected);
        _failed[mapped.ClerkUserId] = true;
        await setting.Commits.WriteAsync(() => setting.Statements.RejectUser(mapped.ClerkUserId, reason, detail), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Bans and deletions, and their end.</summary>
    private async Task SyncAccessAsync(MappedUser mapped, UserToMove? user, Context context, CancellationToken cancellationToken)
    {
        var was = context.Notes[mapped.ClerkUserId].Where(code => code is UserNoteCodes.Banned or UserNoteCodes.Deleted).ToHashSet(StringComparer.Ordinal);
        var now = IsMissing(mapped) ? UserNoteCodes.Deleted : user is { IsBanned: true } ? UserNoteCodes.Banned : null;
        if (now is null ? was.Count == 0 : was.SetEquals([now]))
            return;
        if (now is null && (user is null || (was.Contains(UserNoteCodes.Banned) && !user.IsBanKnown)))
            return;             // nothing is known of the user, or nothing of a ban
        var changed = await SwitchAsync(mapped, isActive: now is null, context, cancellationToken).ConfigureAwait(false);
        await setting.Commits.WriteAsync(
            () => changed.Select(membership => setting.Statements.Membership(mapped.WorkosUserId, membership))
                .Append(UserStatements.RemoveNote(mapped.ClerkUserId, UserNoteCodes.Banned, UserNoteCodes.Deleted))
                .Concat(now is null ? [] : [UserStatements.Note(new(mapped.ClerkUserId, now, now == UserNoteCodes.Banned ? "Banned in Clerk: the memberships are inactive." : "Deleted in Clerk after the move: the memberships are inactive."))]),
            cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref now is null ? ref _restored : ref now == UserNoteCodes.Banned ? ref _banned : ref _deleted);
    }

    /// <summary>All memberships become inactive; or active again, but for those that were inactive at WorkOS before, and those of Clerk's organizations of which it is known whether the user belongs to them: they follow below.</summary>
    private async Task<List<MovedMembership>> SwitchAsync(MappedUser mapped, bool isActive, Context context, CancellationToken cancellationToken)
    {
        var changed = new List<MovedMembership>();
        if (isActive && context.Notes[mapped.ClerkUserId].Contains(UserNoteCodes.MembershipInactive))
            return changed;
        var memberships = setting.Sources.MembershipsOf(mapped.ClerkUserId);
        await foreach (var membership in workos.ListMembershipsAsync(new MembershipFilter { UserId = mapped.WorkosUserId }, cancellationToken).ConfigureAwait(false))
        {
            if (membership.Status == WorkOSMembershipStatus.Pending
                || (isActive && context.ClerkOrganizationIds.TryGetValue(membership.OrganizationId, out var clerkOrgId) && memberships.Decide(clerkOrgId)))
            {
                continue;
            }

            var after = (membership.Status == WorkOSMembershipStatus.Active) == isActive ? membership
                : isActive ? await workos.ReactivateMembershipAsync(membership.Id, cancellationToken).ConfigureAwait(false)
                : await workos.DeactivateMembershipAsync(membership.Id, cancellationToken).ConfigureAwait(false);
            changed.Add(new(after.OrganizationId, after.Role?.Slug ?? "", UserProcedure.StatusOf(after)));
        }

        return changed;
    }

    /// <summary>Address, verification, name and password.</summary>
    private async Task SyncPersonAsync(MappedUser mapped, UserToMove user, WorkOSUser there, Context context, CancellationToken cancellationToken)
    {
        var hasSignedIn = there.LastSignInAt is not null;
        var isOtherAddress = !string.Equals(there.Email, user.Email, StringComparison.OrdinalIgnoreCase);
        var isOtherPassword = user.Password is not null && !hasSignedIn && CanTakePassword(mapped, context)
            && !(context.Marks.TryGetValue(mapped.ClerkUserId, out var mark) && mark.AsSpan().SequenceEqual(UserStatements.MarkOf(user.Password)));
        var changes = new UserChanges
        {
            Email = isOtherAddress ? user.Email : null,
            EmailVerified = isOtherAddress ? user.EmailVerified : user.EmailVerified && !there.EmailVerified ? true : null,
            FirstName = !hasSignedIn && user.FirstName != there.FirstName && setting.Sources.Find(mapped.ClerkUserId)?.FirstName is not null ? user.FirstName : null,
            LastName = !hasSignedIn && user.LastName is not null && user.LastName != there.LastName ? user.LastName : null,
        };
        var isOther = changes != new UserChanges();
        if (!isOther && !isOtherPassword)
        {
            if (context.Rows.TryGetValue(mapped.WorkosUserId, out var row) && row.IsStale(there))
                await setting.Commits.WriteAsync(() => [setting.Statements.Refresh(there)], cancellationToken).ConfigureAwait(false);
            return;
        }

        var notes = new List<UserNote>();
        var (changed, hasHash) = await _people.ChangeAsync(user, there.Id, changes with { PasswordHash = isOtherPassword ? user.Password : null }, notes, cancellationToken).ConfigureAwait(false);
        await setting.Commits.WriteAsync(
            () => new[] { setting.Statements.Refresh(changed) }.Concat(notes.Select(UserStatements.Note))
                .Concat(hasHash ? [UserStatements.Mark(mapped.ClerkUserId, user.Password!), UserStatements.RemoveNote(mapped.ClerkUserId, UserNoteCodes.PasswordReset)] : []),
            cancellationToken).ConfigureAwait(false);
        if (isOther)
            Interlocked.Increment(ref _changed);
        if (hasHash)
            Interlocked.Increment(ref _passwords);
    }

    /// <summary>One who was adopted without Clerk's password does not get it now.</summary>
    private static bool CanTakePassword(MappedUser mapped, Context context) =>
        context.Marks.ContainsKey(mapped.ClerkUserId) || !context.Notes[mapped.ClerkUserId].Contains(UserNoteCodes.Adopted);

    /// <summary>Clerk's organizations that the user has joined or left, and other roles in them; the Backend API's JSON says, and webhooks do.</summary>
    private async Task SyncOrganizationsAsync(MappedUser mapped, Context context, CancellationToken cancellationToken)
    {
        var memberships = setting.Sources.MembershipsOf(mapped.ClerkUserId);
        if (memberships.IsUnknown)
            return;
        var rows = context.Memberships[mapped.WorkosUserId].ToDictionary(row => row.WorkosOrganizationId, StringComparer.Ordinal);
        var notes = new List<UserNote>();
        foreach (var organization in memberships.Present)
        {
            var id = await context.Organizations.WorkosIdAsync(organization).ConfigureAwait(false);
            var role = setting.Roles.Of(organization, mapped.ClerkUserId, notes);
            var isActive = rows.TryGetValue(id, out var row) && row.Status == "active";
            if (!isActive)
            {
                // One that was ended by an earlier sync becomes active again by being created.
                await WriteAsync(mapped, (await workos.CreateMembershipAsync(
                    new NewMembership { UserId = mapped.WorkosUserId, OrganizationId = id, RoleSlug = role }, cancellationToken).ConfigureAwait(false)).Value, notes, cancellationToken).ConfigureAwait(false);
            }
            else if (role is not null && role != row!.Role)
            {
                await ForEachAtWorkOSAsync(mapped, id, membership => workos.ChangeMembershipRoleAsync(membership.Id, role, cancellationToken), notes, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var row in rows.Values.Where(row => row.Status == "active" && context.ClerkOrganizationIds.TryGetValue(row.WorkosOrganizationId, out var clerkOrgId) && memberships.Ends(clerkOrgId)))
        {
            await ForEachAtWorkOSAsync(
                mapped, row.WorkosOrganizationId,
                async membership => membership.Status == WorkOSMembershipStatus.Active ? await workos.DeactivateMembershipAsync(membership.Id, cancellationToken).ConfigureAwait(false) : membership,
                notes, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ForEachAtWorkOSAsync(MappedUser mapped, string workosOrganizationId, Func<WorkOSMembership, Task<WorkOSMembership>> change, List<UserNote> notes, CancellationToken cancellationToken)
    {
        await foreach (var membership in workos.ListMembershipsAsync(
            new MembershipFilter { UserId = mapped.WorkosUserId, OrganizationId = workosOrganizationId }, cancellationToken).ConfigureAwait(false))
        {
            await WriteAsync(mapped, await change(membership).ConfigureAwait(false), notes, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(MappedUser mapped, WorkOSMembership membership, List<UserNote> notes, CancellationToken cancellationToken)
    {
        var row = new MovedMembership(membership.OrganizationId, membership.Role?.Slug ?? "", UserProcedure.StatusOf(membership));
        await setting.Commits.WriteAsync(
            () => notes.Select(UserStatements.Note).Prepend(setting.Statements.Membership(mapped.WorkosUserId, row)), cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _memberships);
    }

    /// <summary>Whether the user is banned, by what the sources say, or by what an earlier one said where they do not.</summary>
    private static bool IsBanned(MappedUser mapped, UserToMove? user, Context context) => user switch
    {
        { IsBanKnown: true } => user.IsBanned,
        null => context.Notes[mapped.ClerkUserId].Any(code => code is UserNoteCodes.Banned or UserNoteCodes.Deleted),
        _ => context.Notes[mapped.ClerkUserId].Contains(UserNoteCodes.Banned),
    };

    private bool IsMissing(MappedUser mapped) => setting.Sources.Lack(mapped.ClerkUserId);

    private sealed record Context(
        UsersAtWorkOS There, Dictionary<string, byte[]> Marks, ILookup<string, string> Notes, HashSet<string> Rejected, Dictionary<string, PersonRow> Rows, ILookup<string, MovedMembership> Memberships,
        ClerkOrganizations Organizations, IReadOnlyDictionary<string, string> ClerkOrganizationIds);
}
