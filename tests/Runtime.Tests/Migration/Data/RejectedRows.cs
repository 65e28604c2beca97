using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>A row that cannot move stops nobody, is not lost, and moves when it can.</summary>
[Collection(PostgreSql.Data)]
public sealed class RejectedRows(PostgreSql server)
{
    private const string Legacy = """
        CREATE TABLE event (id integer PRIMARY KEY, clerk_user_id text NOT NULL, created_by_clerk_id text, name text);
        CREATE TABLE meeting (id integer PRIMARY KEY, event_id integer NOT NULL REFERENCES event (id), parent_id integer REFERENCES meeting (id));
        CREATE TABLE comment (id integer PRIMARY KEY, meeting_id integer NOT NULL REFERENCES meeting (id));
        """;

    private const string Target = """
        CREATE TABLE events (id integer PRIMARY KEY, workos_user_id text NOT NULL, created_by_workos_user_id text, org_id uuid NOT NULL, name text CHECK (name <> 'bad'));
        CREATE TABLE meetings (id integer PRIMARY KEY, event_id integer NOT NULL REFERENCES events (id), parent_id integer REFERENCES meetings (id), org_id uuid NOT NULL);
        CREATE TABLE comments (id integer PRIMARY KEY, meeting_id integer NOT NULL, org_id uuid);
        """;

