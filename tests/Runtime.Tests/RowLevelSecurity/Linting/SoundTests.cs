using Clerk2WorkOS.RowLevelSecurity.Linting;
using Clerk2WorkOS.Runtime.Tests.Databases;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Linting;

/// <summary>What is well is left alone, and is what PostgreSQL plans well.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class SoundTests(PostgreSql server)
{
    private const string Rows = """
        INSERT INTO user_org_memberships SELECT n, 'user_' || n, md5(n::text)::uuid, 'active' FROM generate_series(1, 1000) n;
        INSERT INTO schedules SELECT n, 'user_' || n % 500 FROM generate_series(1, 2000) n;
        INSERT INTO events SELECT n, 'user_' || n % 1000, md5((n % 1000)::text)::uuid, n % 2000 FROM generate_series(1, 5000) n;
        INSERT INTO meetings SELECT n, 'user_' || n % 1000, 'user_' || n % 700 FROM generate_series(1, 5000) n;
        INSERT INTO schedule_availabilities SELECT n, 1 + n % 2000 FROM generate_series(1, 5000) n;
        ANALYZE;
        """;

    [Fact]
    public async Task Nothing_is_found_in_a_sound_database_and_each_form_of_policy_uses_its_index()
    {
        await using var database = await ReviewedDatabase.CreateAsync(server);
        await database.ExecuteAsync(Rows);
        var result = await database.LintAsync();
        Assert.Empty(result.Findings);
        Assert.Empty(result.Notes);
        Assert.Equal((6, 7), (result.Tables, result.Policies));

        foreach (var table in new[] { "user_org_memberships", "schedules", "events", "meetings", "schedule_availabilities" })
        {
            var plan = await database.ExplainAsync($"SELECT * FROM {table}");
            Assert.DoesNotContain("SubPlan", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
            Assert.Contains("Index Cond", plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_is_found_in_a_sound_file()
    {
        var result = RlsLinter.Lint([new("sound.sql", ReviewedDatabase.Sound.Replace("{app}", "app", StringComparison.Ordinal))], new LintOptions { AppRole = "app" });
        Assert.Empty(result.Findings);
        Assert.Empty(result.NotRead);
        Assert.Equal((6, 7), (result.Tables, result.Policies));
        Assert.Single(result.Notes);                            // that plans need a database
    }

    [Theory]
    [InlineData("org_id IN (select m.org_id from user_org_memberships m)")]
    [InlineData("exists (select 1 from user_org_memberships m where m.org_id = events.org_id and m.status = 'active' and m.workos_user_id = auth.user_id())")]
    [InlineData("(select auth.user_id() = workos_user_id) or (is_active and workos_user_id = auth.user_id())")]
    [InlineData("org_id NOT IN (select m.org_id from user_org_memberships m where m.status = 'left')")]
    [InlineData("exists (select from schedules s where events.schedule_id = s.id and (s.id > 3 or s.id < 2))")]
    public async Task What_is_mended_lets_the_same_rows_through(string expression)
    {
        await using var database = await ReviewedDatabase.CreateAsync(server);
        await database.ExecuteAsync(Rows);
        await database.ExecuteAsync($"DROP POLICY c2w_org_select ON events; CREATE POLICY p ON events FOR SELECT TO authenticated USING ({expression})");
        var before = await RowsAsync(database);
        Assert.NotEqual("", before);
        var slow = (await database.LintAsync()).Findings.Where(finding => finding.Place == "public.events.p").ToList();
        Assert.NotEmpty(slow);
        await database.ExecuteAsync(slow[0].Fix);
        Assert.DoesNotContain((await database.LintAsync()).Findings, finding => finding.Place.StartsWith("public.events.p", StringComparison.Ordinal));
        Assert.Equal(before, await RowsAsync(database));
    }

    [Fact]
    public void A_table_that_the_files_only_speak_of_is_judged_as_far_as_it_is_known()
    {
        var result = RlsLinter.Lint(
            [new("001.sql", "create policy p on public.events for select to authenticated using (workos_user_id = (select auth.user_id())); alter table public.events enable row level security; alter table public.events force row level security;")],
            new LintOptions { AppRole = "app" });
        Assert.Empty(result.Findings);
        Assert.Contains("Indexes of public.events are not judged: its columns are not in these files.", result.Notes);
    }

    [Fact]
    public void What_may_matter_and_is_not_understood_is_named_with_its_line()
    {
        var result = RlsLinter.Lint(
            [new("a.sql", "SELECT 1;\nALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO authenticated;\nCREATE EXTENSION citext;\nSET ROLE x;\nDO $$ BEGIN EXECUTE sql_of(1); PERFORM 1; END $$;\nFROBNICATE ALL;")], new LintOptions());
        Assert.Equal(["ALTER DEFAULT PRIVILEGES (a.sql:2)", "SET ROLE X (a.sql:4)", "EXECUTE (a.sql:5)", "FROBNICATE ALL (a.sql:6)"], result.NotRead);
    }

    private static async Task<string> RowsAsync(ReviewedDatabase database)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            "GRANT USAGE ON SCHEMA public TO authenticated; BEGIN; SELECT set_config('request.jwt.claims', '{\"sub\":\"user_7\"}', true); SET LOCAL ROLE authenticated; SELECT string_agg(id::text, ',' ORDER BY id) FROM events; COMMIT", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        return reader.IsDBNull(0) ? "" : reader.GetString(0);
    }
}
