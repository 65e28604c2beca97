using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

/// <summary>People go on using the tables: nobody waits behind a change, and the filling gets in nobody's way.</summary>
[Collection(InPlacePostgreSql.Steps)]
public sealed class BusyTables(InPlacePostgreSql server)
{
    [Fact]
    public async Task A_change_gives_up_on_its_lock_behind_a_long_transaction_and_is_tried_again()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 20);
        world.All = new CutoverOptions { LockTimeout = TimeSpan.FromMilliseconds(200) };
        await using var connection = await world.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var read = new NpgsqlCommand("SELECT count(*) FROM meeting", connection))
            await read.ExecuteScalarAsync();

        var expanding = world.DoAsync("expand");
        while (world.Said.Count(sentence => sentence.StartsWith("waiting for the lock", StringComparison.Ordinal)) < 2)
            await world.OnAsync("SELECT count(*) FROM meeting");        // gets its turn between two attempts
        await transaction.RollbackAsync();

        await expanding;
    }

    [Fact]
    public async Task It_gives_up_when_its_patience_ends_and_says_why()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 20);
        (world.All, world.Options) = (new CutoverOptions { LockTimeout = TimeSpan.FromMilliseconds(100) }, world.Options with { Patience = TimeSpan.FromMilliseconds(300) });
        await using var connection = await world.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var read = new NpgsqlCommand("LOCK TABLE meeting IN ACCESS SHARE MODE", connection))
            await read.ExecuteNonQueryAsync();

        var refusal = await Assert.ThrowsAsync<CutoverException>(() => world.DoAsync("expand"));

        Assert.Contains("\"public\".\"meeting\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("a transaction is open on the table all the time", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filling_passes_over_rows_that_somebody_is_changing_and_comes_back_for_them()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 300);
        await world.DoAsync("dual-write");
        await using var connection = await world.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var change = new NpgsqlCommand("UPDATE meeting SET guest_name = 'held' WHERE id = 150", connection))
            await change.ExecuteNonQueryAsync();
        await using (var undo = new NpgsqlCommand("SELECT id FROM meeting WHERE id = 151 FOR UPDATE", connection))
            await undo.ExecuteScalarAsync();

        var filling = world.DoAsync("back-fill", first: "back-fill");
        while (!filling.IsCompleted && await world.RowsAsync("SELECT to_regclass('clerk2workos.in_place_progress') IS NOT NULL") is not ["t"])
            await Task.Delay(20);
        while (!filling.IsCompleted && ((await world.RowsAsync("SELECT passes FROM clerk2workos.in_place_progress WHERE table_name = 'public.meeting'")) is not [var passes] || passes == "0"))
            await Task.Delay(20);
        Assert.Equal(["151"], await world.RowsAsync("SELECT id FROM meeting WHERE workos_user_id IS NULL AND id <> 150"));
        await transaction.CommitAsync();
        await filling;

        await world.AssertInStepAsync();
    }

    [Fact]
    public async Task Filling_waits_while_a_transaction_has_been_open_for_too_long()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 300);
        await world.DoAsync("dual-write");
        world.Options = world.Options with { LongestTransaction = TimeSpan.FromMilliseconds(1), Patience = TimeSpan.FromMilliseconds(200) };
        await using var connection = await world.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var read = new NpgsqlCommand("SELECT txid_current()", connection))
            await read.ExecuteScalarAsync();

        var refusal = await Assert.ThrowsAsync<CutoverException>(() => world.DoAsync("back-fill", first: "back-fill"));
        Assert.Contains("has been open for too long", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(world.Said, sentence => sentence.StartsWith("filling waits: the transaction of process", StringComparison.Ordinal));
        await transaction.RollbackAsync();

        world.Options = world.Options with { LongestTransaction = TimeSpan.FromMinutes(1), RowsPerSecond = 100_000 };
        await world.DoAsync("back-fill", first: "back-fill");       // goes on where it was
        await world.AssertInStepAsync();
    }
}
