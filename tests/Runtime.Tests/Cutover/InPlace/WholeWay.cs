using Clerk2WorkOS.Cutover.InPlace;
using Clerk2WorkOS.CutoverLoad.InPlace;
using Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

/// <summary>From the first step to the last, and back from each.</summary>
[Collection(InPlacePostgreSql.Steps)]
public sealed class WholeWay(InPlacePostgreSql server)
{
    public static TheoryData<string> UndoableSteps => [.. InPlaceWay.Steps().Where(step => !step.IsFinal).Select(step => step.Name)];

    [Fact]
    public async Task Every_row_has_both_ids_and_its_organization_afterwards()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server);
        await world.DoAsync("soak");

        await world.AssertInStepAsync();
        Assert.Equal(["0|0"], await world.RowsAsync("SELECT count(*) FILTER (WHERE org_id IS NULL), count(*) FILTER (WHERE \"createdByClerkUserId\" IS NOT NULL AND \"createdByWorkosUserId\" IS NULL) FROM meeting"));
        Assert.Equal(["0"], await world.RowsAsync("SELECT count(*) FROM schedule_availability a JOIN schedule s ON s.id = a.schedule_id WHERE a.org_id IS DISTINCT FROM s.org_id"));
        // A record's own organization at Clerk goes before that of its owner.
        Assert.Equal([$"{Platform.Organization(1)}", $"{Platform.Organization(7)}", "~"], await world.RowsAsync("SELECT org_id FROM record WHERE number IN (3, 7, 5) ORDER BY array_position(ARRAY[3, 7, 5], number)"));
        Assert.Equal(["2026-01-01"], await world.RowsAsync("SELECT DISTINCT updated_at::date FROM users"));       // no trigger of the application's fired
        Assert.Equal(
            [
                "event|event_workos_user_id_idx|CREATE INDEX event_workos_user_id_idx ON public.event USING btree (workos_user_id, name) WHERE (workos_user_id <> ''::text)",
                "meeting|meeting_clerk_workos|CREATE INDEX meeting_clerk_workos ON public.meeting USING btree (workos_user_id, start_time DESC)",
                "users|users_workos_user_id_key|CREATE UNIQUE INDEX users_workos_user_id_key ON public.users USING btree (workos_user_id)",
            ],
            await world.RowsAsync("SELECT tablename, indexname, indexdef FROM pg_indexes WHERE indexname IN ('event_workos_user_id_idx', 'meeting_clerk_workos', 'users_workos_user_id_key') ORDER BY 1"));
        Assert.Equal(
            ["event_workos_user_id_fkey|FOREIGN KEY (workos_user_id) REFERENCES users(workos_user_id) ON DELETE CASCADE|t"],
            await world.RowsAsync("SELECT conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint WHERE contype = 'f' AND conname LIKE 'event_workos%'"));
        Assert.Equal(
            ["event", "meeting", "schedule", "users"],
            await world.RowsAsync("SELECT attrelid::regclass FROM pg_attribute WHERE attname = 'workos_user_id' AND attnotnull AND NOT attisdropped AND attrelid::regclass::text NOT LIKE 'clerk2%' ORDER BY attrelid::regclass::text"));
        Assert.Empty(await world.RowsAsync("SELECT conname FROM pg_constraint WHERE conname LIKE 'c2w%' OR NOT convalidated"));
    }

    [Theory]
    [MemberData(nameof(UndoableSteps))]
    public async Task Undone_from_a_step_it_is_as_it_was(string step)
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 60);
        var before = await world.StateAsync();
        await world.DoAsync(step);
        Assert.NotEqual(before, await world.StateAsync());

        await world.UndoAsync(step);

        Assert.Equal(before, await world.StateAsync());
    }

    [Fact]
    public async Task Columns_that_were_there_are_filled_and_emptied_again()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 60);
        await world.OnAsync($"""
            ALTER TABLE users ADD COLUMN workos_user_id text UNIQUE;
            ALTER TABLE meeting ADD COLUMN org_id uuid REFERENCES organizations;
            UPDATE users SET workos_user_id = '{Platform.WorkOS(2)}' WHERE clerk_user_id = '{Platform.Clerk(2)}';
            """);
        var before = await world.StateAsync();

        await world.DoAsync("soak");
        await world.AssertInStepAsync();
        Assert.Equal(["0"], await world.RowsAsync("SELECT count(*) FROM meeting WHERE org_id IS NULL"));
        await world.UndoAsync("soak");

        // The application's trigger is quiet here, too.
        Assert.Equal(before, await world.StateAsync());
    }

    [Fact]
    public async Task A_dry_run_shows_each_statement_and_changes_nothing()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 20);
        var before = await world.StateAsync();
        var shown = new List<string>();
        foreach (var step in InPlaceWay.Steps())
            shown.AddRange(await step.PreviewAsync(world.Context, CancellationToken.None));

        Assert.Equal(before, await world.StateAsync());
        Assert.Contains("ALTER TABLE \"public\".\"meeting\" ADD COLUMN IF NOT EXISTS \"createdByWorkosUserId\" text", shown);
        Assert.Contains("CREATE INDEX CONCURRENTLY \"meeting_clerk_workos\" ON \"public\".\"meeting\" USING btree (\"workos_user_id\", start_time DESC)", shown);
        Assert.Contains("ALTER TABLE \"public\".\"users\" ADD CONSTRAINT \"c2w_users_workos_user_id_there\" CHECK (\"workos_user_id\" IS NOT NULL) NOT VALID", shown);
        Assert.Contains("ALTER TABLE \"public\".\"meeting\" DROP COLUMN IF EXISTS \"clerk_user_id\"", shown);
        Assert.Contains("UPDATE clerk2workos.id_switch SET epoch = epoch + 1, changed_at = now(), reads_workos = true WHERE reads_workos <> true", shown);
    }

    [Fact]
    public async Task What_was_booked_in_between_survives_the_way_back()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 20);
        await world.DoAsync("soak");
        await world.OnAsync($"""
            INSERT INTO meeting (event_id, workos_user_id, org_id, booking_key, guest_email) SELECT id, workos_user_id, org_id, 'since', 'g@example.com' FROM event WHERE workos_user_id = '{Platform.WorkOS(1)}';
            INSERT INTO organizations (id, workos_org_id, name, slug) VALUES ('{Platform.Organization(99)}', 'org_99', 'New', 'user-user_01NEW');
            INSERT INTO users (workos_user_id, email) VALUES ('user_01NEW', 'new@example.com');
            INSERT INTO event (workos_user_id, name) VALUES ('user_01NEW', 'First');
            """);
        Assert.Equal([$"{Platform.Organization(99)}"], await world.RowsAsync("SELECT org_id FROM event WHERE name = 'First'"));

        await world.UndoAsync("soak");

        Assert.Equal([Platform.Clerk(1)], await world.RowsAsync("SELECT clerk_user_id FROM meeting WHERE booking_key = 'since'"));
        Assert.Equal(["workos:user_01NEW|workos:user_01NEW"], await world.RowsAsync("SELECT u.clerk_user_id, e.clerk_user_id FROM users u JOIN event e USING (clerk_user_id) WHERE e.name = 'First'"));
    }
}
