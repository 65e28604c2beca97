using Clerk2WorkOS.RowLevelSecurity.Linting;
using Clerk2WorkOS.RowLevelSecurity.Linting.Catalog;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Linting;

/// <summary>Each check: what is bad is found in a database and in a file, and the SQL that comes with it makes an end of it.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class FindingTests(PostgreSql server)
{
    public static TheoryData<string, LintSeverity, string, string> Bad => new()
    {
        { "table-without-rls", LintSeverity.Error, "public.notes", "CREATE TABLE notes (id int PRIMARY KEY); GRANT SELECT ON notes TO authenticated" },
        { "table-without-rls", LintSeverity.Error, "public.notes", "CREATE TABLE notes (id int PRIMARY KEY, body text); GRANT SELECT (body) ON notes TO PUBLIC" },
        { "table-without-rls", LintSeverity.Warning, "public.notes", "CREATE TABLE notes (id int PRIMARY KEY)" },
        { "rls-without-policy", LintSeverity.Warning, "public.notes", "CREATE TABLE notes (id int PRIMARY KEY); GRANT SELECT ON notes TO authenticated; ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE notes FORCE ROW LEVEL SECURITY" },
        { "rls-without-policy", LintSeverity.Info, "public.notes", "CREATE TABLE notes (id int PRIMARY KEY, workos_user_id text UNIQUE); ALTER TABLE notes ENABLE ROW LEVEL SECURITY; ALTER TABLE notes FORCE ROW LEVEL SECURITY" },
        { "policies-without-rls", LintSeverity.Error, "public.events", "ALTER TABLE events DISABLE ROW LEVEL SECURITY" },
        { "rls-not-forced", LintSeverity.Warning, "public.events", "ALTER TABLE events NO FORCE ROW LEVEL SECURITY" },
        { "policy-for-everyone", LintSeverity.Warning, "public.events.p", "CREATE POLICY p ON events FOR DELETE USING (workos_user_id = (select auth.user_id()))" },
        { "unwrapped-call", LintSeverity.Warning, "public.events.p", "CREATE POLICY p ON events FOR DELETE TO authenticated USING (workos_user_id = auth.user_id())" },
        { "unwrapped-call", LintSeverity.Warning, "public.events.p", "CREATE POLICY p ON events FOR DELETE TO authenticated USING (workos_user_id = nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')" },
        { "unwrapped-call", LintSeverity.Warning, "public.events.p", "CREATE FUNCTION clerk2workos.user_id() RETURNS text LANGUAGE sql STABLE RETURN auth.user_id(); CREATE POLICY p ON events FOR DELETE TO authenticated USING (workos_user_id = clerk2workos.user_id())" },
        { "unwrapped-call", LintSeverity.Warning, "public.events.p", "CREATE POLICY p ON events FOR INSERT TO authenticated WITH CHECK (workos_user_id = auth.user_id() AND auth.user_id() <> '')" },
        { "sub-plan-per-row", LintSeverity.Error, "public.events.p", "CREATE POLICY p ON events FOR DELETE TO authenticated USING ((select auth.user_id() = workos_user_id))" },
        { "sub-plan-per-row", LintSeverity.Error, "public.events.p", "CREATE POLICY p ON events FOR DELETE TO authenticated USING (exists (select 1 from user_org_memberships m where m.org_id = events.org_id and m.workos_user_id = (select auth.user_id()) and m.status in ('active', 'owner')))" },
        { "sub-plan-per-row", LintSeverity.Error, "public.events.p", "CREATE POLICY p ON events FOR DELETE TO authenticated USING (is_active and exists (select from schedules where schedules.id = schedule_id))" },
        { "function-per-row", LintSeverity.Error, "public.events.p", "CREATE FUNCTION is_member(o uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS 'BEGIN RETURN true; END'; CREATE POLICY p ON events FOR DELETE TO authenticated USING (is_member(org_id))" },
        { "index-lost", LintSeverity.Warning, "public.events.p", "CREATE POLICY p ON events FOR DELETE TO authenticated USING (org_id IN (select m.org_id from user_org_memberships m where m.workos_user_id = (select auth.user_id())))" },
        { "index-lost", LintSeverity.Warning, "public.events.p", "CREATE POLICY p ON events FOR DELETE TO authenticated USING (org_id = ANY (select org_id from user_org_memberships where workos_user_id = (select auth.user_id())) AND schedule_id NOT IN (select id from schedules))" },
        { "missing-index", LintSeverity.Warning, "public.events.schedule_id", "CREATE POLICY p ON events FOR DELETE TO authenticated USING (schedule_id = any (array(select s.id from schedules s where s.workos_user_id = (select auth.user_id()))))" },
        { "missing-index", LintSeverity.Warning, "public.schedules.workos_user_id", "DROP INDEX schedules_workos_user_id_idx" },
        { "missing-index", LintSeverity.Warning, "public.notes.owner", "CREATE TABLE notes (id int PRIMARY KEY, owner varchar(40)); ALTER TABLE notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE INDEX ON notes (lower(owner)); CREATE INDEX ON notes (id, owner); CREATE INDEX ON notes (owner) WHERE id > 5; CREATE POLICY p ON notes FOR SELECT TO authenticated USING (owner = (select auth.user_id()))" },
        { "missing-with-check", LintSeverity.Warning, "public.events.p", "CREATE POLICY p ON events FOR UPDATE TO authenticated USING (workos_user_id = (select auth.user_id()))" },
        { "missing-with-check", LintSeverity.Warning, "public.events.p", "CREATE POLICY p ON events TO authenticated USING (workos_user_id = (select auth.user_id()))" },
        { "missing-with-check", LintSeverity.Error, "public.meetings.p", "CREATE POLICY p ON meetings FOR INSERT TO authenticated" },
        { "always-true", LintSeverity.Error, "public.events.p", "CREATE POLICY p ON events FOR SELECT TO anonymous USING (true)" },
        { "always-true", LintSeverity.Error, "public.events.p", "CREATE POLICY p ON events FOR UPDATE TO authenticated USING (workos_user_id = (select auth.user_id())) WITH CHECK (true)" },
        { "always-true", LintSeverity.Error, "public.categories.p", "CREATE POLICY p ON categories FOR INSERT TO authenticated WITH CHECK ((1 = 1))" },
        { "always-true", LintSeverity.Warning, "public.events.p", "CREATE ROLE {app}_job; CREATE POLICY p ON events FOR SELECT TO {app}_job USING (true)" },
        { "definer-view", LintSeverity.Error, "public.totals", "CREATE VIEW totals AS SELECT count(*) FROM events; GRANT SELECT ON totals TO authenticated" },
        { "definer-view", LintSeverity.Error, "public.totals", "CREATE VIEW inner_totals WITH (security_invoker = true) AS SELECT e.id FROM schedules s JOIN events AS e ON e.schedule_id = s.id; CREATE VIEW totals AS SELECT count(*) FROM inner_totals; GRANT SELECT ON totals TO anonymous" },
        { "definer-view", LintSeverity.Warning, "public.totals", "CREATE VIEW totals AS SELECT count(*) FROM events" },
        { "definer-search-path", LintSeverity.Error, "public.total(x integer)", "CREATE FUNCTION total(x integer) RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM public.events'" },
        { "definer-search-path", LintSeverity.Error, "clerk2workos.total()", "CREATE FUNCTION clerk2workos.total() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = \"$user\", public AS 'SELECT count(*) FROM public.events'" },
        { "role-bypasses-rls", LintSeverity.Error, "{app}", "ALTER ROLE {app} BYPASSRLS" },
        { "role-bypasses-rls", LintSeverity.Error, "{app}", "ALTER ROLE {app} SUPERUSER" },
        { "role-bypasses-rls", LintSeverity.Error, "{app}_admin", "CREATE ROLE {app}_admin BYPASSRLS; GRANT {app}_admin TO {app}" },
        { "app-role-owns", LintSeverity.Error, "public.notes", "CREATE TABLE notes (id int); ALTER TABLE notes OWNER TO {app}" },
        { "app-role-inherits", LintSeverity.Warning, "{app}", "ALTER ROLE {app} INHERIT" },
        { "app-role-granted", LintSeverity.Warning, "public.events", "GRANT SELECT (id) ON events TO {app}" },
        { "truncate-granted", LintSeverity.Error, "public.events", "GRANT ALL ON TABLE events TO authenticated" },
        { "truncate-granted", LintSeverity.Warning, "public.events", "GRANT REFERENCES, TRIGGER ON events TO PUBLIC" },
        { "materialized-view-exposed", LintSeverity.Error, "public.totals", "CREATE MATERIALIZED VIEW totals AS SELECT count(*) FROM events; GRANT SELECT ON totals TO authenticated" },
        { "partition-exposed", LintSeverity.Error, "public.logs_1", "CREATE TABLE logs (id int, workos_user_id text) PARTITION BY RANGE (id); CREATE TABLE logs_1 PARTITION OF logs FOR VALUES FROM (1) TO (9); ALTER TABLE logs ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; GRANT SELECT ON logs, logs_1 TO authenticated" },
        { "policy-recursion", LintSeverity.Error, "public.user_org_memberships.p", "CREATE POLICY p ON user_org_memberships FOR SELECT TO authenticated USING (org_id IN (select m.org_id from user_org_memberships m where m.workos_user_id = (select auth.user_id())))" },
        { "policy-recursion", LintSeverity.Error, "public.user_org_memberships.p", "CREATE POLICY p ON user_org_memberships FOR SELECT TO authenticated USING (org_id = any (array(select m.org_id from user_org_memberships m where m.workos_user_id = (select auth.user_id()))))" },
        { "no-select-policy", LintSeverity.Info, "public.events", "DROP POLICY c2w_org_select ON events" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Is_found_in_a_database_and_gone_after_its_own_SQL(string id, LintSeverity severity, string place, string sql)
    {
        await using var database = await ReviewedDatabase.CreateAsync(server);
        await database.ExecuteAsync(sql);
        var finding = Assert.Single((await database.LintAsync()).Findings, finding => finding.Id == id && finding.Place == database.For(place));
        Assert.Equal(severity, finding.Severity);
        Assert.EndsWith(".", finding.Reason, StringComparison.Ordinal);

        await database.ExecuteAsync(finding.Fix);
        var after = await database.LintAsync();
        Assert.DoesNotContain(after.Findings, other => other.Id == id && other.Place == finding.Place);
        Assert.DoesNotContain(after.Findings, other => other.Severity == LintSeverity.Error);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Is_found_in_a_file_and_gone_when_its_own_SQL_follows(string id, LintSeverity severity, string place, string sql)
    {
        var options = new LintOptions { AppRole = "app" };
        var script = new SqlScript("bad.sql", $"{ReviewedDatabase.Sound}\n{sql};".Replace("{app}", "app", StringComparison.Ordinal));
        var where = place.Replace("{app}", "app", StringComparison.Ordinal).Replace("x integer", "integer", StringComparison.Ordinal);
        var finding = Assert.Single(RlsLinter.Lint([script], options).Findings, finding => finding.Id == id && finding.Place == where);
        Assert.Equal(severity, finding.Severity);

        var after = RlsLinter.Lint([script, new SqlScript("mended.sql", finding.Fix)], options);
        Assert.DoesNotContain(after.Findings, other => other.Id == id && other.Place == finding.Place);
        Assert.Empty(after.NotRead);
    }

    [Fact]
    public async Task A_foreign_table_is_found_in_a_database()
    {
        await using var database = await ReviewedDatabase.CreateAsync(server);
        await database.ExecuteAsync("CREATE FOREIGN DATA WRAPPER nowhere; CREATE SERVER nowhere FOREIGN DATA WRAPPER nowhere; CREATE FOREIGN TABLE far (id int) SERVER nowhere; GRANT SELECT ON far TO authenticated");
        var finding = Assert.Single((await database.LintAsync()).Findings);
        Assert.Equal(("foreign-table-exposed", "public.far"), (finding.Id, finding.Place));
        await database.ExecuteAsync(finding.Fix);
        Assert.Empty((await database.LintAsync()).Findings);

        var file = Assert.Single(RlsLinter.Lint([new("far.sql", "CREATE FOREIGN TABLE IF NOT EXISTS far (id int) SERVER nowhere OPTIONS (a 'b'); GRANT SELECT ON far TO authenticated")], new LintOptions()).Findings);
        Assert.Equal(("foreign-table-exposed", finding.Fix), (file.Id, file.Fix));
    }

    [Fact]
    public async Task Policies_that_read_one_another_are_found_by_the_plan()
    {
        await using var database = await ReviewedDatabase.CreateAsync(server);
        await database.ExecuteAsync("""
            CREATE POLICY p ON events FOR SELECT TO authenticated USING (schedule_id = any (array(select s.id from schedules s)));
            CREATE POLICY p ON schedules FOR SELECT TO authenticated USING (id = any (array(select e.schedule_id from events e)));
            """);
        Assert.Equal(["public.events", "public.schedule_availabilities", "public.schedules"], (await database.LintAsync()).Findings.Where(finding => finding.Id == "policy-recursion").Select(finding => finding.Place));
    }

    [Theory]
    [InlineData("(select auth.user_id() = workos_user_id)", "sub-plan-per-row")]
    [InlineData("exists (select from user_org_memberships m where m.org_id = e.org_id and m.id > e.id)", "sub-plan-per-row")]
    [InlineData("(select count(*) from schedules s where s.id = e.schedule_id) = 1 or org_id in (select org_id from user_org_memberships)", "sub-plan-per-row")]
    [InlineData("is_active or org_id in (select org_id from user_org_memberships)", "index-lost")]
    [InlineData("workos_user_id = (select auth.user_id())", null)]
    [InlineData("org_id = any (array(select m.org_id from user_org_memberships m where (select m.status = 'x')))", null)]
    public async Task A_plan_shows_what_runs_for_every_row(string condition, string? problem)
    {
        await using var database = await ReviewedDatabase.CreateAsync(server);
        await using var command = database.Source.CreateCommand($"EXPLAIN (FORMAT JSON) SELECT * FROM events e WHERE ({condition}) IS TRUE");
        Assert.Equal(problem, PlanReview.Problem((string)(await command.ExecuteScalarAsync())!));
    }

    [Fact]
    public async Task A_policy_to_insert_without_a_check_refuses_every_row()
    {
        await using var database = await ReviewedDatabase.CreateAsync(server);
        await database.ExecuteAsync("CREATE POLICY p ON meetings FOR INSERT TO authenticated; GRANT INSERT ON meetings TO authenticated");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync("SET ROLE authenticated; INSERT INTO meetings VALUES (1, 'user_1')"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Contains("row-level security", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_is_ignored_by_its_id_or_at_one_object_and_counted()
    {
        await using var database = await ReviewedDatabase.CreateAsync(server);
        await database.ExecuteAsync("ALTER TABLE events NO FORCE ROW LEVEL SECURITY; ALTER TABLE meetings NO FORCE ROW LEVEL SECURITY");
        var options = database.Options();
        options.Ignored.Add("rls-not-forced:public.events");
        var result = await RlsLinter.LintAsync(database.Source, options);
        Assert.Equal((1, "public.meetings"), (result.Ignored, Assert.Single(result.Findings).Place));
        options.Ignored.Add("rls-not-forced");
        result = await RlsLinter.LintAsync(database.Source, options);
        Assert.Equal((2, true), (result.Ignored, result.IsClean));
    }
}
