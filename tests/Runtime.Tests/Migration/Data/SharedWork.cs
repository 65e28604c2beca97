using System.Diagnostics;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>Several workers, in one process and in several: each chunk is done by one of them.</summary>
[Collection(PostgreSql.Data)]
public sealed class SharedWork(PostgreSql server)
{
    [Fact]
    public async Task Four_workers_leave_what_one_leaves()
    {
        await using var world = await Ledger.CreateAsync(server, rows: 1000);
        await using var alone = await Ledger.CreateAsync(server, rows: 1000);
        await alone.RunAsync(chunkRows: 50);
        var seen = new List<DataProgress>();

        var result = await world.Migration(DataWorld.Options(chunkRows: 50, workers: 4)).RunAsync(new Listed(seen));

        Assert.Equal(await Ledger.StateAsync(alone), await Ledger.StateAsync(world));
        await Ledger.AssertCompleteAsync(world);
        Assert.Equal(1, result.Snapshots);
        Assert.Equal(3000, seen.Max(progress => progress.Rows));
        Assert.True(seen.Count >= 60);
    }

    [Fact]
    public async Task Two_processes_share_the_chunks_and_read_the_same_snapshot()
    {
        await using var world = await Ledger.CreateAsync(server, rows: 5000);
        using var one = Start(world, chunkRows: 50);
        using var other = Start(world, chunkRows: 50);
        await Task.WhenAll(one.WaitForExitAsync(), other.WaitForExitAsync());

        Assert.Equal((0, 0), (one.ExitCode, other.ExitCode));
        await Ledger.AssertCompleteAsync(world);
        Assert.Equal(["2"], await world.TargetRowsAsync("SELECT count(DISTINCT claimed_by) FROM clerk2workos.checkpoints"));
        Assert.Equal(["1|1"], await world.TargetRowsAsync("SELECT count(DISTINCT snapshot), count(DISTINCT epoch) FROM clerk2workos.checkpoints WHERE kind = 'rows'"));
    }

    [Theory]
    [InlineData(nameof(DataStep.Claimed), 3)]
    [InlineData(nameof(DataStep.RowsSent), 7)]
    [InlineData(nameof(DataStep.CheckpointWritten), 20)]
    [InlineData(nameof(DataStep.Committed), 40)]
    [InlineData(nameof(DataStep.Linked), 1)]
    public async Task A_process_that_is_killed_is_succeeded_by_another(string step, int time)
    {
        await using var world = await Ledger.CreateAsync(server, rows: 1000);
        using var killed = Start(world, chunkRows: 50, step, time);
        await killed.WaitForExitAsync();
        Assert.NotEqual(0, killed.ExitCode);

        await world.RunAsync(chunkRows: 50);

        await Ledger.AssertCompleteAsync(world);
        Assert.Equal(await world.LegacyRowsAsync("SELECT count(*) FROM event"), await world.TargetRowsAsync("SELECT sum(rows_read) FROM clerk2workos.checkpoints WHERE source = 'public.event'"));
    }

    [Fact]
    public async Task One_that_is_killed_leaves_its_chunk_to_the_other()
    {
        await using var world = await Ledger.CreateAsync(server, rows: 3000);
        using var killed = Start(world, chunkRows: 50, nameof(DataStep.RowsSent), 10);
        using var other = Start(world, chunkRows: 50);
        await Task.WhenAll(killed.WaitForExitAsync(), other.WaitForExitAsync());

        Assert.Equal(0, other.ExitCode);
        await Ledger.AssertCompleteAsync(world);
    }

    private static Process Start(DataWorld world, int chunkRows, string? step = null, int time = 0) => DataProcess.Start(world, "run", chunkRows, step, time);

    private sealed class Listed(List<DataProgress> seen) : IProgress<DataProgress>
    {
        public void Report(DataProgress value)
        {
            lock (seen)
                seen.Add(value);
        }
    }
}
