using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>Where the log cannot be followed, a comparison carries over what differs; it mends single rows as well.</summary>
[Collection(PostgreSql.Data)]
public sealed class ComparedChanges(PostgreSql server)
{
    private static readonly DataSyncOptions Once = new() { Source = DataSyncSource.Comparison, End = DataSyncEnd.CaughtUp };

    [Fact]
    public async Task A_server_whose_log_is_not_logical_is_refused_and_told_of_the_other_way()
    {
        await using var world = await Ledger.CreateAsync(server);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => world.Migration().SyncAsync());

        Assert.StartsWith("The legacy database's wal_level is replica: 'data sync' needs logical", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("data sync --compare", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], await world.TargetRowsAsync("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task What_was_added_and_changed_since_is_carried_over_and_what_only_the_target_has_stays()
    {
        await using var world = await Ledger.CreateAsync(server);
        await world.RunAsync(chunkRows: 30);
        await ChangeAsync(world);

        var result = await world.Migration().SyncAsync(Once);

        Assert.Equal(2, result.OnlyInTarget);
        await world.OnTargetAsync("DELETE FROM meetings WHERE note = 'e4 met'; DELETE FROM events WHERE name = 'e4'");
        await Ledger.AssertSameAsync(world);
        Assert.Equal(0, (await world.Migration().SyncAsync(Once)).OnlyInTarget);
    }

    [Fact]
    public async Task What_only_the_target_has_is_deleted_if_that_is_asked_for()
    {
        await using var world = await Ledger.CreateAsync(server);
        await world.RunAsync(chunkRows: 30);
        await ChangeAsync(world);

        var result = await world.Migration().SyncAsync(Once with { DeleteExtra = true });

        Assert.Equal((0, 4), (result.OnlyInTarget, result.Deleted));      // two that are gone, and two of an owner who has not moved
        await Ledger.AssertSameAsync(world);
    }

    [Fact]
    public async Task Rows_that_were_lost_or_spoilt_in_the_target_are_mended()
    {
        await using var world = await Ledger.CreateAsync(server);
        await world.RunAsync();
        await world.OnTargetAsync("DELETE FROM meetings WHERE id % 3 = 0; UPDATE events SET name = 'spoilt' WHERE name LIKE 'e1%'");
        var before = await world.Migration().VerifyAsync();
        Assert.All(before.Findings.Where(finding => finding.Code is "missing_rows" or "different_rows"), finding => Assert.Equal("clerk2workos data sync --compare", finding.Command));
        Assert.Equal(2, before.Findings.Count(finding => finding.Code is "missing_rows" or "different_rows"));

        await world.Migration().SyncAsync(Once);

        await Ledger.AssertSameAsync(world);
    }

    [Fact]
    public async Task Columns_that_cannot_be_compared_are_written_again()
    {
        await using var world = await DataWorld.CreateAsync(
            server, "CREATE TABLE record (id integer PRIMARY KEY, data jsonb)", "CREATE TABLE records (id integer PRIMARY KEY, data jsonb)");
        await world.OnLegacyAsync($$"""INSERT INTO record SELECT n, '{"by": "{{DataWorld.Clerk(1)}}"}' FROM generate_series(1, 50) n""");
        var options = DataWorld.Options("""{ "tables": { "record": { "rewrite": ["data.by"] } } }""");
        await world.Migration(options).RunAsync();
        await world.OnLegacyAsync($$"""UPDATE record SET data = '{"by": "{{DataWorld.Clerk(2)}}"}' WHERE id = 7""");

        await world.Migration(options).SyncAsync(Once);

        Assert.Equal([$$"""7|{"by": "{{DataWorld.WorkOS(2)}}"}"""], await world.TargetRowsAsync($$"""SELECT id, data FROM records WHERE data <> '{"by": "{{DataWorld.WorkOS(1)}}"}'"""));
    }

    private static Task ChangeAsync(DataWorld world) => world.OnLegacyAsync($"""
        INSERT INTO event VALUES (gen_random_uuid(), '{DataWorld.Clerk(3)}', 'added');
        INSERT INTO meeting (event_id, note) SELECT id, 'added' FROM event WHERE name = 'added';
        UPDATE event SET name = 'changed' WHERE name = 'e2';
        UPDATE event SET clerk_user_id = '{DataWorld.Clerk(99)}' WHERE name = 'e5';
        DELETE FROM meeting WHERE note = 'e4 met';
        DELETE FROM event WHERE name = 'e4';
        UPDATE node SET parent_id = NULL WHERE id = 7;
        """);
}
