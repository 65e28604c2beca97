using System.Globalization;
using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>What is done to the legacy database after it was copied, and what becomes of it in the target.</summary>
[Collection(LogicalPostgreSql.Changes)]
public sealed class FollowedChanges(LogicalPostgreSql server)
{
    private static readonly DataSyncOptions ToTheEnd = new() { End = DataSyncEnd.Finished };
    private static readonly DataSyncOptions CaughtUp = new() { End = DataSyncEnd.CaughtUp };

    [Fact]
    public async Task Rows_that_are_added_changed_and_deleted_follow()
    {
        await using var world = await Ledger.CreateAsync(server.Server);
        await using (var follower = await Follower.StartAsync(world.Migration()))
        {
            await world.OnLegacyAsync($"""
                INSERT INTO event VALUES (gen_random_uuid(), '{DataWorld.Clerk(3)}', 'added');
                INSERT INTO meeting (event_id, note) SELECT id, 'added' FROM event WHERE name = 'added';
                UPDATE event SET name = 'changed' WHERE name = 'e2';
                UPDATE meeting SET note = NULL WHERE note = 'e3 met';
                DELETE FROM meeting WHERE note = 'e4 met';
                DELETE FROM event WHERE name = 'e4';
                UPDATE node SET parent_id = NULL WHERE id = 5;
                UPDATE node SET parent_id = 10 WHERE id = 7;
                """);
            await follower.UntilAsync(async () => (await world.TargetRowsAsync("SELECT count(*) FROM nodes WHERE id = 7 AND parent_id = 10 OR id = 5 AND parent_id IS NULL")).Single() == "2");
            Assert.NotNull(follower.Last!.Lag);
        }

        var result = await world.Migration().SyncAsync(ToTheEnd);

        await Ledger.AssertSameAsync(world);
        Assert.True((await world.Migration().VerifyAsync()).Findings.All(finding => finding.Code is "open_rejects" or "orphans"));
        Assert.Equal(result.Rejected, (await world.RejectsAsync()).Length);
    }

    [Fact]
    public async Task Nothing_falls_between_the_copy_and_what_follows()
    {
        await using var world = await Ledger.CreateAsync(server.Server, rows: 2000);
        using var stop = new CancellationTokenSource();
        var writing = Task.WhenAll(Writer.WriteAsync(world, 1, stop.Token), Writer.WriteAsync(world, 2, stop.Token));
        await using (var follower = await Follower.StartAsync(world.Migration(DataWorld.Options(chunkRows: 20))))
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            await stop.CancelAsync();
            await writing;
        }

        await world.Migration().SyncAsync(ToTheEnd);