    [Fact]
    public async Task Children_of_a_rejected_row_are_rejected_and_move_with_it()
    {
        await using var world = await CreateAsync();

        var result = await world.RunAsync(chunkRows: 8, workers: 2);

        // Events 5, 15, 25 belong to user 5 and events 7, 17, 27 were made by user 7: neither is in the map. Meeting 40 answers meeting 5.
        Assert.Equal(["5", "7", "15", "17", "25", "27"], await world.TargetRowsAsync("SELECT key::jsonb ->> 0 FROM clerk2workos.rejects WHERE source = 'public.event' AND reason = 'no_owner' ORDER BY (key::jsonb ->> 0)::int"));
        Assert.Equal(["5", "7", "15", "17", "25", "27", "40"], await world.TargetRowsAsync("SELECT key::jsonb ->> 0 FROM clerk2workos.rejects WHERE source = 'public.meeting' AND reason = 'parent_rejected' ORDER BY (key::jsonb ->> 0)::int"));
        Assert.Equal(["5", "7", "15", "17", "25", "27", "40"], await world.TargetRowsAsync("SELECT key::jsonb ->> 0 FROM clerk2workos.rejects WHERE source = 'public.comment' AND reason = 'parent_rejected' ORDER BY (key::jsonb ->> 0)::int"));
        Assert.Equal(20, result.Rejected);
        Assert.False(result.IsComplete);
        Assert.Equal(["24|33|33"], await CountAsync(world));
        Assert.Equal(["open_rejects"], (await world.Migration().VerifyAsync()).Findings.Where(finding => finding.IsMismatch).Select(finding => finding.Code).Distinct());

        var still = await world.Migration().RetryAsync();
        Assert.Equal(20, still.Rejected);

        await world.MapAsync([5]);
        await world.Migration().RetryAsync();
        Assert.Equal(["27|37|37"], await CountAsync(world));

        await world.MapAsync([7]);
        var done = await world.Migration().RetryAsync();
        Assert.True(done.IsComplete);
        Assert.Equal(["30|40|40"], await CountAsync(world));
        Assert.Equal(await world.LegacyRowsAsync("SELECT * FROM meeting ORDER BY id"), await world.TargetRowsAsync("SELECT id, event_id, parent_id FROM meetings ORDER BY id"));
        Assert.True((await world.Migration().VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task What_the_target_refuses_is_rejected_alone_with_its_reason()
    {
        await using var world = await CreateAsync();
        await world.MapAsync([5, 7]);
        await world.OnLegacyAsync("UPDATE event SET name = 'bad' WHERE id IN (3, 4, 21)");

        var result = await world.RunAsync();

        Assert.Equal(["3", "4", "21"], await world.TargetRowsAsync("SELECT key::jsonb ->> 0 FROM clerk2workos.rejects WHERE source = 'public.event' AND reason = 'constraint' AND detail LIKE '%events_name_check%' ORDER BY (key::jsonb ->> 0)::int"));
        Assert.Equal(["27|37|37"], await CountAsync(world));
        await world.OnTargetAsync("ALTER TABLE events DROP CONSTRAINT events_name_check");
        Assert.True((await world.Migration().RetryAsync()).IsComplete);
        Assert.Equal(9, result.Rejected);
    }

    [Fact]
    public async Task The_mapping_file_may_let_an_unknown_id_go()
    {
        await using var world = await CreateAsync();

        await world.RunAsync("""{ "tables": { "event": { "unmappedIds": { "created_by_clerk_id": "null" } } } }""");

        Assert.Equal(["5", "15", "25"], await world.TargetRowsAsync("SELECT key::jsonb ->> 0 FROM clerk2workos.rejects WHERE source = 'public.event' ORDER BY (key::jsonb ->> 0)::int"));
        Assert.Equal(["~"], await world.TargetRowsAsync("SELECT created_by_workos_user_id FROM events WHERE id = 17"));
    }

    [Fact]
    public async Task A_row_that_lacks_its_other_half_stays_and_is_noted_until_it_is_there()
    {
        const string Tables = """
            CREATE TABLE departments (id integer PRIMARY KEY, head_id integer);
            CREATE TABLE employees (id integer PRIMARY KEY, {0} text, department_id integer NOT NULL REFERENCES departments (id));
            ALTER TABLE departments ADD FOREIGN KEY (head_id) REFERENCES employees (id);
            """;
        await using var world = await DataWorld.CreateAsync(server, string.Format(null, Tables, "clerk_user_id"), string.Format(null, Tables, "workos_user_id"), users: 5);
        await world.OnLegacyAsync($"INSERT INTO departments VALUES (1), (2); INSERT INTO employees VALUES (1, '{DataWorld.Clerk(1)}', 1), (9, '{DataWorld.Clerk(9)}', 1); UPDATE departments SET head_id = CASE id WHEN 1 THEN 9 ELSE 1 END");

        var result = await world.RunAsync();

        Assert.Equal(["public.departments|[\"1\"]|link_missing", "public.employees|[\"9\"]|no_owner"], await world.RejectsAsync());
        Assert.Equal(["1|~", "2|1"], await world.TargetRowsAsync("SELECT * FROM departments ORDER BY id"));
        Assert.Equal(2, result.Rejected);
        await world.MapAsync([9]);
        Assert.True((await world.Migration().RetryAsync()).IsComplete);
        Assert.Equal(["1|9", "2|1"], await world.TargetRowsAsync("SELECT * FROM departments ORDER BY id"));
    }

    [Fact]
    public async Task Rows_that_are_copied_together_are_rejected_together()
    {
        const string Tables = """
            CREATE TABLE ones (id integer PRIMARY KEY, {0} text, two_id integer NOT NULL);
            CREATE TABLE twos (id integer PRIMARY KEY, one_id integer NOT NULL REFERENCES ones (id) DEFERRABLE);
            ALTER TABLE ones ADD FOREIGN KEY (two_id) REFERENCES twos (id) DEFERRABLE;
            CREATE TABLE threes (id integer PRIMARY KEY, {0} text, three_id integer NOT NULL REFERENCES threes (id) CHECK (three_id <> 11), name text{1});
            """;
        await using var world = await DataWorld.CreateAsync(
            server, Tables.Replace("{0}", "clerk_user_id", StringComparison.Ordinal).Replace("{1}", "", StringComparison.Ordinal).Replace(" CHECK (three_id <> 11)", "", StringComparison.Ordinal),
            Tables.Replace("{0}", "workos_user_id", StringComparison.Ordinal).Replace("{1}", "", StringComparison.Ordinal), users: 5);
        await world.OnLegacyAsync($"""
            BEGIN; SET CONSTRAINTS ALL DEFERRED;
            INSERT INTO ones SELECT n, '{DataWorld.Clerk(0)[..^1]}' || n % 6, n FROM generate_series(1, 12) n;
            INSERT INTO twos SELECT n, n FROM generate_series(1, 12) n;
            INSERT INTO threes SELECT n, '{DataWorld.Clerk(0)[..^1]}' || n % 6, CASE WHEN n > 6 THEN n - 1 ELSE n END FROM generate_series(1, 12) n;
            COMMIT
            """);

        await world.RunAsync();

        // Users 5 owns ones 5 and 11; threes 5 and 11 with 12 after it, and 12's parent 11 is refused besides.
        Assert.Equal(
            ["public.ones|[\"11\"]|no_owner", "public.ones|[\"5\"]|no_owner", "public.threes|[\"11\"]|no_owner", "public.threes|[\"12\"]|parent_rejected", "public.threes|[\"5\"]|no_owner",
                "public.twos|[\"11\"]|parent_rejected", "public.twos|[\"5\"]|parent_rejected"],
            await world.RejectsAsync());
        await world.MapAsync([5]);
        await world.Migration().RetryAsync();
        Assert.Equal(["public.threes|[\"12\"]|constraint"], await world.RejectsAsync());
        Assert.Equal(["12|12|11"], await world.TargetRowsAsync("SELECT (SELECT count(*) FROM ones), (SELECT count(*) FROM twos), (SELECT count(*) FROM threes)"));
    }

    [Fact]
    public async Task Rows_without_a_key_are_found_again_even_if_they_are_alike()
    {
        await using var world = await DataWorld.CreateAsync(
            server, "CREATE TABLE visit (clerk_user_id text, page text)", "CREATE TABLE visits (workos_user_id text, page text, org_id uuid)", users: 5);
        await world.OnLegacyAsync($"INSERT INTO visit SELECT '{DataWorld.Clerk(0)[..^1]}' || n % 10, 'home' FROM generate_series(1, 40) n");

        var result = await world.RunAsync();
        Assert.Equal(20, result.Rejected);
        await world.MapAsync(Enumerable.Range(5, 5));

        Assert.True((await world.Migration().RetryAsync()).IsComplete);
        Assert.Equal(Enumerable.Range(0, 10).Select(user => $"{DataWorld.WorkOS(user)}|4"), await world.TargetRowsAsync("SELECT workos_user_id, count(*) FROM visits GROUP BY 1 ORDER BY 1"));
    }

    [Fact]
    public async Task A_row_that_is_gone_by_the_time_of_the_retry_is_no_reject_any_more()
    {
        await using var world = await CreateAsync();
        await world.RunAsync();
        await world.OnLegacyAsync("DELETE FROM comment WHERE id IN (5, 40); DELETE FROM meeting WHERE id = 40 OR id = 5; DELETE FROM event WHERE id = 5");

        var result = await world.Migration().RetryAsync();

        Assert.Equal(15, result.Rejected);
    }

    private static Task<string[]> CountAsync(DataWorld world) => world.TargetRowsAsync("SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM meetings), (SELECT count(*) FROM comments)");

    private async Task<DataWorld> CreateAsync()
    {
        var world = await DataWorld.CreateAsync(server, Legacy, Target, users: 5);
        await world.MapAsync([6, 8, 9]);
        await world.OnLegacyAsync($"""
            INSERT INTO event SELECT n, '{DataWorld.Clerk(0)[..^1]}' || CASE WHEN n % 10 = 7 THEN 1 ELSE n % 10 END, CASE WHEN n % 10 = 7 THEN '{DataWorld.Clerk(7)}' END, 'e' || n FROM generate_series(1, 30) n;
            INSERT INTO meeting SELECT n, n FROM generate_series(1, 30) n;
            INSERT INTO meeting SELECT n, 1, CASE n WHEN 40 THEN 5 ELSE 1 + 5 * ((n - 30) / 5) END FROM generate_series(31, 40) n;
            INSERT INTO comment SELECT n, n FROM generate_series(1, 40) n;
            """);
        return world;
    }
}
