using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Migration.Users.Judging;
using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Migration.Users.Planning;
using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.Migration.Users.Target;
using Clerk2WorkOS.Sql;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users.Verifying;

/// <summary>Compares sources, WorkOS, database and map.</summary>
internal sealed class UserVerifier(IWorkOSClient workos, UserMigrationOptions options)
{
    private const int MostExamples = 20;
    private readonly List<UserFinding> _findings = [];

    public async Task<UserVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        var target = new TargetDatabase(options.Target, options.TimeProvider);
        await target.DemandReachableAsync(cancellationToken).ConfigureAwait(false);
        var records = new MigrationRecords(target);
        if (!await records.ExistAsync(cancellationToken).ConfigureAwait(false))
            throw new MigrationException("No users were moved into this target yet: there is nothing to verify.");
        var sources = options.ClerkJson is null && options.ClerkCsv is null && options.Legacy is null && !options.OnlyEvents ? null : await UserSources.ReadAsync(options, target, cancellationToken).ConfigureAwait(false);
        var tables = await target.RunAsync((connection, token) => TargetTables.ReadAsync(connection, options.Tables, sources?.Legacy, token), cancellationToken).ConfigureAwait(false);
        var map = await records.MapAsync(cancellationToken).ConfigureAwait(false);
        var rejects = (await records.RejectsAsync(cancellationToken).ConfigureAwait(false)).Select(reject => reject.Key).ToHashSet(StringComparer.Ordinal);
        Add("rejected", "Users did not move, with a reason.", rejects, "clerk2workos users retry, or clerk2workos users sync for one who has moved");
        if (sources is not null)
            await VerifySourcesAsync(sources, rejects, map, cancellationToken).ConfigureAwait(false);
        Add("unfinished", "Users were begun, and neither completed nor rejected.",
            (await records.IntentsAsync(cancellationToken).ConfigureAwait(false)).Keys.Where(id => !rejects.Contains(id)), "clerk2workos users run");

        var events = sources?.Events ?? await ClerkEvents.ReadAsync(target, onlyOpen: true, cancellationToken).ConfigureAwait(false);
        Add("event_open", "Webhooks of Clerk's were received and not carried over.", events.Open.Select(open => open.ClerkUserId ?? open.ClerkOrgId ?? open.Id), "clerk2workos users sync --events");

