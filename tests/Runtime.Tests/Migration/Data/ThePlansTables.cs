using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>The tables of the plan, singular in the legacy database and plural in the target, with no mapping file.</summary>
[Collection(PostgreSql.Data)]
public sealed class ThePlansTables(PostgreSql server)
{
    private const string LegacySchema = """
        CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL UNIQUE, email text NOT NULL);
        CREATE TABLE category (id serial PRIMARY KEY, name text NOT NULL);
        CREATE TABLE event (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL, name text NOT NULL, price numeric(10,2), category_id integer REFERENCES category (id),
            is_active boolean NOT NULL DEFAULT true, created_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE schedule (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL UNIQUE, timezone text NOT NULL);
        CREATE TABLE schedule_availability (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), schedule_id uuid NOT NULL REFERENCES schedule (id), day text NOT NULL, start_time time NOT NULL);
        CREATE TABLE meeting (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), event_id uuid NOT NULL REFERENCES event (id), clerk_user_id text NOT NULL, guest_email text NOT NULL, guest_name text,
            start_time timestamptz NOT NULL);
        CREATE TABLE payment_transfer (id bigint PRIMARY KEY, expert_clerk_user_id text NOT NULL, amount integer NOT NULL);
        CREATE TABLE audit_logs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, clerk_user_id text, action text NOT NULL, old_values jsonb, new_values jsonb);
        """;

    private const string TargetSchema = """
        CREATE TABLE organizations (id uuid PRIMARY KEY);
        CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL UNIQUE, email text NOT NULL);
        CREATE TABLE categories (id serial PRIMARY KEY, name text NOT NULL);
        CREATE TABLE events (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid NOT NULL, workos_user_id text NOT NULL, name text NOT NULL, price numeric(10,2), category_id integer REFERENCES categories (id),
            is_active boolean NOT NULL DEFAULT true, created_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE schedules (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org_id uuid NOT NULL, workos_user_id text NOT NULL UNIQUE, timezone text NOT NULL);
        CREATE TABLE schedule_availabilities (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), schedule_id uuid NOT NULL REFERENCES schedules (id), org_id uuid NOT NULL, day text NOT NULL, start_time time NOT NULL);
        CREATE TABLE meetings (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), event_id uuid NOT NULL REFERENCES events (id), workos_user_id text NOT NULL, org_id uuid NOT NULL,
            guest_email text NOT NULL, guest_name text, guest_workos_user_id text, guest_org_id uuid, start_time timestamptz NOT NULL);
        CREATE TABLE payment_transfers (id bigint PRIMARY KEY, org_id uuid NOT NULL, expert_workos_user_id text NOT NULL, amount integer NOT NULL);
        CREATE TABLE audit_logs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, workos_user_id text, org_id uuid, action text NOT NULL, old_values jsonb, new_values jsonb);
        """;

    [Fact]
    public async Task All_rows_arrive_with_their_owner_and_organization()
    {
        await using var world = await CreateAsync();

        var result = await world.RunAsync(chunkRows: 7);

        Assert.True(result.IsComplete);
        Assert.Empty(result.Leftovers);
        Assert.Equal(1, result.Snapshots);
        Assert.Equal(
            await world.LegacyRowsAsync($"SELECT e.id, right(clerk_user_id, 6), name, price, category_id, is_active, created_at FROM event e ORDER BY 1"),
            await world.TargetRowsAsync($"SELECT id, right(workos_user_id, 6), name, price, category_id, is_active, created_at FROM events ORDER BY 1"));
        Assert.Equal(
            await world.LegacyRowsAsync("SELECT a.id, schedule_id, day, start_time, right(clerk_user_id, 6) FROM schedule_availability a JOIN schedule s ON s.id = a.schedule_id ORDER BY 1"),
            await world.TargetRowsAsync("SELECT a.id, schedule_id, day, start_time, right(m.workos_user_id, 6) FROM schedule_availabilities a JOIN clerk2workos.user_map m ON m.organization_id = a.org_id ORDER BY 1"));
        Assert.Equal(
            await world.LegacyRowsAsync("SELECT id, event_id, right(clerk_user_id, 6), guest_email, guest_name, start_time, NULL, NULL FROM meeting ORDER BY 1"),
            await world.TargetRowsAsync("SELECT id, event_id, right(workos_user_id, 6), guest_email, guest_name, start_time, guest_workos_user_id, guest_org_id FROM meetings ORDER BY 1"));
        Assert.Equal(
            await world.LegacyRowsAsync("SELECT id, right(expert_clerk_user_id, 6), amount FROM payment_transfer ORDER BY 1"),
            await world.TargetRowsAsync("SELECT id, right(expert_workos_user_id, 6), amount FROM payment_transfers ORDER BY 1"));
        Assert.Equal(
            await world.LegacyRowsAsync("SELECT id, right(clerk_user_id, 6), action, old_values, new_values FROM audit_logs ORDER BY 1"),
            await world.TargetRowsAsync("SELECT id, right(workos_user_id, 6), action, old_values, new_values FROM audit_logs ORDER BY 1"));
        foreach (var table in (string[])["events", "schedules", "meetings", "audit_logs"])
            Assert.Empty(await world.TargetRowsAsync($"SELECT t.id FROM {table} t LEFT JOIN clerk2workos.user_map m ON m.workos_user_id = t.workos_user_id WHERE t.org_id IS DISTINCT FROM m.organization_id"));
        Assert.Equal(["106"], await world.TargetRowsAsync("INSERT INTO audit_logs (action) VALUES ('next') RETURNING id"));
        Assert.Equal(["6"], await world.TargetRowsAsync("INSERT INTO categories (name) VALUES ('next') RETURNING id"));
    }

