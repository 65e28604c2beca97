using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.RowLevelSecurity.Linting;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Setting;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity;

/// <summary>The SQL that a model becomes.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class ScriptTests(PostgreSql server)
{
    [Fact]
    public async Task The_files_do_what_apply_does_and_running_them_again_changes_nothing()
    {
        await using var world = await RlsWorld.CreateAsync(server);
        var script = await ScriptAsync(world);
        // Line by line, as psql runs it: concurrent indexes are in no transaction.
        foreach (var index in script.Indexes.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal)))
            await world.ExecuteAsync(index);
        await world.ExecuteAsync(script.Policies);
        var after = await StateAsync(world);
        await world.ExecuteAsync(script.Policies);
        Assert.Equal(after, await StateAsync(world));
        await world.ApplyAsync();
        Assert.Equal(after, await StateAsync(world));
        Assert.True((await world.VerifyAsync(null, "events", "records")).IsHeld);
    }

    [Fact]
    public async Task The_same_script_is_written_after_it_was_applied()
    {
        await using var world = await RlsWorld.CreateAsync(server);
        var before = await ScriptAsync(world);
        await world.ApplyAsync();
        var after = await ScriptAsync(world);
        Assert.Equal((before.Indexes, before.Policies), (after.Indexes, after.Policies));
    }

    [Theory]
    [InlineData("CREATE INDEX ON user_org_memberships (workos_user_id)", true)]
    [InlineData("CREATE INDEX ON user_org_memberships (workos_user_id) INCLUDE (org_id, role, status) WHERE status = 'active'", true)]
    [InlineData("CREATE INDEX ON user_org_memberships (org_id, workos_user_id, role, status)", true)]
    [InlineData("CREATE INDEX ON user_org_memberships (lower(workos_user_id), workos_user_id, org_id, role, status)", true)]
    [InlineData("CREATE INDEX ON user_org_memberships (workos_user_id, status) INCLUDE (role, id, org_id)", false)]
    public async Task One_index_tells_whose_members_they_are_unless_the_application_has_such_a_one(string there, bool isMade)
    {
        await using var world = await RlsWorld.CreateAsync(server);
        await world.ExecuteAsync(there);
        var indexes = (await ScriptAsync(world)).Indexes.Split('\n').Where(line => line.Contains("user_org_memberships_workos_user_id", StringComparison.Ordinal));
        Assert.Equal(
            isMade ? ["create index concurrently if not exists \"c2w_user_org_memberships_workos_user_id_covering_idx\" on \"public\".\"user_org_memberships\" (\"workos_user_id\") include (\"org_id\", \"role\", \"status\");"] : [],
            indexes);
    }

    [Fact]
    public async Task Nothing_is_found_in_it_by_lint_neither_in_the_files_nor_in_the_database()
    {
        await using var world = await RlsWorld.AppliedAsync(server);
        var script = await ScriptAsync(world);
        var options = new LintOptions { AppRole = world.AppRole };
        var files = RlsLinter.Lint([new SqlScript(RlsScript.IndexesFile, script.Indexes), new SqlScript(RlsScript.PoliciesFile, script.Policies)], options);
        Assert.Equal([], files.Findings.Select(finding => $"{finding.Id} {finding.Place} {finding.Reason}"));
        Assert.Equal([], (await RlsLinter.LintAsync(world.Database, options)).Findings.Select(finding => $"{finding.Id} {finding.Place} {finding.Reason}"));
    }

    [Fact]
    public async Task Every_table_of_the_plan_is_enabled_and_forced()
    {
        await using var world = await RlsWorld.AppliedAsync(server);
        await using var open = world.Database.CreateCommand("SELECT string_agg(relname, ', ') FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)");
        Assert.Equal(DBNull.Value, await open.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Tables_outside_the_plan_are_found_by_their_columns()
    {
        await using var world = await RlsWorld.CreateAsync(server, BookingTables.Sql + """"
            CREATE TABLE notes (id int PRIMARY KEY, workos_user_id text NOT NULL, body text);
            CREATE TABLE note_tags (id int PRIMARY KEY, note_id int NOT NULL REFERENCES notes, tag text);
            CREATE TABLE rooms (id int PRIMARY KEY, org_id uuid NOT NULL, name text);
            CREATE TABLE legacy_rooms (id int PRIMARY KEY, org_id text, name text);
            CREATE TABLE countries (code text PRIMARY KEY);
            CREATE TABLE "Odd ""name""" (id int PRIMARY KEY, workos_user_id text, "a ""b""" text);
            """");
        var script = await ScriptAsync(world);
        Assert.Equal(
            [
                "rooms: members of the row's organization may read it, and nobody but the service writes; describe it if they are to.",
                "legacy_rooms: members of the row's organization may read it, and nobody but the service writes; describe it if they are to.",
                "countries: no column says whose its rows are, and no foreign key leads to a table that does; it is left alone. Describe it, or see that nobody but the service has rights on it.",
                "legacy_rooms: org_id is of type text, and user_org_memberships.org_id of type uuid; it is not taken for an organization's id.",
            ],
            script.Notes.Order(StringComparer.Ordinal).OrderBy(note => !note.StartsWith("rooms", StringComparison.Ordinal)).ThenBy(note => !note.Contains("may read", StringComparison.Ordinal)));
        await world.ApplyAsync();
        var matrix = await world.VerifyAsync(null, "notes", "note_tags", "rooms", "legacy_rooms", "countries", "Odd \"name\"");
        Assert.Equal([], matrix.Cells.Where(cell => cell.Verdict != RlsVerdict.Held).Select(cell => $"{cell.Table} {cell.Persona} {cell.Attack}: {string.Join(" ", cell.Details)}"));
    }

    [Fact]
    public async Task A_description_takes_the_place_of_what_is_known()
    {
        await using var world = await RlsWorld.CreateAsync(server, BookingTables.Sql + "CREATE TABLE articles (id int PRIMARY KEY, author text NOT NULL, org_id uuid NOT NULL, published boolean NOT NULL, secret text);");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $$"""
            {
              // who writes, edits; the world reads what is published
              "appRole": "{{world.AppRole}}",
              "tables": {
                "articles": { "rules": [
                  { "who": "person", "commands": "all", "column": "author", "withinOrganization": true },
                  { "who": "everyone", "commands": "select", "where": "published" },
                  { "who": "owner", "commands": "select, delete", "column": "org_id" } ], "serviceColumns": ["secret"] },
                "profiles": { "rules": [ { "who": "person", "commands": "select", "column": "workos_user_id" }, { "who": "everyone", "commands": "select", "where": "is_verified" } ] },
                "audit_logs": null,
              },
            }
            """);
        var options = await RlsModelOptions.ReadAsync(file);
        await world.ApplyAsync(options);
        var matrix = await world.VerifyAsync(options, "articles", "profiles", "audit_logs");
        Assert.Equal([], matrix.Cells.Where(cell => cell.Verdict != RlsVerdict.Held).Select(cell => $"{cell.Table} {cell.Persona} {cell.Attack}: {string.Join(" ", cell.Details)}"));
        File.Delete(file);
    }

    [Theory]
    [InlineData("""{ "tables": { "nowhere": { "rules": [] } } }""", null)]
    [InlineData("""{ "tabels": { } }""", "cannot be read as a description of policies, at $.tabels")]
    [InlineData("""{ "tables": { "events": { "rules": [ { "who": "person", "commands": "all", "column": "owner" } ] } } }""", "events: there is no column 'owner'.")]
    [InlineData("""{ "tables": { "events": { "rules": [ { "who": "everyone", "commands": "update", "where": "true" } ] } } }""", "events: a rule about everyone needs 'where', and allows 'select' alone.")]
    [InlineData("""{ "tables": { "events": { "rules": [ { "who": "person", "commands": "none", "column": "workos_user_id" } ] } } }""", "events: a rule allows nothing.")]
    [InlineData("""{ "tables": { "events": { "rules": [ { "who": "person", "commands": "all" } ] } } }""", "events: a rule about a person needs 'column', and 'where' is for everyone.")]
    [InlineData("""{ "tables": { "events": { "rules": [ { "who": "parent", "commands": "all", "column": "org_id" } ] } } }""", "events: org_id refers to organizations, whose rows belong to no person.")]
    [InlineData("""{ "tables": { "users": { "rules": [ { "who": "parent", "commands": "all", "column": "email" } ] } } }""", "users: email is no foreign key to one column of a table in schema public.")]
    [InlineData("""{ "schema": "nowhere" }""", "There is no table in schema 'nowhere'.")]
    [InlineData("{", "cannot be read as a description of policies")]
    public async Task A_description_that_does_not_fit_is_refused(string json, string? sentence)
    {
        await using var world = await RlsWorld.CreateAsync(server);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, json);
        if (sentence is null)
            Assert.Contains("nowhere: there is no such table in schema public; it is skipped.", (await RlsModel.ReadAsync(world.Database, await RlsModelOptions.ReadAsync(file))).Notes);
        else
            Assert.Contains(sentence, (await Assert.ThrowsAsync<RlsException>(async () => await RlsModel.ReadAsync(world.Database, await RlsModelOptions.ReadAsync(file)))).Message);
        File.Delete(file);
    }

    /// <summary>No policy may yield a sub-plan for each row, and none may keep PostgreSQL from the index behind it.</summary>
    [Fact]
    public async Task Every_policy_is_computed_once_and_finds_its_rows_by_an_index()
    {
        await using var world = await RlsWorld.AppliedAsync(server);
        await world.ExecuteAsync("""
            INSERT INTO organizations (id, workos_org_id, slug, name) SELECT ('00000000-0000-0000-0000-' || lpad(i::text, 12, '0'))::uuid, 'org_' || i, i::text, 'n' FROM generate_series(1, 5000) i;
            INSERT INTO user_org_memberships (workos_user_id, org_id, role) SELECT 'user_' || i, ('00000000-0000-0000-0000-' || lpad((i * 2)::text, 12, '0'))::uuid, 'owner' FROM generate_series(1, 2000) i;
            INSERT INTO users (org_id, workos_user_id, email) SELECT org_id, workos_user_id, workos_user_id FROM user_org_memberships;
            INSERT INTO events (org_id, workos_user_id, name, slug, is_active) SELECT org_id, workos_user_id, 'e', workos_user_id, false FROM user_org_memberships;
            INSERT INTO schedules (org_id, workos_user_id) SELECT org_id, workos_user_id FROM user_org_memberships;
            INSERT INTO schedule_availabilities (org_id, schedule_id, day_of_week, start_time, end_time) SELECT org_id, id, 1, '09:00', '10:00' FROM schedules;
            INSERT INTO meetings (org_id, event_id, workos_user_id, guest_email, guest_workos_user_id, start_time, end_time)
                SELECT org_id, id, workos_user_id, 'g', 'user_' || row_number() OVER (), now(), now() + interval '1 hour' FROM events, generate_series(1, 10);
            INSERT INTO profiles (org_id, workos_user_id, username) SELECT org_id, workos_user_id, workos_user_id FROM user_org_memberships;
            INSERT INTO records (org_id, meeting_id, expert_workos_user_id, guest_email, encrypted_content) SELECT org_id, id, workos_user_id, 'g', '\x00' FROM meetings;
            INSERT INTO audit_logs (org_id, action, resource_type, resource_id) SELECT org_id, 'a', 'r', '1' FROM meetings;
            INSERT INTO slot_reservations (org_id, event_id, workos_user_id, guest_email, start_time, end_time, expires_at) SELECT org_id, id, workos_user_id, 'g', now(), now(), now() FROM events;
            INSERT INTO blocked_dates (org_id, workos_user_id, date) SELECT org_id, workos_user_id, '2030-01-01' FROM events;
            INSERT INTO payment_transfers (org_id, meeting_id, expert_workos_user_id, expert_connect_account_id, payment_intent_id) SELECT org_id, id, workos_user_id, 'a', id::text FROM meetings;
            ANALYZE;
            """);
        var model = await RlsModel.ReadAsync(world.Database, world.Options);
        var seen = 0;
        foreach (var policy in Policies.Of(model).Where(policy => policy.Command != RowCommands.Insert && policy.Table.Name != "categories"))
        {
            var statement = policy.Command switch
            {
                RowCommands.Select => $"SELECT * FROM {policy.Table.QuotedName}",
                RowCommands.Update => $"UPDATE {policy.Table.QuotedName} SET {policy.Table.Changeable.First(column => column.BaseType != "uuid").QuotedName} = DEFAULT",
                _ => $"DELETE FROM {policy.Table.QuotedName}",
            };
            // A visitor's predicate is no equality: its partial index serves a page, as the application asks for it.
            if (policy.Name == "c2w_everyone_select")
                statement += " WHERE id = gen_random_uuid()";
            var plan = await world.AsAsync<string>(RlsRoles.Authenticated, """{"sub":"user_7"}""", $"EXPLAIN (FORMAT JSON) {statement}");
            Assert.False(plan!.Contains("\"Parent Relationship\": \"SubPlan\"", StringComparison.Ordinal), $"{policy.Name} on {policy.Table.Name}: a sub-plan for each row\n{plan}");
            Assert.True(plan.Contains("Index Cond", StringComparison.Ordinal), $"{policy.Name} on {policy.Table.Name}: no index\n{plan}");
            seen++;
        }

        Assert.True(seen > 25, $"{seen} policies");
    }

    /// <summary>PostgreSQL expects ten organizations of each person, and would start workers for rows that are not there.</summary>
    [Theory]
    [InlineData(false, "records", false)]
    [InlineData(true, "records", true)]
    [InlineData(false, "schedules", true)]
    public async Task A_statement_about_organizations_takes_one_process_unless_it_may_take_more(bool isAllowed, string table, bool isParallel)
    {
        await using var world = await RlsWorld.CreateAsync(server);
        await world.ApplyAsync(world.Options with { ParallelQueries = isAllowed });
        foreach (var (setting, value) in new[] { ("parallel_setup_cost", "0"), ("parallel_tuple_cost", "0"), ("min_parallel_table_scan_size", "0"), ("enable_indexscan", "off"), ("enable_bitmapscan", "off") })
            await world.ExecuteAsync($"ALTER DATABASE {world.Name} SET {setting} = {value}");
        world.Database.Clear();
        var plan = await world.AsAsync<string>(RlsRoles.Authenticated, """{"sub":"user_7"}""", $"EXPLAIN (FORMAT JSON) SELECT count(*) FROM {table}");
        Assert.Equal(isParallel, plan!.Contains("\"Gather\"", StringComparison.Ordinal));
    }

    private static async Task<RlsScript> ScriptAsync(RlsWorld world) => await RlsScript.CreateAsync(world.Database, await RlsModel.ReadAsync(world.Database, world.Options));

    /// <summary>Policies, rights, owners, switches and indexes.</summary>
    private static async Task<string> StateAsync(RlsWorld world)
    {
        await using var state = world.Database.CreateCommand("""
            SELECT concat_ws(E'\n',
                (SELECT string_agg(p::text, E'\n' ORDER BY p::text) FROM pg_policies p),
                (SELECT string_agg(concat_ws(' ', relname, relrowsecurity, relforcerowsecurity, relacl), E'\n' ORDER BY relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace),
                (SELECT string_agg(concat_ws(' ', attrelid::regclass, attname, attacl), E'\n' ORDER BY attrelid::regclass::text, attname) FROM pg_attribute WHERE attacl IS NOT NULL),
                (SELECT string_agg(concat_ws(' ', proname, proowner::regrole, proacl, prosrc), E'\n' ORDER BY proname) FROM pg_proc WHERE pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'auth', 'clerk2workos'))))
            """);
        return (string)(await state.ExecuteScalarAsync())!;
    }
}
