using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

/// <summary>The target's server crashes while the switched system is watched.</summary>
public sealed class WatchedThroughAnOutage
{
    [Fact]
    public async Task The_watching_goes_on_when_the_database_is_back()
    {
        await using var own = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { AlwaysOwn = true });
        await using var world = await SwitchedDatabase.CreateAsync(await own.CreateDatabaseAsync("watched"));
        CutoverStep[] steps = [new WrittenStep("one"), new WrittenStep("final")];
        await world.Operator(steps).PlanAsync();
        await world.SeeInstanceAsync("{}");

        var watching = world.Operator(steps, new CutoverOptions { Window = TimeSpan.FromDays(1) }).StartAsync(say: world.Say);
        await UntilAsync(() => world.HasSaid("Watching until "));
        await own.RestartAsync(TimeSpan.FromSeconds(1));
        await UntilAsync(() => world.HasSaid("The signals cannot be read: "));
        Assert.False(watching.IsCompleted);
        await UntilAsync(async () => await world.ScalarAsync("SELECT 1") == "1");
        await world.ExecuteAsync("INSERT INTO clerk2workos.rejects VALUES ('row', 't', '[\"1\"]', 'no_owner', NULL, 1)");

        var status = await watching;        // ends, since it sees the signal
        Assert.Equal((CutoverState.Watching, "open-rejects"), (status.State, Assert.Single(status.Signals, signal => signal.IsOver).Name));
    }

    private static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (await isSo())
                    return;
            }
            catch (Npgsql.NpgsqlException) when (attempt < 600)
            {
                // It is not back yet.
            }

            Assert.True(attempt < 600, "It did not happen within half a minute.");
            await Task.Delay(50);
        }
    }
}