        var there = await UsersAtWorkOS.ReadAsync(workos, options.RoleSlug, cancellationToken).ConfigureAwait(false);
        VerifyUsers(map, there);
        await VerifyRowsAsync(target, tables, cancellationToken).ConfigureAwait(false);
        var memberships = await VerifyWorkOSAsync(target, tables, map, there, cancellationToken).ConfigureAwait(false);
        await VerifyMapFileAsync(map, cancellationToken).ConfigureAwait(false);
        return new(_findings, map.Count, there.All.Count, memberships);
    }

    private async Task VerifySourcesAsync(UserSources sources, HashSet<string> rejects, IdMap map, CancellationToken cancellationToken)
    {
        var choices = await UserChoices.ReadAsync(options, sources, cancellationToken).ConfigureAwait(false);
        var verdicts = new UserJudge(sources, choices, map, options.AssumeVerified).JudgeAll();
        Add("not_moved", "Users of the sources stand neither in the map nor among the rejects.",
            verdicts.Where(verdict => verdict.Kind is VerdictKind.Move or VerdictKind.Rejected && !rejects.Contains(verdict.ClerkUserId)).Select(verdict => verdict.ClerkUserId),
            "clerk2workos users run");
    }

    private void VerifyUsers(IdMap map, UsersAtWorkOS there)
    {
        Add("user_missing_in_workos", "Users of the map are not at WorkOS.", map.Users.Where(user => there.Find(user.WorkosUserId) is null).Select(user => user.WorkosUserId),
            "clerk2workos users run, after the rows of these users were deleted from clerk2workos.user_map");
        Add("external_id_differs", "Users of the map have another external id at WorkOS than their Clerk id.",
            map.Users.Where(user => there.Find(user.WorkosUserId) is { } found && found.ExternalId != user.ClerkUserId).Select(user => user.WorkosUserId),
            "in WorkOS: set the external id");
        Add("duplicate_external_id", "Several users of WorkOS have one external id.", there.DuplicateExternalIds, "in WorkOS: delete the surplus user");
        Add("not_in_map", "WorkOS has users with our mark that do not stand in the map.",
            there.All.Where(user => user.ExternalId is { } id && user.Metadata.ContainsKey(PersonAtWorkOS.MigratedFrom) && map.Find(id) is null).Select(user => user.Id),
            "clerk2workos users run");
    }

    private async Task VerifyRowsAsync(TargetDatabase target, TargetTables tables, CancellationToken cancellationToken)
    {
        var names = tables.Names;
        var (users, organizations, memberships) = (tables.Users.QuotedName, tables.Organizations.QuotedName, tables.Memberships.QuotedName);
        var (user, org, member, memberOrg) = (
            SqlName.Quote(names.UsersWorkosUserId), SqlName.Quote(names.OrganizationsId), SqlName.Quote(names.MembershipsWorkosUserId), SqlName.Quote(names.MembershipsOrgId));
        var workosOrg = SqlName.Quote(names.OrganizationsWorkosOrgId);
        await AddAsync("user_row_missing", "Users of the map have no row in the database.",
            $"SELECT m.workos_user_id FROM clerk2workos.user_map m WHERE NOT EXISTS (SELECT FROM {users} u WHERE u.{user}::text = m.workos_user_id)", Again).ConfigureAwait(false);
        await AddAsync("organization_row_missing", "Users of the map have a personal organization without a row in the database, or with another id there.",
            $"SELECT m.workos_user_id FROM clerk2workos.user_map m WHERE NOT EXISTS (SELECT FROM {organizations} o WHERE o.{org} = m.organization_id AND o.{workosOrg}::text = m.workos_organization_id)",
            Again).ConfigureAwait(false);
        await AddAsync("membership_missing_in_database", "Users of the map are no member of their personal organization in the database.",
            $"SELECT m.workos_user_id FROM clerk2workos.user_map m WHERE NOT EXISTS (SELECT FROM {memberships} s WHERE s.{member}::text = m.workos_user_id AND s.{memberOrg} = m.organization_id)",
            Again).ConfigureAwait(false);
        await AddAsync("user_without_organization", "Users of the database belong to no organization.",
            $"SELECT u.{user}::text FROM {users} u WHERE NOT EXISTS (SELECT FROM {memberships} s WHERE s.{member} = u.{user})", "clerk2workos users run, or a booking for a guest").ConfigureAwait(false);
        await AddAsync("personal_organization_shared", "Personal organizations have several members.",
            $"""
            SELECT o.{workosOrg}::text FROM {organizations} o WHERE o.{org} IN (SELECT organization_id FROM clerk2workos.user_map)
            AND (o.{org} IN (SELECT s.{memberOrg} FROM {memberships} s GROUP BY 1 HAVING count(*) > 1) OR o.{org} IN (SELECT m.organization_id FROM clerk2workos.user_map m GROUP BY 1 HAVING count(*) > 1))
            """,
            "in WorkOS and the database: delete the membership that is too many").ConfigureAwait(false);

        async Task AddAsync(string code, string sentence, string sql, string command) =>
            Add(code, sentence, await target.TextsAsync(sql, cancellationToken).ConfigureAwait(false), command);
    }

    private const string Again = "clerk2workos users run, after the rows of these users were deleted from clerk2workos.user_map";

    private async Task<int> VerifyWorkOSAsync(TargetDatabase target, TargetTables tables, IdMap map, UsersAtWorkOS there, CancellationToken cancellationToken)
    {
        var rows = await MembershipRows.ReadAsync(target, tables, cancellationToken).ConfigureAwait(false);
        var expected = rows.SelectMany(user => user.Select(row => (Key: (user.Key, row.WorkosOrganizationId), row.Status)))
            .Concat(map.Users.Select(user => (Key: (user.WorkosUserId, user.WorkosOrganizationId), Status: "")))
            .GroupBy(pair => pair.Key, pair => pair.Status).Select(group => (group.Key, Status: group.Max()!)).ToList();
        try
        {
            var organizations = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var organization in workos.ListOrganizationsAsync(null, cancellationToken).ConfigureAwait(false))
                organizations.Add(organization.Id);
            Add("organization_missing_in_workos", "Organizations of the map are not at WorkOS.",
                map.Users.Where(user => !organizations.Contains(user.WorkosOrganizationId)).Select(user => user.WorkosOrganizationId), Again);

            var states = await new MembershipsAtWorkOS(workos, options.Concurrency)
                .StatesAsync([.. expected.Select(pair => pair.Key).Where(key => there.Find(key.Item1) is not null && organizations.Contains(key.Item2))], cancellationToken).ConfigureAwait(false);
            Add("membership_missing_in_workos", "Memberships of the database are not at WorkOS.", states.Where(pair => pair.Value is null).Select(pair => Name(pair.Key)), Again);
            Add("membership_status_differs", "Memberships are active on one side and inactive on the other.",
                expected.Where(pair => pair.Status.Length > 0 && states.GetValueOrDefault(pair.Key) is { } status && status != pair.Status).Select(pair => Name(pair.Key)),
                "clerk2workos users sync");
            return states.Count;
        }
        catch (WorkOSException failure)
        {
            throw RunFailures.OfEnvironment(failure, options.RoleSlug);
        }

        static string Name((string User, string Organization) key) => $"{key.User} in {key.Organization}";
    }

    private async Task VerifyMapFileAsync(IdMap map, CancellationToken cancellationToken)
    {
        if (options.MapFile is not { } path)
            return;
        var file = File.Exists(path) ? await MapFile.ReadAsync(path, cancellationToken).ConfigureAwait(false) : [];
        Add("map_file_differs", $"The file {Path.GetFileName(path)} says something else than the map in the database, or does not say it.",
            map.Users.Where(user => file.GetValueOrDefault(user.ClerkUserId) != user).Select(user => user.ClerkUserId).Concat(file.Keys.Where(id => map.Find(id) is null)),
            "clerk2workos users run");
    }

    private void Add(string code, string sentence, IEnumerable<string> ids, string command)
    {
        var all = ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (all.Count > 0)
            _findings.Add(new(code, sentence, all.Count, [.. all.Take(MostExamples)], command));
    }
}