        await Ledger.AssertSameAsync(world);
    }

    [Fact]
    public async Task Rows_of_somebody_who_signed_up_since_wait_until_the_person_has_moved()
    {
        await using var world = await Ledger.CreateAsync(server.Server);
        await using var follower = await Follower.StartAsync(world.Migration());
        await world.OnLegacyAsync($"""
            WITH made AS (INSERT INTO event VALUES (gen_random_uuid(), '{DataWorld.Clerk(77)}', 'of 77') RETURNING id)
            INSERT INTO meeting (event_id, note) SELECT id, 'of 77' FROM made;
            UPDATE event SET name = 'not held up' WHERE name = 'e2';
            """);
        await follower.UntilAsync(async () => (await world.TargetRowsAsync("SELECT name FROM events WHERE name = 'not held up'")).Length == 1);
        Assert.Equal(["public.event|no_owner", "public.meeting|parent_rejected"], await world.TargetRowsAsync($"SELECT source, reason FROM clerk2workos.rejects WHERE rejected_at > now() - interval '1 minute' AND epoch = (SELECT epoch FROM clerk2workos.migration WHERE scope = 'data') AND key IN (SELECT jsonb_build_array(id::text)::text FROM (VALUES {Values(await world.LegacyRowsAsync("SELECT id FROM event WHERE name = 'of 77' UNION ALL SELECT NULL WHERE false"))}) v(id)) OR reason = 'parent_rejected' AND key = '[\"{(await world.LegacyRowsAsync("SELECT id FROM meeting WHERE note = 'of 77'")).Single()}\"]' ORDER BY 1"));

        await world.MapAsync([77]);

        await follower.UntilAsync(async () => (await world.TargetRowsAsync("SELECT note FROM meetings WHERE note = 'of 77'")).Length == 1);
        Assert.Equal([$"{DataWorld.WorkOS(77)}|{DataWorld.Organization(77)}"], await world.TargetRowsAsync("SELECT workos_user_id, org_id FROM events WHERE name = 'of 77'"));
    }

    [Fact]
    public async Task A_row_that_changes_its_owner_takes_along_what_belongs_to_it()
    {
        await using var world = await Ledger.CreateAsync(server.Server);
        Assert.Equal(["clerk_user_id", "clerk_user_id", "event.clerk_user_id"], (await world.Migration().PlanAsync()).Tables.Select(table => table.OrganizationFrom).Order(StringComparer.Ordinal));
        await using (var follower = await Follower.StartAsync(world.Migration()))
        {
            await world.OnLegacyAsync($"UPDATE event SET clerk_user_id = '{DataWorld.Clerk(5)}' WHERE name = 'e2'");
            await follower.UntilAsync(async () => (await world.TargetRowsAsync($"SELECT 1 FROM meetings WHERE note = 'e2 met' AND org_id = '{DataWorld.Organization(5)}'")).Length == 1);
        }

        await world.Migration().SyncAsync(ToTheEnd);
        await Ledger.AssertSameAsync(world);
    }

    [Fact]
    public async Task Keys_that_change_large_values_that_do_not_and_tables_that_are_emptied()
    {
        await using var world = await DataWorld.CreateAsync(
            server.Server,
            """
            CREATE TABLE profile (clerk_user_id text PRIMARY KEY, bio text, views integer);
            CREATE TABLE slot_reservation (id integer PRIMARY KEY, clerk_user_id text NOT NULL);
            """,
            """
            CREATE TABLE profiles (workos_user_id text PRIMARY KEY, bio text, views integer, org_id uuid);
            CREATE TABLE slot_reservations (id bigint PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid);
            """);
        await world.OnLegacyAsync($"""
            INSERT INTO profile SELECT '{DataWorld.Clerk(0)[..^1]}' || n, (SELECT string_agg(md5(n::text || m), '') FROM generate_series(1, 2000) m), 0 FROM generate_series(0, 4) n;
            INSERT INTO slot_reservation SELECT n, '{DataWorld.Clerk(1)}' FROM generate_series(1, 20) n;
            """);
        await using (var follower = await Follower.StartAsync(world.Migration()))
        {
            await world.OnLegacyAsync($"""
                UPDATE profile SET views = 1 WHERE clerk_user_id = '{DataWorld.Clerk(0)}';
                UPDATE profile SET clerk_user_id = '{DataWorld.Clerk(9)}' WHERE clerk_user_id = '{DataWorld.Clerk(1)}';
                DELETE FROM profile WHERE clerk_user_id = '{DataWorld.Clerk(2)}';
                """);
            await follower.UntilEqualAsync(world, "SELECT count(*), sum(length(bio)), sum(views), count(*) FROM profile", "SELECT count(*), sum(length(bio)), sum(views), count(*) FILTER (WHERE org_id IS NOT NULL) FROM profiles");
            Assert.Equal([DataWorld.WorkOS(0), DataWorld.WorkOS(3), DataWorld.WorkOS(4), DataWorld.WorkOS(9)], await world.TargetRowsAsync("SELECT workos_user_id FROM profiles ORDER BY 1"));
            await world.OnLegacyAsync($"BEGIN; TRUNCATE slot_reservation; INSERT INTO slot_reservation VALUES (7, '{DataWorld.Clerk(2)}'); COMMIT; UPDATE slot_reservation SET id = 8 WHERE id = 7");
            await follower.UntilAsync(async () => (await world.TargetRowsAsync("SELECT id, workos_user_id FROM slot_reservations")).SequenceEqual([$"8|{DataWorld.WorkOS(2)}"]));
        }

        await world.Migration().SyncAsync(ToTheEnd);
        Assert.Empty((await world.Migration().VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_transaction_larger_than_a_batch_follows()
    {
        await using var world = await Ledger.CreateAsync(server.Server);
        await using (await Follower.StartAsync(world.Migration()))
        {
            await world.OnLegacyAsync($"INSERT INTO event SELECT gen_random_uuid(), '{DataWorld.Clerk(0)[..^1]}' || n % 8, 'more' || n FROM generate_series(1, 9000) n; UPDATE event SET name = name || '!' WHERE name LIKE 'more%'");
        }

        await world.Migration().SyncAsync(ToTheEnd);
        await Ledger.AssertSameAsync(world);
    }

    [Fact]
    public async Task What_was_copied_before_there_was_a_slot_is_compared()
    {
        await using var world = await Ledger.CreateAsync(server.Server);
        await world.RunAsync(chunkRows: 30);
        await world.OnLegacyAsync($"""
            INSERT INTO event VALUES (gen_random_uuid(), '{DataWorld.Clerk(3)}', 'in between');
            UPDATE event SET name = 'changed' WHERE name = 'e2';
            UPDATE node SET parent_id = NULL WHERE id = 7;
            """);

        await world.Migration().SyncAsync(ToTheEnd);

        await Ledger.AssertSameAsync(world);
    }

    [Fact]
    public async Task A_slot_that_was_lost_is_made_anew_and_what_it_should_have_kept_is_compared()
    {
        await using var world = await Ledger.CreateAsync(server.Server);
        await world.Migration().SyncAsync(CaughtUp);
        await world.OnLegacyAsync("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database()");
        await world.OnLegacyAsync($"UPDATE event SET name = 'changed' WHERE name = 'e2'; INSERT INTO event VALUES (gen_random_uuid(), '{DataWorld.Clerk(3)}', 'in between')");

        var result = await world.Migration().SyncAsync(ToTheEnd);

        Assert.True(result.Written >= 2);
        await Ledger.AssertSameAsync(world);
    }

    [Fact]
    public async Task Finished_leaves_neither_slot_nor_publication_and_sequences_that_are_high_enough()
    {
        await using var world = await Ledger.CreateAsync(server.Server);
        await world.Migration().SyncAsync(CaughtUp);
        await world.OnLegacyAsync("INSERT INTO node (id, clerk_user_id) VALUES (5000, NULL); SELECT setval('node_id_seq', 5001)");
        Assert.Equal(["1|1"], await world.LegacyRowsAsync("SELECT (SELECT count(*) FROM pg_replication_slots WHERE database = current_database()), (SELECT count(*) FROM pg_publication)"));

        await world.Migration().SyncAsync(ToTheEnd);

        Assert.Equal(["0|0"], await world.LegacyRowsAsync("SELECT (SELECT count(*) FROM pg_replication_slots WHERE database = current_database()), (SELECT count(*) FROM pg_publication)"));
        Assert.Equal(["5001"], await world.TargetRowsAsync("SELECT last_value FROM nodes_id_seq"));
        Assert.Empty(await world.TargetRowsAsync("SELECT * FROM clerk2workos.data_sync"));
    }

    [Fact]
    public async Task A_table_whose_changes_would_fail_is_refused_until_it_is_consented_to()
    {
        await using var world = await DataWorld.CreateAsync(
            server.Server, "CREATE TABLE record (code text NOT NULL UNIQUE, note text)", "CREATE TABLE records (code text PRIMARY KEY, note text)");
        await world.OnLegacyAsync("INSERT INTO record VALUES ('a', 'one'), ('b', 'two')");

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => world.Migration().SyncAsync(CaughtUp));
        Assert.Contains("UPDATEs of the live application", refusal.Message, StringComparison.Ordinal);
        await world.OnLegacyAsync("UPDATE record SET note = 'still possible' WHERE code = 'a'");

        await world.Migration().SyncAsync(CaughtUp with { SetReplicaIdentity = true });
        await world.OnLegacyAsync("UPDATE record SET note = 'followed' WHERE code = 'a'; DELETE FROM record WHERE code = 'b'; UPDATE record SET code = 'c'");
        await world.Migration().SyncAsync(ToTheEnd with { SetReplicaIdentity = true });

        Assert.Equal(["c|followed"], await world.TargetRowsAsync("SELECT * FROM records"));
    }

    [Fact]
    public async Task A_table_without_any_key_is_refused()
    {
        await using var world = await DataWorld.CreateAsync(server.Server, "CREATE TABLE record (note text)", "CREATE TABLE records (note text)");

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => world.Migration().SyncAsync(CaughtUp));

        Assert.StartsWith("public.record has neither a primary key nor a unique key without nulls", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], await world.LegacyRowsAsync("SELECT count(*) FROM pg_publication"));
    }

    [Fact]
    public async Task A_row_that_the_target_still_needs_is_noted_and_goes_when_it_no_longer_does()
    {
        await using var world = await DataWorld.CreateAsync(
            server.Server, "CREATE TABLE event (id integer PRIMARY KEY)", "CREATE TABLE events (id integer PRIMARY KEY); CREATE TABLE bookings (event_id integer REFERENCES events)");
        await world.OnLegacyAsync("INSERT INTO event VALUES (1), (2)");
        await using var follower = await Follower.StartAsync(world.Migration());
        await world.OnTargetAsync("INSERT INTO bookings VALUES (1)");

        await world.OnLegacyAsync("DELETE FROM event");

        await follower.UntilAsync(async () => (await world.RejectsAsync()).SequenceEqual(["public.event|[\"1\"]|still_referenced"]));
        Assert.Equal(["1"], await world.TargetRowsAsync("SELECT id FROM events"));
        await world.OnTargetAsync("DELETE FROM bookings");
        await follower.UntilAsync(async () => (await world.TargetRowsAsync("SELECT id FROM events")).Length == 0 && (await world.RejectsAsync()).Length == 0);
    }

    [Fact]
    public async Task A_row_that_cannot_be_taken_out_takes_no_other_along()
    {
        const string Table = "CREATE TABLE {0} (id integer PRIMARY KEY, {1}_user_id text NOT NULL, parent_id integer REFERENCES {0} (id))";
        await using var world = await DataWorld.CreateAsync(
            server.Server, string.Format(CultureInfo.InvariantCulture, Table, "node", "clerk"), string.Format(CultureInfo.InvariantCulture, Table, "nodes", "workos") + "; CREATE TABLE bookings (node_id integer REFERENCES nodes)");
        await world.OnLegacyAsync($"INSERT INTO node VALUES (1, '{DataWorld.Clerk(0)}', NULL), (2, '{DataWorld.Clerk(1)}', 1), (3, '{DataWorld.Clerk(2)}', NULL)");
        await world.Migration().SyncAsync(CaughtUp);
        await world.OnTargetAsync("INSERT INTO bookings VALUES (1)");
        await world.OnLegacyAsync($"UPDATE node SET clerk_user_id = '{DataWorld.Clerk(99)}' WHERE id = 1");

        await world.Migration().SyncAsync(ToTheEnd);

        Assert.Equal(["1", "2", "3"], await world.TargetRowsAsync("SELECT id FROM nodes ORDER BY 1"));
        Assert.Equal(["public.node|[\"1\"]|still_referenced"], await world.RejectsAsync());
    }

    [Fact]
    public async Task A_row_of_the_targets_own_under_the_same_key_stays()
    {
        await using var world = await DataWorld.CreateAsync(
            server.Server, "CREATE TABLE category (id integer PRIMARY KEY, name text)", "CREATE TABLE categories (id integer PRIMARY KEY, name text)");
        await world.OnLegacyAsync("INSERT INTO category VALUES (1, 'legacy'), (2, 'same')");
        await world.OnTargetAsync("INSERT INTO categories VALUES (1, 'own')");
        await using (var follower = await Follower.StartAsync(world.Migration()))
        {
            await world.OnLegacyAsync("UPDATE category SET name = 'changed'");
            await follower.UntilAsync(async () => (await world.TargetRowsAsync("SELECT name FROM categories WHERE id = 2")).Single() == "changed");
        }

        Assert.Equal(["1|own", "2|changed"], await world.TargetRowsAsync("SELECT id, name FROM categories ORDER BY 1"));
        Assert.Equal(["public.category|[\"1\"]|key_taken"], await world.RejectsAsync());
    }

    [Fact]
    public async Task Tables_that_need_one_another_follow_together()
    {
        const string Tables = """
            CREATE TABLE {0} (id integer PRIMARY KEY, main_id integer NOT NULL, name text);
            CREATE TABLE {1} (id integer PRIMARY KEY, owner_id integer NOT NULL REFERENCES {0} (id) DEFERRABLE);
            ALTER TABLE {0} ADD FOREIGN KEY (main_id) REFERENCES {1} (id) DEFERRABLE;
            """;
        await using var world = await DataWorld.CreateAsync(
            server.Server, string.Format(CultureInfo.InvariantCulture, Tables, "schedule", "record"), string.Format(CultureInfo.InvariantCulture, Tables, "schedules", "records"));
        await world.OnLegacyAsync("BEGIN; SET CONSTRAINTS ALL DEFERRED; INSERT INTO schedule SELECT n, n, 's' FROM generate_series(1, 9) n; INSERT INTO record SELECT n, n FROM generate_series(1, 9) n; COMMIT");
        await using (var follower = await Follower.StartAsync(world.Migration()))
        {
            await world.OnLegacyAsync("""
                BEGIN; SET CONSTRAINTS ALL DEFERRED;
                INSERT INTO schedule VALUES (10, 10, 'added'); INSERT INTO record VALUES (10, 10);
                DELETE FROM schedule WHERE id < 4; DELETE FROM record WHERE id < 4;
                UPDATE schedule SET main_id = 8 WHERE id = 7;
                COMMIT
                """);
            await follower.UntilEqualAsync(world, "SELECT id, main_id, name FROM schedule ORDER BY 1", "SELECT id, main_id, name FROM schedules ORDER BY 1");
            await follower.UntilEqualAsync(world, "SELECT id, owner_id FROM record ORDER BY 1", "SELECT id, owner_id FROM records ORDER BY 1");
        }

        Assert.Empty(await world.RejectsAsync());
    }

    [Fact]
    public async Task A_second_follower_is_refused()
    {
        await using var world = await Ledger.CreateAsync(server.Server);
        await using var follower = await Follower.StartAsync(world.Migration());

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => world.Migration().SyncAsync(CaughtUp));

        Assert.StartsWith("'data sync' is under way already", refusal.Message, StringComparison.Ordinal);
    }

    private static string Values(IEnumerable<string> values) => string.Join(", ", values.Select(value => $"('{value}')"));
}
