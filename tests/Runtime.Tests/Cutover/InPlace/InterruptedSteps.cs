using System.Globalization;
using Clerk2WorkOS.Cutover.InPlace.Keeping;
using Clerk2WorkOS.CutoverLoad;
using Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

/// <summary>Whatever ends the operator's process, wherever: the same step again, or undone, leads to where an undisturbed one does.</summary>
[Collection(InPlacePostgreSql.Steps)]
public sealed class InterruptedSteps(InPlacePostgreSql server)
{
    /// <summary>Every how manieth statement is one to end at; each of them with <c>C2W_SOAK=1</c>.</summary>
    private static int Every => Soak.IsOn ? 1 : 19;

    [Fact]
    public async Task Ended_at_any_statement_it_is_completed_by_the_next_run()
    {
        await using var undisturbed = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 250);
        var count = new Counter();
        await undisturbed.DoAsync("soak", count);
        Assert.True(count.Statements > 60);

        var tried = 0;
        for (var at = 1; at <= count.Statements; at += Every, tried++)
        {
            await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 250);
            await Assert.ThrowsAsync<EndedException>(() => world.DoAsync("soak", new Ending(at, isAfter: at % 2 == 0)));
            await world.DoAsync("soak");
            await world.AssertInStepAsync();
            Assert.Equal(Schema(await undisturbed.StateAsync()), Schema(await world.StateAsync()));
        }

        Assert.True(tried > 3);
    }

    [Fact]
    public async Task Ended_at_any_statement_it_can_be_undone()
    {
        var count = new Counter();
        await using (var undisturbed = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 250))
            await undisturbed.DoAsync("soak", count);

        for (var at = 2; at <= count.Statements; at += Every)
        {
            await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 250);
            var before = await world.StateAsync();
            await Assert.ThrowsAsync<EndedException>(() => world.DoAsync("soak", new Ending(at, isAfter: at % 2 == 0)));
            var undoing = await Record.ExceptionAsync(() => world.UndoAsync("soak", new Ending(7, isAfter: true)));       // which is ended, too, where it is long enough
            Assert.True(undoing is null or EndedException, $"{undoing}");
            await world.UndoAsync("soak");
            Assert.Equal(before, await world.StateAsync());
        }
    }

    [Theory]
    [InlineData(12)]
    [InlineData(60)]
    public async Task A_killed_process_is_followed_by_another(int statement)
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 250);
        var before = await world.StateAsync();

        Assert.NotEqual(0, await OperatorAsync(world, "do", "soak", statement));
        Assert.Equal(0, await OperatorAsync(world, "do", "soak"));
        await world.AssertInStepAsync();
        Assert.NotEqual(0, await OperatorAsync(world, "undo", "soak", 5));
        Assert.Equal(0, await OperatorAsync(world, "undo", "soak"));

        Assert.Equal(before, await world.StateAsync());
    }

    [Fact]
    public async Task An_index_that_a_killed_build_left_invalid_is_built_again()
    {
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 50);
        await world.DoAsync("expand");
        await world.OnAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'meeting_clerk_workos'::regclass");

        await world.DoAsync("expand", first: "expand");

        Assert.Equal(["t"], await world.RowsAsync("SELECT indisvalid FROM pg_index WHERE indexrelid = 'meeting_clerk_workos'::regclass"));
    }

    private static async Task<int> OperatorAsync(InPlaceWorld world, string what, string last, int dieAt = 0)
    {
        using var process = Processes.Start(["in-place-operator", what, last, .. dieAt == 0 ? Array.Empty<string>() : [dieAt.ToString(CultureInfo.InvariantCulture)]], ("C2W_TARGET", world.ConnectionString));
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static string Schema(string state) => state[..state.LastIndexOf("-- PostgreSQL database dump complete", StringComparison.Ordinal)];

    private sealed class Counter : StatementListener
    {
        public int Statements { get; private set; }

        public override ValueTask DoneAsync(string sql)
        {
            Statements++;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Ending(int at, bool isAfter) : StatementListener
    {
        private int _begun;

        public override ValueTask BeginsAsync(string sql) => ++_begun == at && !isAfter ? throw new EndedException() : ValueTask.CompletedTask;

        public override ValueTask DoneAsync(string sql) => _begun == at && isAfter ? throw new EndedException() : ValueTask.CompletedTask;
    }

    private sealed class EndedException : Exception;
}
