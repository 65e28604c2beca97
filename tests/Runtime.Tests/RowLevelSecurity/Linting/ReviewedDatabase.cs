using Clerk2WorkOS.RowLevelSecurity.Linting;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Linting;

/// <summary>A database of its own with a small platform in which nothing is to be found, and a login for the application that no other test has.</summary>
internal sealed class ReviewedDatabase : IAsyncDisposable
{
    /// <summary>What the roles, the functions and the tables of a platform are when all is well.</summary>
    public const string Sound = """
        DO $$ BEGIN
            PERFORM pg_advisory_xact_lock(hashtext('roles of the tests'));
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated') THEN CREATE ROLE authenticated NOLOGIN; END IF;
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'anonymous') THEN CREATE ROLE anonymous NOLOGIN; END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$;
        CREATE ROLE {app} LOGIN NOINHERIT;
        GRANT authenticated, anonymous TO {app};
        CREATE SCHEMA auth;
        CREATE FUNCTION auth.user_id() RETURNS text LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub' $$;
        CREATE SCHEMA clerk2workos;
        GRANT USAGE ON SCHEMA auth, clerk2workos TO authenticated, anonymous;

        CREATE TABLE user_org_memberships (id bigint PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL, status text NOT NULL, UNIQUE (workos_user_id, org_id));
        CREATE FUNCTION clerk2workos.member_org_ids() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
            AS $$ SELECT array(SELECT m.org_id FROM public.user_org_memberships m WHERE m.workos_user_id = (SELECT auth.user_id()) AND m.status = 'active') $$;
        CREATE TABLE schedules (id bigint PRIMARY KEY, workos_user_id text NOT NULL);
        CREATE TABLE events (id bigint PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL, schedule_id bigint, is_active boolean NOT NULL DEFAULT true);
        CREATE TABLE meetings (id bigint PRIMARY KEY, workos_user_id text NOT NULL, guest_workos_user_id text);
        CREATE TABLE schedule_availabilities (id bigint PRIMARY KEY, schedule_id bigint NOT NULL REFERENCES schedules);
        CREATE TABLE categories (id bigint PRIMARY KEY, name text NOT NULL);
        CREATE INDEX ON schedules (workos_user_id);
        CREATE INDEX ON events (workos_user_id);
        CREATE INDEX events_org ON events USING btree (org_id, id);
        CREATE INDEX ON meetings (workos_user_id);
        CREATE INDEX ON meetings (guest_workos_user_id) WHERE guest_workos_user_id IS NOT NULL;
        CREATE INDEX ON schedule_availabilities (schedule_id);

        create policy c2w_person_select on public.user_org_memberships for select to authenticated using (workos_user_id = (select auth.user_id()));
        create policy c2w_person_select on public.schedules for select to authenticated using (workos_user_id = (select auth.user_id()));
        create policy c2w_org_select on public.events for select to authenticated using (org_id = any ((select clerk2workos.member_org_ids())::uuid[]));
        create policy c2w_person_insert on public.events for insert to authenticated with check (workos_user_id = (select auth.user_id()) and org_id = any ((select clerk2workos.member_org_ids())::uuid[]));
        create policy c2w_guest_select on public.meetings for select to authenticated using ((select auth.user_id()) in (workos_user_id, guest_workos_user_id));
        create policy c2w_parent_select on public.schedule_availabilities for select to authenticated
            using (schedule_id = any (array(select s.id from public.schedules s where s.workos_user_id = (select auth.user_id()))));
        create policy c2w_public_select on public.categories for select to anonymous, authenticated using (true);
        DO $$ DECLARE t text; BEGIN
            ALTER TABLE user_org_memberships ENABLE ROW LEVEL SECURITY; ALTER TABLE user_org_memberships FORCE ROW LEVEL SECURITY;
            EXECUTE 'ALTER TABLE events ENABLE ROW LEVEL SECURITY'; EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', 'events');
            ALTER TABLE meetings ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; ALTER TABLE schedules ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
            ALTER TABLE schedule_availabilities ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; ALTER TABLE categories ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        END $$;
        GRANT SELECT ON user_org_memberships, schedules, schedule_availabilities, meetings, categories TO authenticated;
        GRANT SELECT, INSERT, UPDATE (is_active), DELETE ON events TO authenticated;
        GRANT SELECT ON categories TO anonymous;
        """;

    private ReviewedDatabase(string text, string app) => (Source, AppRole) = (NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(text) { Pooling = false }.ConnectionString), app);

    public NpgsqlDataSource Source { get; }

    public string AppRole { get; }

    public static async Task<ReviewedDatabase> CreateAsync(PostgreSql server)
    {
        var database = new ReviewedDatabase(await server.CreateDatabaseAsync(), $"app_{Guid.NewGuid():N}");
        await database.ExecuteAsync(Sound);
        return database;
    }

    public LintOptions Options() => new() { AppRole = AppRole };

    public Task<LintResult> LintAsync() => RlsLinter.LintAsync(Source, Options());

    /// <summary>Runs statements, each in a transaction of its own where one of them asks for that; <c>{app}</c> is the application's login.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(For(sql), connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<string> ExplainAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using (var role = new NpgsqlCommand("SET ROLE authenticated; SET enable_seqscan = off", connection))
            await role.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand($"EXPLAIN (COSTS OFF) {sql}", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    public string For(string sql) => sql.Replace("{app}", AppRole, StringComparison.Ordinal);

    public async ValueTask DisposeAsync() => await Source.DisposeAsync();
}
