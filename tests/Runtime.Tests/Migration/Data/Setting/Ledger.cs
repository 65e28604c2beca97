using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

/// <summary>A small database in which everything occurs: parents, a tree, rows without an owner, a sequence; and what has to come out.</summary>
internal static class Ledger
{
    public const string Legacy = """
        CREATE TABLE event (id uuid PRIMARY KEY, clerk_user_id text NOT NULL, name text);
        CREATE TABLE node (id serial PRIMARY KEY, parent_id integer REFERENCES node (id), clerk_user_id text);
        CREATE TABLE meeting (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id uuid NOT NULL REFERENCES event (id), note text);
        """;

    public const string Target = """
        CREATE TABLE events (id uuid PRIMARY KEY, workos_user_id text NOT NULL, name text, org_id uuid NOT NULL);
        CREATE TABLE nodes (id serial PRIMARY KEY, parent_id integer REFERENCES nodes (id), workos_user_id text, org_id uuid);
        CREATE TABLE meetings (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event_id uuid NOT NULL REFERENCES events (id), note text, org_id uuid NOT NULL);
        """;

    /// <summary>Of 8 users in 10 there is a mapping.</summary>
    public const int Users = 8;

    public static Task<DataWorld> CreateAsync(PostgreSql server, int rows = 200) => CreateAsync(server.Server, rows);

    public static async Task<DataWorld> CreateAsync(LocalPostgreSql server, int rows = 200, LocalPostgreSql? targetServer = null)
    {
        var world = await DataWorld.CreateAsync(server, Legacy, Target, Users, targetServer);
        await world.OnLegacyAsync($"""
            INSERT INTO event SELECT gen_random_uuid(), '{DataWorld.Clerk(0)[..^1]}' || n % 10, 'e' || n FROM generate_series(1, {rows}) n;
            INSERT INTO node (clerk_user_id) SELECT '{DataWorld.Clerk(0)[..^1]}' || n % 10 FROM generate_series(1, {rows}) n;
            UPDATE node SET parent_id = 1 + (id * 31) % {rows} WHERE id % 3 > 0;
            INSERT INTO meeting (event_id, note) SELECT id, name || ' met' FROM event;
            """);
        return world;
    }

    /// <summary>All that a run leaves behind, for comparison; what differs from run to run by nature is not in it.</summary>
    public static async Task<string[]> StateAsync(DataWorld world) =>
    [
        .. await world.TargetRowsAsync("SELECT name, right(workos_user_id, 6), org_id FROM events ORDER BY name"),
        .. await world.TargetRowsAsync("SELECT id, parent_id, workos_user_id, org_id FROM nodes ORDER BY id"),
        .. await world.TargetRowsAsync("SELECT id, e.name, note, m.org_id FROM meetings m JOIN events e ON e.id = m.event_id ORDER BY m.id".Replace("SELECT id", "SELECT m.id", StringComparison.Ordinal)),
        .. await world.TargetRowsAsync("SELECT source, reason, count(*) FROM clerk2workos.rejects GROUP BY 1, 2 ORDER BY 1, 2"),
        .. await world.TargetRowsAsync("SELECT key, reason FROM clerk2workos.rejects WHERE source = 'public.node' ORDER BY 1"),
        .. await world.TargetRowsAsync("SELECT last_value FROM nodes_id_seq UNION ALL SELECT last_value FROM meetings_id_seq"),
        .. await world.TargetRowsAsync("SELECT source, sum(rows_read), sum(rows_written), sum(rows_there), sum(rows_rejected) FROM clerk2workos.checkpoints WHERE kind = 'rows' GROUP BY 1 ORDER BY 1"),
        .. await world.TargetRowsAsync("SELECT source, count(*) FROM clerk2workos.checkpoints WHERE state = 'open' GROUP BY 1"),
    ];

    /// <summary>Counted by other means than the migration's: how many of each there have to be.</summary>
    public static async Task AssertCompleteAsync(DataWorld world)
    {
        string[] ids = [.. Enumerable.Range(0, Users).Select(user => $"'{DataWorld.Clerk(user)}'")];
        var events = await world.LegacyRowsAsync($"SELECT count(*) FILTER (WHERE clerk_user_id IN ({string.Join(", ", ids)})) FROM event");
        Assert.Equal(events, await world.TargetRowsAsync("SELECT count(*) FROM events"));
        Assert.Equal(events, await world.TargetRowsAsync("SELECT count(*) FROM meetings"));
        var nodes = await world.LegacyRowsAsync($"""
            WITH RECURSIVE lost AS (
                SELECT id FROM node WHERE clerk_user_id NOT IN ({string.Join(", ", ids)})
                UNION SELECT n.id FROM node n JOIN lost l ON n.parent_id = l.id)
            SELECT id FROM node WHERE id NOT IN (SELECT id FROM lost) ORDER BY id
            """);
        Assert.Equal(nodes, await world.TargetRowsAsync("SELECT id FROM nodes ORDER BY id"));
        Assert.Equal(["0"], await world.TargetRowsAsync("SELECT count(*) FROM clerk2workos.checkpoints WHERE state = 'open'"));
    }

    /// <summary>Compares every value of every row with what the legacy database's rows have to become, worked out here.</summary>
    public static async Task AssertSameAsync(DataWorld world)
    {
        var users = string.Join(", ", Enumerable.Range(0, Users).Select(user => $"('{DataWorld.Clerk(user)}', '{DataWorld.WorkOS(user)}', '{DataWorld.Organization(user)}')"));
        var map = $"WITH RECURSIVE map(clerk, workos, org) AS (VALUES {users}), lost AS (SELECT n.id FROM node n LEFT JOIN map ON clerk = clerk_user_id WHERE workos IS NULL AND clerk_user_id IS NOT NULL UNION SELECT n.id FROM node n JOIN lost l ON n.parent_id = l.id)";
        Assert.Equal(
            await world.LegacyRowsAsync($"{map} SELECT e.id, workos, name, org FROM event e JOIN map ON clerk = clerk_user_id ORDER BY 1"),
            await world.TargetRowsAsync("SELECT id, workos_user_id, name, org_id FROM events ORDER BY 1"));
        Assert.Equal(
            await world.LegacyRowsAsync($"{map} SELECT m.id, event_id, note, org FROM meeting m JOIN event e ON e.id = event_id JOIN map ON clerk = clerk_user_id ORDER BY 1"),
            await world.TargetRowsAsync("SELECT id, event_id, note, org_id FROM meetings ORDER BY 1"));
        Assert.Equal(
            await world.LegacyRowsAsync($"{map} SELECT n.id, parent_id, workos, org FROM node n LEFT JOIN map ON clerk = clerk_user_id WHERE n.id NOT IN (SELECT id FROM lost) ORDER BY 1"),
            await world.TargetRowsAsync("SELECT id, parent_id, workos_user_id, org_id FROM nodes ORDER BY 1"));
        Assert.Equal(
            await world.LegacyRowsAsync($"{map} SELECT 'public.event', jsonb_build_array(e.id::text) FROM event e LEFT JOIN map ON clerk = clerk_user_id WHERE workos IS NULL UNION SELECT 'public.meeting', jsonb_build_array(m.id::text) FROM meeting m JOIN event e ON e.id = event_id LEFT JOIN map ON clerk = clerk_user_id WHERE workos IS NULL UNION SELECT 'public.node', jsonb_build_array(id::text) FROM lost ORDER BY 1, 2"),
            await world.TargetRowsAsync("SELECT source, key FROM clerk2workos.rejects ORDER BY 1, key::jsonb"));
    }
}
