using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Migration.Users.Judging;
using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.Migration.Users.Target;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Planning;

/// <summary>Looks at everything and touches nothing.</summary>
internal sealed class UserPlanner(IWorkOSClient workos, UserMigrationOptions options)
{
    public async Task<UserPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var target = new TargetDatabase(options.Target, options.TimeProvider);
        await target.DemandReachableAsync(cancellationToken).ConfigureAwait(false);
        var sources = await UserSources.ReadAsync(options, target, cancellationToken).ConfigureAwait(false);
        var choices = await UserChoices.ReadAsync(options, sources, cancellationToken).ConfigureAwait(false);
        var tables = await target.RunAsync((connection, token) => TargetTables.ReadAsync(connection, options.Tables, sources.Legacy, token), cancellationToken).ConfigureAwait(false);
        SameTable.Refuse(options, tables);
        var records = new MigrationRecords(target);
        var (map, organizations) = await records.ExistAsync(cancellationToken).ConfigureAwait(false)
            ? (await records.MapAsync(cancellationToken).ConfigureAwait(false), await records.OrganizationsAsync(cancellationToken).ConfigureAwait(false))
            : (new IdMap(), []);
        var verdicts = new UserJudge(sources, choices, map, options.AssumeVerified).JudgeAll();
        var there = await UsersAtWorkOS.ReadAsync(workos, options.RoleSlug, cancellationToken).ConfigureAwait(false);
        var roles = await RolesAsync(cancellationToken).ConfigureAwait(false);

        var moving = verdicts.Where(verdict => verdict.Kind == VerdictKind.Move).Select(verdict => verdict.User!).ToList();
        var conflicts = moving.Where(user => IsConflict(user, there)).ToList();
        moving.RemoveAll(user => IsConflict(user, there));
        var clerkOrganizations = moving.SelectMany(user => user.Organizations).Select(membership => membership.OrganizationId).Distinct(StringComparer.Ordinal)
            .Count(id => !organizations.ContainsKey(id));
        var (calls, duration) = Estimate(moving, clerkOrganizations);
        return new()
        {
            Problems = [.. tables.Problems, .. RoleProblem(roles)],
            InSources = sources.Count,
            ToMove = moving.Count,
            ToResume = moving.Count(user => there.FindByExternalId(user.ClerkUserId) is not null),
            ToAdopt = moving.Count(user => there.FindByExternalId(user.ClerkUserId) is null && there.FindByEmail(user.Email) is not null),
            AlreadyMoved = verdicts.Count(verdict => verdict.Kind == VerdictKind.AlreadyMoved),
            Skipped = [.. verdicts.Where(verdict => verdict.Kind == VerdictKind.Skipped).Select(verdict => verdict.ClerkUserId)],
            Rejects = [.. Rejects(verdicts, conflicts, there).OrderBy(reject => reject.Key, StringComparer.Ordinal)],
            Notes = [.. moving.SelectMany(user => user.Notes)],
            Passwords = moving.Count(user => user.Password is not null),
            SecondFactors = moving.Count(user => user.TotpSecret is not null),
            ClerkOrganizations = clerkOrganizations,
            UnknownRoles = [.. moving.SelectMany(user => user.Organizations).Select(membership => membership.RoleSlug).OfType<string>().Distinct().Where(slug => !roles.Contains(slug)).Order(StringComparer.Ordinal)],
            CarriedColumns = [.. tables.Carried.Columns.Select(column => column.Name)],
            LeftColumns = tables.Carried.Left,
            LegacyRowsWithoutClerkId = sources.LegacyRowsWithoutClerkId,
            OpenEvents = sources.Events.Open.Count,
            Calls = calls,
            EstimatedDuration = duration,
        };
    }

    private async Task<HashSet<string>> RolesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await workos.ListRolesAsync(cancellationToken).ConfigureAwait(false)).Select(role => role.Slug)];
        }
        catch (WorkOSException failure)
        {
            throw RunFailures.OfEnvironment(failure, options.RoleSlug);
        }
    }

    private string[] RoleProblem(HashSet<string> roles) => roles.Contains(options.RoleSlug)
        ? []
        : [$"WorkOS's environment has no role '{options.RoleSlug}': create it in the dashboard (Roles), or name another one."];

    /// <summary>Whether somebody else has the address.</summary>
    private static bool IsConflict(UserToMove user, UsersAtWorkOS there) =>
        there.FindByExternalId(user.ClerkUserId) is null && there.FindByEmail(user.Email) is { ExternalId: not null };

    private static IEnumerable<Reject> Rejects(IReadOnlyList<Verdict> verdicts, List<UserToMove> conflicts, UsersAtWorkOS there) =>
        verdicts.Where(verdict => verdict.Rejection is not null)
            .Select(verdict => new Reject("user", "users", verdict.ClerkUserId, verdict.Rejection!.Value.Reason, verdict.Rejection.Value.Detail))
            .Concat(conflicts.Select(user => (user, Other: there.FindByEmail(user.Email)!)).Select(pair => new Reject(
                "user", "users", pair.user.ClerkUserId, UserRejectReasons.EmailConflict,
                $"WorkOS has {pair.Other.Id} with the same address and the external id '{pair.Other.ExternalId}'.")));

    /// <summary>What WorkOS's limits allow, whatever the client does.</summary>
    private (long Calls, TimeSpan Duration) Estimate(List<UserToMove> moving, int clerkOrganizations)
    {
        var writes = moving.Sum(user => (long)user.Calls().Writes);
        var others = moving.Sum(user => (long)user.Calls().Others) + clerkOrganizations;
        var reads = moving.Count(user => user.TotpSecret is not null);
        var all = writes + others + reads;
        var longest = new[] { TimeOf(writes, options.Limits.UserManagementWrites), TimeOf(reads, options.Limits.UserManagementReads), TimeOf(all, options.Limits.Overall) }.Max();
        return (all, longest);
    }

    private static TimeSpan TimeOf(long calls, WorkOSLimit? limit) => limit is null ? TimeSpan.Zero : limit.Window * ((double)calls / limit.Calls);
}
