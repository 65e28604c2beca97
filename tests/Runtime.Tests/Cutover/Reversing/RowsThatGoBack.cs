using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Reversing;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Reversing;

/// <summary>What is done to the target after a switch, and what becomes of it in the legacy database.</summary>
[Collection(LogicalPostgreSql.Changes)]
public sealed class RowsThatGoBack(LogicalPostgreSql server)
{
    private const string Legacy = """
        CREATE TYPE state AS ENUM ('open', 'closed');
        CREATE TABLE users (clerk_user_id text PRIMARY KEY, full_name text NOT NULL, email text NOT NULL);
        CREATE TABLE event (
            id uuid PRIMARY KEY, clerk_user_id text NOT NULL REFERENCES users (clerk_user_id), seats integer, label varchar(5), opens timestamp, state state, meta jsonb, helper_clerk_user_ids text[], hidden text DEFAULT 'kept');
        CREATE TABLE node (id serial PRIMARY KEY, parent_id integer REFERENCES node (id), name text);
        """;

    private const string Target = """
        CREATE TABLE users (id bigserial PRIMARY KEY, workos_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text, last_name text);
        CREATE TABLE events (
            id uuid PRIMARY KEY, org_id uuid NOT NULL, workos_user_id text NOT NULL, seats bigint, label text, opens timestamptz, state text, meta jsonb, helper_workos_user_ids text[]);
        CREATE TABLE nodes (id serial PRIMARY KEY, parent_id integer REFERENCES nodes (id), name text);
        """;

    private const string Mapping = """{ "tables": { "event": { "timeZone": "Europe/Lisbon", "rewrite": ["meta"], "ignoreColumns": ["hidden"] } } }""";
    private const string Guest = "user_01K0000000000000000000GUES";
    private const string Mate = "user_01K0000000000000000000MATE";

    [Fact]
    public async Task Come_as_they_were_before_they_were_moved()
    {
        await using var world = await CreateAsync();
        await using var back = await PrepareAsync(world);
        await world.OnTargetAsync($"""
            INSERT INTO clerk2workos.user_map VALUES ('{DataWorld.Clerk(77)}', '{Mate}', gen_random_uuid(), 'org_mate');
            UPDATE events SET seats = seats + 1, label = 'new', opens = '2026-07-01 12:00+00', state = 'closed', meta = jsonb_build_object('by', '{Mate}', 'guest', '{Guest}') WHERE seats = 1;
            UPDATE events SET helper_workos_user_ids = ARRAY['{DataWorld.WorkOS(3)}', '{Guest}', NULL] WHERE seats = 3;
            DELETE FROM events WHERE seats = 4;
            INSERT INTO users (workos_user_id, email, first_name, last_name) VALUES ('{Guest}', 'guest@example.com', 'Gia', 'Guest');
            INSERT INTO events VALUES ('00000000-0000-0000-0000-000000000099', gen_random_uuid(), '{Guest}', 9, 'guest', NULL, 'open', '[]', NULL);
            UPDATE nodes SET parent_id = 4 WHERE id = 2;
            INSERT INTO nodes (parent_id, name) VALUES (2, 'added');
            """);

        await FollowAsync(back, async () => (await world.LegacyRowsAsync("SELECT id FROM node WHERE name = 'added'")).Length == 1);

        Assert.Equal(
            [
                $"{DataWorld.Clerk(1)}|2|new|2026-07-01 13:00:00|closed|{{\"by\": \"{DataWorld.Clerk(77)}\", \"guest\": \"{Guest}\"}}|~|kept",
                $"{DataWorld.Clerk(2)}|2|e2|2026-01-02 09:00:00|open|~|~|kept",
                $"{DataWorld.Clerk(3)}|3|e3|2026-01-02 09:00:00|open|~|{{{DataWorld.Clerk(3)},workos:{Guest},NULL}}|kept",
                $"workos:{Guest}|9|guest|~|open|[]|~|kept",
            ],
            await world.LegacyRowsAsync("SELECT clerk_user_id, seats, label, opens, state, meta, helper_clerk_user_ids, hidden FROM event ORDER BY id"));
        Assert.Equal([$"workos:{Guest}|Gia Guest|guest@example.com"], await world.LegacyRowsAsync("SELECT * FROM users WHERE clerk_user_id LIKE 'workos:%'"));
        Assert.Equal(["1|~", "2|4", "3|~", "4|~", "5|2"], await world.LegacyRowsAsync("SELECT id, parent_id FROM node ORDER BY id"));
        Assert.Empty(await back.RejectsAsync(default));
    }

