using System.Globalization;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>A follower is killed, or the servers crash under it: the next one goes on, and nothing is missing.</summary>
[Collection(LogicalPostgreSql.Faults)]
public sealed class InterruptedFollowers(LogicalPostgreSql server, ITestOutputHelper output)
{
    // A few hundred transactions a second, all the time that it takes to start three processes: what is behind has to be caught up with in the end.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);

    private static readonly DataSyncOptions ToTheEnd = new() { End = DataSyncEnd.Finished };

    [Theory]
    [InlineData(nameof(DataStep.SlotCreated), 1)]
    [InlineData(nameof(DataStep.CheckpointWritten), 9)]
    [InlineData(nameof(DataStep.ChangesSent), 1)]
    [InlineData(nameof(DataStep.ChangesSent), 20)]
    [InlineData(nameof(DataStep.ChangesCommitted), 3)]
    public async Task A_follower_that_is_killed_is_succeeded_by_another(string step, int time)
    {
        await using var world = await Ledger.CreateAsync(server.Server, rows: 1000);
        using var stop = new CancellationTokenSource();
        var writing = Writer.WriteAsync(world, time, stop.Token, Pause);
        using (var killed = DataProcess.Start(world, "sync", chunkRows: 50, step, time))
        {
            await killed.WaitForExitAsync();
            Assert.NotEqual(0, killed.ExitCode);
        }

        using (var again = DataProcess.Start(world, "sync", chunkRows: 50, nameof(DataStep.ChangesSent), 5))
            await again.WaitForExitAsync();
        await stop.CancelAsync();
        await writing;

        await world.Migration(DataWorld.Options(chunkRows: 50)).SyncAsync(ToTheEnd);

        await Ledger.AssertSameAsync(world);
    }

    [Fact]
    public async Task Both_servers_crash_in_turn()
    {
        await using var legacy = await LogicalPostgreSql.StartAsync();
        await using var target = await LogicalPostgreSql.StartAsync();
        await using var world = await Ledger.CreateAsync(legacy, rows: 300, target);
        using var stop = new CancellationTokenSource();
        var writing = Writer.WriteAsync(world, 1, stop.Token, Pause);
        await using (await Follower.StartAsync(world.Migration()))
        {
            foreach (var crashing in new[] { legacy, target, legacy, target })
            {
                await Task.Delay(500);
                await crashing.RestartAsync(TimeSpan.FromMilliseconds(300));
            }

            await stop.CancelAsync();
            await writing;
            await using var fresh = world.Fresh();
            await fresh.OnLegacyAsync("UPDATE event SET name = 'last' WHERE name = 'e1'");
        }

        await using var after = world.Fresh();
        await after.Migration().SyncAsync(ToTheEnd);
        await Ledger.AssertSameAsync(after);
    }

    /// <summary>Ten seconds; five minutes with <c>C2W_SOAK=1</c>.</summary>
    [Fact]
    public async Task Five_hundred_rows_a_second_are_followed_while_both_servers_crash_in_turn()
    {
        var seconds = Soak.IsOn ? 300 : 10;
        await using var legacy = await LogicalPostgreSql.StartAsync();
        await using var target = await LogicalPostgreSql.StartAsync();
        await using var world = await Ledger.CreateAsync(legacy, rows: 1000, target);
        var (began, lastCrash, crashes, lags) = (TimeProvider.System.GetTimestamp(), TimeSpan.Zero, 0, new List<double>());
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await using (var follower = await Follower.StartAsync(world.Migration()))
        {
            var writing = Writer.WriteSteadilyAsync(world, rowsPerSecond: 500, stop.Token);
            while (!stop.IsCancellationRequested)
            {
                await Task.Delay(50);
                var now = TimeProvider.System.GetElapsedTime(began);
                if (now - lastCrash > TimeSpan.FromSeconds(seconds / 6.0))
                {
                    await (crashes++ % 2 == 0 ? legacy : target).RestartAsync(TimeSpan.FromMilliseconds(500));
                    lastCrash = TimeProvider.System.GetElapsedTime(began);
                }
                else if (now - lastCrash > TimeSpan.FromSeconds(seconds / 20.0 + 1) && follower.Last is { Lag: { } lag })
                {
                    lags.Add(lag.TotalSeconds);
                }
            }

            var rows = await writing;
            lags.Sort();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows in {seconds} s ({rows / (double)seconds:F0}/s), {crashes} crashes; behind while healthy: half within {At(0.5):F3} s, 99 of 100 within {At(0.99):F3} s, all within {At(1):F3} s ({lags.Count} looks)."));
            double At(double share) => lags.Count == 0 ? double.NaN : lags[Math.Min(lags.Count - 1, (int)(share * lags.Count))];
        }

        await using var after = world.Fresh();
        await after.Migration().SyncAsync(ToTheEnd);
        await Ledger.AssertSameAsync(after);
        Assert.DoesNotContain((await after.Migration().VerifyAsync()).Findings, finding => finding.Code is "missing_rows" or "different_rows" or "different_table");
    }
}
