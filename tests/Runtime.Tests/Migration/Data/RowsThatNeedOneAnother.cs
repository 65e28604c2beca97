using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>Trees, cycles, and parents of parents: with all constraints in force.</summary>
[Collection(PostgreSql.Data)]
public sealed class RowsThatNeedOneAnother(PostgreSql server)
{
    [Fact]
    public async Task A_tree_in_one_table_with_children_in_another()
    {
        const string Tables = "CREATE TABLE nodes (id integer PRIMARY KEY, parent_id integer REFERENCES nodes (id), name text); CREATE TABLE leaves (id integer PRIMARY KEY, node_id integer NOT NULL REFERENCES nodes (id));";
        await using var world = await DataWorld.CreateAsync(server, Tables, Tables);
        // Parents come after their children as well as before.
        await world.OnLegacyAsync("INSERT INTO nodes SELECT n, NULL, 'n' || n FROM generate_series(1, 100) n; UPDATE nodes SET parent_id = (id * 37) % 100 + 1 WHERE id % 10 <> 0; INSERT INTO leaves SELECT n, n FROM generate_series(1, 100) n");

        var result = await world.RunAsync(chunkRows: 9, workers: 3);

        Assert.True(result.IsComplete);
        Assert.Equal(await world.LegacyRowsAsync("SELECT * FROM nodes ORDER BY id"), await world.TargetRowsAsync("SELECT * FROM nodes ORDER BY id"));
        Assert.Equal(["100"], await world.TargetRowsAsync("SELECT count(*) FROM leaves"));
        Assert.True((await world.Migration().VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task A_tree_whose_parent_may_not_be_empty_goes_in_one_piece()
    {
        const string Table = "CREATE TABLE nodes (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES nodes (id));";
        await using var world = await DataWorld.CreateAsync(server, Table, Table);
        await world.OnLegacyAsync("INSERT INTO nodes SELECT n, 1 + (n * 7) % 50 FROM generate_series(1, 50) n");

        Assert.True((await world.RunAsync(chunkRows: 5)).IsComplete);
        Assert.Equal(["50"], await world.TargetRowsAsync("SELECT count(*) FROM nodes"));
    }

    [Fact]
    public async Task Tables_that_need_each_other_are_joined_afterwards()
    {
        const string Tables = """
            CREATE TABLE departments (id integer PRIMARY KEY, head_id integer);
            CREATE TABLE employees (id integer PRIMARY KEY, department_id integer NOT NULL REFERENCES departments (id));
            ALTER TABLE departments ADD FOREIGN KEY (head_id) REFERENCES employees (id);
            """;
        await using var world = await DataWorld.CreateAsync(server, Tables, Tables);
        await world.OnLegacyAsync("INSERT INTO departments SELECT n FROM generate_series(1, 20) n; INSERT INTO employees SELECT n, 1 + n % 20 FROM generate_series(1, 60) n; UPDATE departments SET head_id = id + 30");

        Assert.True((await world.RunAsync(chunkRows: 7, workers: 2)).IsComplete);
        Assert.Equal(await world.LegacyRowsAsync("SELECT * FROM departments ORDER BY id"), await world.TargetRowsAsync("SELECT * FROM departments ORDER BY id"));
        Assert.True((await world.Migration().VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task Tables_that_need_each_other_at_once_go_in_one_transaction_if_their_keys_are_deferrable()
    {
        const string Tables = """
            CREATE TABLE ones (id integer PRIMARY KEY, two_id integer NOT NULL);
            CREATE TABLE twos (id integer PRIMARY KEY, one_id integer NOT NULL REFERENCES ones (id) DEFERRABLE);
            ALTER TABLE ones ADD CONSTRAINT ones_two FOREIGN KEY (two_id) REFERENCES twos (id) DEFERRABLE;
            CREATE TABLE threes (id integer PRIMARY KEY, one_id integer NOT NULL REFERENCES ones (id));
            """;
        await using var world = await DataWorld.CreateAsync(server, Tables, Tables);
        await world.OnLegacyAsync("BEGIN; SET CONSTRAINTS ALL DEFERRED; INSERT INTO ones SELECT n, 51 - n FROM generate_series(1, 50) n; INSERT INTO twos SELECT n, n FROM generate_series(1, 50) n; INSERT INTO threes SELECT n, n FROM generate_series(1, 50) n; COMMIT");

        Assert.True((await world.RunAsync(chunkRows: 5, workers: 2)).IsComplete);
        Assert.Equal(["50|50|50"], await world.TargetRowsAsync("SELECT (SELECT count(*) FROM ones), (SELECT count(*) FROM twos), (SELECT count(*) FROM threes)"));
    }

    [Fact]
    public async Task A_cycle_that_nothing_opens_is_named_by_the_plan()
    {
        const string Tables = """
            CREATE TABLE ones (id integer PRIMARY KEY, two_id integer NOT NULL);
            CREATE TABLE twos (id integer PRIMARY KEY, one_id integer NOT NULL REFERENCES ones (id));
            ALTER TABLE ones ADD CONSTRAINT ones_two FOREIGN KEY (two_id) REFERENCES twos (id);
            """;
        await using var world = await DataWorld.CreateAsync(server, Tables, Tables);

        var plan = await world.Migration().PlanAsync();

        Assert.Contains(plan.Problems, problem => problem is { Code: "cycle", IsBlocking: true } && problem.Sentence.Contains("ones_two", StringComparison.Ordinal));
        await Assert.ThrowsAsync<Clerk2WorkOS.Migration.MigrationException>(() => world.RunAsync());
    }

    [Fact]
    public async Task The_owner_is_found_over_two_parents()
    {
        await using var world = await DataWorld.CreateAsync(
            server,
            """
            CREATE TABLE event (id integer PRIMARY KEY, clerk_user_id text NOT NULL);
            CREATE TABLE session (id integer PRIMARY KEY, event_id integer NOT NULL REFERENCES event (id));
            CREATE TABLE note (a integer, b integer, session_id integer REFERENCES session (id), text text, PRIMARY KEY (a, b));
            """,
            """
            CREATE TABLE events (id integer PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL);
            CREATE TABLE sessions (id integer PRIMARY KEY, event_id integer NOT NULL REFERENCES events (id), org_id uuid NOT NULL);
            CREATE TABLE notes (a integer, b integer, session_id integer REFERENCES sessions (id), text text, org_id uuid, PRIMARY KEY (a, b));
            """);
        await world.OnLegacyAsync($"INSERT INTO event SELECT n, '{DataWorld.Clerk(0)[..^1]}' || n % 10 FROM generate_series(1, 30) n; INSERT INTO session SELECT n, n FROM generate_series(1, 30) n; INSERT INTO note SELECT n, n % 3, CASE WHEN n % 4 > 0 THEN n END, 't' FROM generate_series(1, 30) n");

        Assert.True((await world.RunAsync(chunkRows: 4)).IsComplete);
        Assert.Empty(await world.TargetRowsAsync("SELECT n.a FROM notes n LEFT JOIN sessions s ON s.id = n.session_id LEFT JOIN events e ON e.id = s.event_id WHERE n.org_id IS DISTINCT FROM e.org_id"));
        Assert.Equal(["30|23"], await world.TargetRowsAsync("SELECT count(*), count(org_id) FROM notes"));
    }

    [Fact]
    public async Task Several_ways_to_an_owner_are_asked_about()
    {
        const string Legacy = """
            CREATE TABLE event (id integer PRIMARY KEY, clerk_user_id text NOT NULL);
            CREATE TABLE room (id integer PRIMARY KEY, clerk_user_id text NOT NULL);
            CREATE TABLE booking (id integer PRIMARY KEY, event_id integer NOT NULL REFERENCES event (id), room_id integer NOT NULL REFERENCES room (id));
            """;
        const string Target = """
            CREATE TABLE events (id integer PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL);
            CREATE TABLE rooms (id integer PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL);
            CREATE TABLE bookings (id integer PRIMARY KEY, event_id integer NOT NULL, room_id integer NOT NULL, org_id uuid NOT NULL);
            """;
        await using var world = await DataWorld.CreateAsync(server, Legacy, Target);
        await world.OnLegacyAsync($"INSERT INTO event VALUES (1, '{DataWorld.Clerk(1)}'); INSERT INTO room VALUES (1, '{DataWorld.Clerk(2)}'); INSERT INTO booking VALUES (1, 1, 1)");

        var refusal = await Assert.ThrowsAsync<Clerk2WorkOS.Migration.MigrationException>(() => world.RunAsync());
        Assert.Contains("event_id → event, room_id → room", refusal.Message, StringComparison.Ordinal);
        Assert.True((await world.RunAsync("""{ "tables": { "booking": { "parent": "room_id" } } }""")).IsComplete);
        Assert.Equal([DataWorld.Organization(2).ToString()], await world.TargetRowsAsync("SELECT org_id FROM bookings"));
    }
}