    [Fact]
    public async Task Stay_as_they_are_where_they_cannot_go_back_and_are_named()
    {
        await using var world = await CreateAsync();
        await using var back = await PrepareAsync(world);
        await world.OnTargetAsync("""
            UPDATE events SET seats = 5000000000 WHERE seats = 1;
            UPDATE events SET label = 'much too long' WHERE seats = 2;
            UPDATE events SET state = 'unheard of' WHERE seats = 3;
            UPDATE events SET label = 'fine' WHERE seats = 4;
            """);

        await FollowAsync(back, async () => (await world.LegacyRowsAsync("SELECT id FROM event WHERE label = 'fine'")).Length == 1 && (await back.RejectsAsync(default)).Sum(reject => reject.Rows) == 3);

        Assert.Equal(["1|e1", "2|e2", "3|e3", "4|fine"], await world.LegacyRowsAsync("SELECT seats, label FROM event ORDER BY seats"));
        Assert.Equal([("public.events", "conversion")], (await back.RejectsAsync(default)).Select(reject => (reject.Source, reject.Reason)));
    }

    [Fact]
    public async Task Are_told_beforehand_where_a_whole_column_could_not()
    {
        await using var world = await DataWorld.CreateAsync(
            server.Server,
            "CREATE TABLE event (id uuid PRIMARY KEY, clerk_user_id text, price numeric(10,2), kind text NOT NULL); CREATE TABLE note (id integer PRIMARY KEY, body text)",
            "CREATE TABLE events (id uuid PRIMARY KEY, workos_user_id text, org_id uuid, price numeric, kind text); CREATE TABLE notes (number integer PRIMARY KEY, id integer, body text)");
        await using var back = new ReverseSync(world.TargetString, world.LegacyString, new DataMigrationOptions { Mapping = Clerk2WorkOS.Migration.Data.Mapping.DataMapping.Parse("""{ "tables": { "note": { "values": { "number": "1" } } } }""") });

        var problems = await back.CheckAsync(default);

        Assert.Contains(problems, problem => problem is { Code: "return_conversion", Table: "events", IsBlocking: true });
        Assert.Contains(problems, problem => problem is { Code: "return_key", Table: "notes", IsBlocking: true });
        Assert.Contains(problems, problem => problem is { Code: "return_null", Table: "events", IsBlocking: false });
    }

    [Fact]
    public async Task Are_not_carried_while_the_way_there_is_open()
    {
        await using var world = await CreateAsync();
        await using var back = await PrepareAsync(world);
        await using var follower = await Follower.StartAsync(world.Migration(DataWorld.Options(Mapping)));

        var refusal = await Assert.ThrowsAsync<Clerk2WorkOS.Migration.MigrationException>(() => back.FollowAsync(null, default));

        Assert.StartsWith("'data sync' is under way already", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<DataWorld> CreateAsync()
    {
        var world = await DataWorld.CreateAsync(server.Server, Legacy, Target, 5);
        foreach (var user in Enumerable.Range(1, 4))
        {
            await world.OnLegacyAsync($"""
                INSERT INTO users VALUES ('{DataWorld.Clerk(user)}', 'Person {user}', 'p{user}@example.com');
                INSERT INTO event VALUES ('00000000-0000-0000-0000-00000000000{user}', '{DataWorld.Clerk(user)}', {user}, 'e{user}', '2026-01-02 09:00', 'open');
                INSERT INTO node (name) VALUES ('n{user}');
                """);
            await world.OnTargetAsync($"INSERT INTO users (workos_user_id, email, first_name) VALUES ('{DataWorld.WorkOS(user)}', 'p{user}@example.com', 'Person')");
        }

        await world.RunAsync(Mapping);
        return world;
    }

    private static async Task<ReverseSync> PrepareAsync(DataWorld world)
    {
        var back = new ReverseSync(world.TargetString, world.LegacyString, DataWorld.Options(Mapping));
        foreach (var (table, index) in await back.WithoutIdentityAsync(default))
            await world.OnTargetAsync($"ALTER TABLE {table} REPLICA IDENTITY USING INDEX {index}");
        await back.PrepareAsync(default);
        await back.BeginHereAsync(default);
        return back;
    }

    private static async Task FollowAsync(ReverseSync back, Func<Task<bool>> until)
    {
        using var end = new CancellationTokenSource();
        var following = back.FollowAsync(null, end.Token);
        while (!following.IsCompleted && !await until())
            await Task.Delay(50);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }
}