    [Fact]
    public async Task A_second_run_does_nothing_and_the_comparison_finds_nothing()
    {
        await using var world = await CreateAsync();
        await world.RunAsync(chunkRows: 20, workers: 2);

        var again = await world.RunAsync(chunkRows: 20);
        var verification = await world.Migration().VerifyAsync();

        Assert.Equal(0, again.RowsOfThisRun);
        Assert.True(again.IsComplete);
        Assert.True(verification.IsSound, string.Join('\n', verification.Findings.Where(finding => finding.IsMismatch)));
        Assert.Equal(["different_rows", "missing_rows", "only_in_target"], await FindingsAfterAsync(world, "UPDATE events SET name = 'x' WHERE id = (SELECT min(id::text)::uuid FROM events); DELETE FROM payment_transfers WHERE id = 3; INSERT INTO categories (id, name) VALUES (99, 'mine')"));
    }

    [Fact]
    public async Task The_plan_shows_everything_and_touches_nothing()
    {
        await using var world = await CreateAsync();
        await world.OnTargetAsync("DROP SCHEMA clerk2workos CASCADE");

        var plan = await world.Migration().PlanAsync();

        Assert.False(plan.IsBlocked, string.Join('\n', plan.Problems));
        Assert.False(plan.IsOneDatabase);
        Assert.Equal(0, plan.MappedUsers);
        Assert.Equal(100, plan.Tables.Single(table => table.Source == "public.event").Rows);
        Assert.Equal("public.events", plan.Tables.Single(table => table.Source == "public.event").Target);
        Assert.Contains(plan.Problems, problem => problem is { Code: "orphans", Table: "event", Count: 100 });
        Assert.Contains(plan.HiddenIds, hidden => hidden is { Table: "audit_logs", Column: "new_values", Rows: 105, IsRewritten: false } && hidden.Paths.SequenceEqual(["by.id", "seen"]));
        Assert.Equal(["f"], await world.TargetRowsAsync("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'clerk2workos')"));
    }

    private static async Task<string[]> FindingsAfterAsync(DataWorld world, string sql)
    {
        await world.OnTargetAsync(sql);
        return [.. (await world.Migration().VerifyAsync()).Findings.Where(finding => finding.Code is not "clerk_ids_left" and not "sequence").Select(finding => finding.Code).Order(StringComparer.Ordinal)];
    }

    private async Task<DataWorld> CreateAsync()
    {
        var world = await DataWorld.CreateAsync(server, LegacySchema, TargetSchema);
        await world.OnLegacyAsync($$"""
            CREATE FUNCTION clerk(n integer) RETURNS text LANGUAGE sql AS $f$ SELECT '{{DataWorld.Clerk(0)[..^6]}}' || lpad((n % 10)::text, 6, '0') $f$;
            INSERT INTO users (clerk_user_id, email) SELECT clerk(n), 'user' || n || '@example.com' FROM generate_series(0, 9) n;
            INSERT INTO category (name) SELECT 'category ' || n FROM generate_series(1, 5) n;
            INSERT INTO event (clerk_user_id, name, price, category_id) SELECT clerk(n), 'Event "' || n || '" — ünïcode 🎉', n * 1.25, 1 + n % 5 FROM generate_series(1, 100) n;
            INSERT INTO schedule (clerk_user_id, timezone) SELECT clerk(n), 'Europe/Lisbon' FROM generate_series(0, 9) n;
            INSERT INTO schedule_availability (schedule_id, day, start_time) SELECT id, 'monday', '09:30' FROM schedule, generate_series(1, 7);
            INSERT INTO meeting (event_id, clerk_user_id, guest_email, guest_name, start_time) SELECT id, clerk_user_id, 'guest@example.com', CASE WHEN price > 60 THEN 'Guest' END, now() FROM event;
            INSERT INTO payment_transfer SELECT n, clerk(n), n FROM generate_series(1, 30) n;
            INSERT INTO audit_logs (clerk_user_id, action, new_values) SELECT clerk(n), 'login', jsonb_build_object('by', jsonb_build_object('id', clerk(n)), 'seen', jsonb_build_array(1, clerk(n + 1))) FROM generate_series(1, 105) n;
            """);
        return world;
    }
}
