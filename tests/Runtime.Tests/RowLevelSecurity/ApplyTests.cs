using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Setting;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity;

/// <summary>Putting policies into force, and when it is refused.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class ApplyTests(PostgreSql server)
{
    [Theory]
    [InlineData("ALTER ROLE {app} SUPERUSER", "The application's role {app} is a superuser, and nothing would hold it.")]
    [InlineData("ALTER ROLE {app} BYPASSRLS", "The application's role {app} is or can become {app}, which bypasses row-level security: take that from it first.")]
    [InlineData("ALTER TABLE events OWNER TO {app}", "The application's role {app} is or can become {app}, which owns tables here, and an owner may take policies away: give the tables to another role first.")]
    [InlineData("CREATE ROLE {app}_more BYPASSRLS; CREATE ROLE {app}_way; GRANT {app}_more TO {app}_way; GRANT {app}_way TO {app}", "The application's role {app} is or can become {app}_more, which bypasses row-level security: take that from it first.")]
    public async Task A_login_that_could_evade_the_policies_is_refused(string sql, string sentence)
    {
        await using var world = await RlsWorld.CreateAsync(server);
        await world.ExecuteAsync(sql.Replace("{app}", world.AppRole, StringComparison.Ordinal));
        var refused = await Assert.ThrowsAsync<RlsException>(() => world.ApplyAsync());
        Assert.Equal(sentence.Replace("{app}", world.AppRole, StringComparison.Ordinal), refused.Message);
        await using var open = world.Database.CreateCommand("SELECT count(*) FROM pg_class WHERE relrowsecurity");
        Assert.Equal(0L, await open.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_login_that_is_not_there_is_asked_for()
    {
        await using var world = await RlsWorld.CreateAsync(server);
        Assert.StartsWith("There is no role nobody_here for the application: CREATE ROLE", (await Assert.ThrowsAsync<RlsException>(() => world.ApplyAsync(new RlsModelOptions { AppRole = "nobody_here" }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_of_somebody_elses_are_named_and_not_thrown_away()
    {
        await using var world = await RlsWorld.CreateAsync(server);
        await world.ExecuteAsync("CREATE POLICY crud ON events USING (true); CREATE POLICY narrow ON events AS RESTRICTIVE USING (true)");
        Assert.Equal("There is a policy that this model did not make, and what it allows stays allowed: crud on events. Drop it, or make it restrictive.", (await Assert.ThrowsAsync<RlsException>(() => world.ApplyAsync())).Message);
        await world.ExecuteAsync("DROP POLICY crud ON events");
        Assert.True((await world.ApplyAsync()).IsOn);
    }

    [Fact]
    public async Task Policies_of_an_earlier_model_go()
    {
        await using var world = await RlsWorld.AppliedAsync(server);
        await world.ExecuteAsync("CREATE POLICY c2w_old ON users USING (true)");
        await world.ApplyAsync();
        Assert.Equal(0L, await CountAsync(world, "SELECT count(*) FROM pg_policies WHERE policyname = 'c2w_old'"));
    }

    [Fact]
    public async Task What_is_prepared_lets_people_work_and_is_switched_on_later()
    {
        await using var world = await RlsWorld.CreateAsync(server);
        await world.ExecuteAsync(Platform.Random(seed: 1).Sql());
        Assert.False((await world.ApplyAsync(prepareOnly: true)).IsOn);
        Assert.Equal(5L, await world.AsAsync<long>(RlsRoles.Authenticated, """{"sub":"user_a"}""", "SELECT count(*) FROM users"));
        Assert.True((await world.ApplyAsync()).IsOn);
        Assert.Equal(1L, await world.AsAsync<long>(RlsRoles.Authenticated, """{"sub":"user_a"}""", "SELECT count(*) FROM users"));
    }

    [Fact]
    public async Task Nothing_is_prepared_where_another_login_could_use_it()
    {
        await using var world = await RlsWorld.CreateAsync(server);
        await world.ApplyAsync(prepareOnly: true);
        await world.ExecuteAsync($"CREATE ROLE {world.AppRole}_api LOGIN NOINHERIT; GRANT authenticated TO {world.AppRole}_api; GRANT CONNECT ON DATABASE {world.Name} TO {world.AppRole}_api");
        var refused = await Assert.ThrowsAsync<RlsException>(() => world.ApplyAsync(prepareOnly: true));
        Assert.EndsWith("can become 'authenticated' or 'anonymous', too, and would see everything until row-level security is switched on: do that in one go, or take CONNECT from that role meanwhile.", refused.Message, StringComparison.Ordinal);
        await world.ExecuteAsync($"REVOKE CONNECT ON DATABASE {world.Name} FROM {world.AppRole}_api");
        Assert.False((await world.ApplyAsync(prepareOnly: true)).IsOn);
    }

    [Fact]
    public async Task Rights_that_were_given_before_are_taken_away()
    {
        await using var world = await RlsWorld.CreateAsync(server);
        await world.ApplyAsync(prepareOnly: true);
        await world.ExecuteAsync($"GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC, authenticated, anonymous, {world.AppRole}; GRANT UPDATE (stripe_customer_id) ON users TO authenticated");
        await world.ApplyAsync();
        Assert.True((await world.VerifyAsync(null, "users", "audit_logs", "organizations")).IsHeld);
    }

    [Fact]
    public async Task An_index_whose_build_was_interrupted_is_built_anew()
    {
        await using var world = await RlsWorld.CreateAsync(server);
        await world.ExecuteAsync("CREATE INDEX c2w_records_org_id_idx ON records (org_id); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'c2w_records_org_id_idx'::regclass");
        await world.ApplyAsync();
        Assert.Equal(1L, await CountAsync(world, "SELECT count(*) FROM pg_index WHERE indexrelid = 'c2w_records_org_id_idx'::regclass AND indisvalid"));
    }

    [Fact]
    public async Task A_lock_that_is_not_to_be_had_is_asked_for_again()
    {
        await using var world = await RlsWorld.CreateAsync(server);
        await world.ApplyAsync(prepareOnly: true);      // with the indexes, which wait for open transactions as long as it takes
        await using var holder = await world.Database.OpenConnectionAsync();
        var transaction = await holder.BeginTransactionAsync();
        await using (var read = new NpgsqlCommand("SELECT count(*) FROM users", holder))
            await read.ExecuteScalarAsync();
        var said = new Said("waiting for the lock of the policies");
        var script = await RlsScript.CreateAsync(world.Database, await RlsModel.ReadAsync(world.Database, world.Options));
        var applying = new RlsInstallation(world.Address, script, said).ApplyAsync();
        await said.Heard;
        await transaction.RollbackAsync();
        Assert.True((await applying).IsOn);
    }

    [Fact]
    public async Task A_role_that_owns_the_tables_is_enough_if_it_may_make_roles()
    {
        await using var world = await RlsWorld.CreateAsync(server);
        // c2w_service is there already: before PostgreSQL 16 only a superuser makes one that bypasses.
        await world.ApplyAsync(prepareOnly: true);
        var owner = $"{world.AppRole}_owner";
        await world.ExecuteAsync($"""
            CREATE ROLE {owner} LOGIN CREATEROLE PASSWORD 'owner'; GRANT CREATE, CONNECT ON DATABASE {world.Name} TO {owner};
            ALTER SCHEMA public OWNER TO {owner}; GRANT c2w_service TO {owner} WITH ADMIN OPTION;
            ALTER SCHEMA auth OWNER TO {owner}; ALTER FUNCTION auth.user_id() OWNER TO {owner}; ALTER FUNCTION auth.session() OWNER TO {owner}; ALTER SCHEMA clerk2workos OWNER TO {owner}; ALTER FUNCTION clerk2workos.user_id() OWNER TO {owner};
            DO $$ DECLARE t record; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP EXECUTE format('ALTER TABLE %I OWNER TO {owner}', t.tablename); END LOOP; END $$
            """);
        var address = new NpgsqlConnectionStringBuilder(world.Address) { Username = owner, Password = "owner" }.ConnectionString;
        await using var database = NpgsqlDataSource.Create(address);
        var model = await RlsModel.ReadAsync(database, world.Options);
        Assert.True((await new RlsInstallation(address, await RlsScript.CreateAsync(database, model)).ApplyAsync()).IsOn);
        var matrix = await new RlsVerification(address, model) { Only = new HashSet<string> { "events", "audit_logs" } }.RunAsync();
        Assert.Equal([], matrix.Cells.Where(cell => cell.Verdict != RlsVerdict.Held).Select(cell => $"{cell.Table} {cell.Persona} {cell.Attack}: {string.Join(" ", cell.Details)}"));
    }

    [Fact]
    public async Task The_audit_log_is_append_only_for_the_service_too()
    {
        await using var world = await RlsWorld.AppliedAsync(server);
        await world.AsAsync<object>("c2w_service", null, "INSERT INTO audit_logs (action, resource_type, resource_id) VALUES ('a', 'r', '1')");
        foreach (var sql in new[] { "UPDATE audit_logs SET action = 'b'", "DELETE FROM audit_logs", "TRUNCATE audit_logs" })
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => world.AsAsync<object>("c2w_service", null, sql))).SqlState);
    }

    [Fact]
    public async Task Visitors_learn_when_an_expert_is_free_and_nothing_else()
    {
        await using var world = await RlsWorld.AppliedAsync(server);
        await world.ExecuteAsync("""
            INSERT INTO organizations (id, workos_org_id, slug, name) VALUES ('00000000-0000-0000-0000-000000000001', 'org_1', 's', 'n');
            INSERT INTO events (id, org_id, workos_user_id, name, slug, is_active) VALUES ('00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-000000000001', 'user_a', 'e', 'e', true),
                ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000001', 'user_a', 'hidden', 'h', false);
            INSERT INTO schedules (id, org_id, workos_user_id, time_zone) VALUES ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000001', 'user_a', 'Europe/Lisbon');
            -- Mondays from nine to twelve; in July Lisbon is an hour ahead of UTC.
            INSERT INTO schedule_availabilities (org_id, schedule_id, day_of_week, start_time, end_time) SELECT org_id, id, 1, '09:00', '12:00' FROM schedules;
            INSERT INTO meetings (org_id, event_id, workos_user_id, guest_email, start_time, end_time, status) VALUES
                ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'user_a', 'g', '2030-07-01 09:00+00', '2030-07-01 10:00+00', 'booked'),
                ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'user_a', 'g', '2030-07-08 08:00+00', '2030-07-08 09:00+00', 'cancelled');
            INSERT INTO slot_reservations (org_id, event_id, workos_user_id, guest_email, start_time, end_time, expires_at) VALUES
                ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'user_a', 'g', '2030-07-08 10:00+00', '2030-07-08 11:00+00', '2099-01-01');
            INSERT INTO blocked_dates (org_id, workos_user_id, date, time_zone) VALUES ('00000000-0000-0000-0000-000000000001', 'user_a', '2030-07-15', 'Europe/Lisbon');
            """);
        const string Free = "SELECT string_agg(to_char(free_from AT TIME ZONE 'UTC', 'DD HH24:MI') || '-' || to_char(free_until AT TIME ZONE 'UTC', 'HH24:MI'), ', ') FROM free_time_ranges('00000000-0000-0000-0000-0000000000{0}', '{1}', '{2}')";
        foreach (var role in new[] { RlsRoles.Anonymous, RlsRoles.Authenticated })
        {
            Assert.Equal("01 08:00-09:00, 01 10:00-11:00, 08 08:00-10:00, 22 08:00-11:00", await AskAsync(role, "0a", "2030-07-01", "2030-07-23"));
            Assert.Equal("01 08:30-09:00", await AskAsync(role, "0a", "2030-07-01 08:30+00", "2030-07-01 10:00+00"));
            Assert.Null(await AskAsync(role, "0b", "2030-07-01", "2030-07-23"));
            Assert.Null(await AskAsync(role, "0f", "2030-07-01", "2030-07-23"));
            Assert.Null(await AskAsync(role, "0a", "2030-07-23", "2030-07-01"));
            Assert.Null(await AskAsync(role, "0a", "-infinity", "infinity"));
            // At most 62 days at once, however much is asked for.
            Assert.Equal(9L, await world.AsAsync<long>(role, null, "SELECT count(*) FROM free_time_ranges('00000000-0000-0000-0000-00000000000a', '2031-01-01', '2231-01-01')"));
        }

        Task<string?> AskAsync(string role, string id, string from, string until) =>
            world.AsAsync<string>(role, null, Free.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", from, StringComparison.Ordinal).Replace("{2}", until, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Functions_of_somebody_elses_in_auth_are_used_and_not_replaced()
    {
        await using var world = await RlsWorld.CreateAsync(server);
        await world.ExecuteAsync("CREATE SCHEMA auth; CREATE FUNCTION auth.user_id() RETURNS text LANGUAGE sql STABLE AS 'SELECT ''user_a'''; GRANT USAGE ON SCHEMA auth TO PUBLIC");
        await world.ApplyAsync();
        Assert.Equal("user_a", await world.AsAsync<string>(RlsRoles.Authenticated, null, "SELECT auth.user_id()"));
        Assert.Equal(DBNull.Value, await ScalarAsync(world, "SELECT to_regprocedure('auth.session()')::text"));

        // Policies need no right to use the schema: at Neon it is not ours to give.
        await world.ExecuteAsync("""
            REVOKE USAGE ON SCHEMA auth FROM PUBLIC;
            INSERT INTO organizations (id, workos_org_id, slug, name) VALUES ('00000000-0000-0000-0000-000000000001', 'org_1', 's', 'n');
            INSERT INTO user_org_memberships (workos_user_id, org_id, role) SELECT 'user_' || who, '00000000-0000-0000-0000-000000000001', 'member' FROM unnest(array['a', 'b']) who;
            INSERT INTO profiles (org_id, workos_user_id, username) SELECT '00000000-0000-0000-0000-000000000001', 'user_' || who, who FROM unnest(array['a', 'b']) who;
            """);
        Assert.Equal("a", await world.AsAsync<string>(RlsRoles.Authenticated, null, "SELECT string_agg(username, ',') FROM profiles"));
    }

    private static async Task<long> CountAsync(RlsWorld world, string sql) => (long)(await ScalarAsync(world, sql))!;

    private static async Task<object?> ScalarAsync(RlsWorld world, string sql)
    {
        await using var command = world.Database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private sealed class Said(string awaited) : IProgress<string>
    {
        private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Heard => _heard.Task;

        public void Report(string value)
        {
            if (value == awaited)
                _heard.TrySetResult();
        }
    }
}
