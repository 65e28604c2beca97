using Clerk2WorkOS.Cutover;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

/// <summary>One operator at a time, and what runs beside the steps.</summary>
[Collection(CutoverServer.Engine)]
public sealed class OneOperator(CutoverServer server) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private SwitchedDatabase _world = null!;

    public async Task InitializeAsync() => _world = await SwitchedDatabase.CreateAsync(server);

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_second_one_is_refused_while_the_first_lives()
    {
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = _world.Operator([Waiting("one", begun, goOn.Task)]).StartAsync(until: "one");
        await begun.Task.WaitAsync(Patience);

        var refused = await Assert.ThrowsAsync<CutoverException>(() => _world.Operator([new WrittenStep("one")]).RollbackAsync());
        Assert.StartsWith("'cutover start' is under way already (", refused.Message, StringComparison.Ordinal);
        Assert.Equal(CutoverState.Running, (await _world.Operator([new WrittenStep("one")]).StatusAsync()).State);

        goOn.SetResult();
        await first;
        Assert.Equal("one", await _world.WrittenAsync());
    }

    [Fact]
    public async Task One_that_was_taken_for_dead_stops_and_notes_nothing_more()
    {
        var (begun, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = _world.Operator([Waiting("one", begun, never.Task)]).StartAsync(until: "one");
        await begun.Task.WaitAsync(Patience);
        await _world.ExecuteAsync("SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1660944385 AND objid = 5 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");

        var second = await _world.Operator([new WrittenStep("one"), new WrittenStep("two")]).StartAsync(until: "two");

        var stopped = await Assert.ThrowsAsync<CutoverException>(() => first).WaitAsync(Patience);
        Assert.Equal("Another operator has taken the cut-over over: this one has stopped.", stopped.Message);
        Assert.Equal((StepState.Done, "one one two"), (second.Steps[0].State, await _world.WrittenAsync()));
    }

    [Fact]
    public async Task Another_way_is_refused_while_one_is_under_way()
    {
        await _world.Operator([new WrittenStep("one"), new WrittenStep("two")]).StartAsync(until: "one");
        await using var other = new CutoverOperation(_world.Address, _world.Address, new CutoverOptions { Way = CutoverWay.Maintenance });

        var refused = await Assert.ThrowsAsync<CutoverException>(() => other.StartAsync());

        Assert.Equal("A cut-over by way of in-place is under way: go on with that, or roll it back first.", refused.Message);
        Assert.Equal(CutoverWay.InPlace, await CutoverOperation.FindWayAsync(_world.Address));
    }

    [Fact]
    public async Task What_runs_beside_begins_again_when_it_fails_and_ends_before_its_step()
    {
        var attempts = 0;
        var again = new TaskCompletionSource();
        var first = new WrittenStep("one")
        {
            Until = "three",
            Beside = async (context, token) =>
            {
                if (Interlocked.Increment(ref attempts) == 1)
                    throw new CutoverException("The line is cut.");
                again.TrySetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                finally
                {
                    await WrittenStep.WriteAsync(context, "beside-ended", CancellationToken.None);
                }
            },
        };
        var second = new WrittenStep("two") { Does = (_, token) => again.Task.WaitAsync(Patience, token) };

        await _world.Operator([first, second, new WrittenStep("three")]).StartAsync(until: "three", _world.Say);

        Assert.Equal("one two beside-ended three", await _world.WrittenAsync());
        Assert.Contains("What 'one' keeps going failed and is begun again in 2 s: The line is cut.", _world.Said);
    }

    [Fact]
    public async Task What_runs_beside_is_begun_again_by_the_next_command_and_ends_before_its_step_is_undone()
    {
        var begun = new TaskCompletionSource();
        WrittenStep Step() => new("one")
        {
            Until = "final",
            Beside = async (context, token) =>
            {
                await WrittenStep.WriteAsync(context, "beside", token);
                begun.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
            },
        };
        await _world.Operator([Step(), new WrittenStep("two") { Does = (_, token) => begun.Task.WaitAsync(Patience, token) }]).StartAsync(until: "two");
        begun = new TaskCompletionSource();

        await _world.Operator([Step(), new WrittenStep("two") { Undoes = (_, token) => begun.Task.WaitAsync(Patience, token) }]).RollbackAsync();

        var written = await _world.WrittenAsync();
        Assert.Equal(2, written.Split(' ').Count(word => word == "beside"));
        Assert.EndsWith("-one", written, StringComparison.Ordinal);
    }

    private static WrittenStep Waiting(string name, TaskCompletionSource begun, Task until) => new(name)
    {
        Does = (_, token) =>
        {
            begun.TrySetResult();
            return until.WaitAsync(token);
        },
    };
}
