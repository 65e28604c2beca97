using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

/// <summary>In which order steps are done and undone, and where it goes on.</summary>
[Collection(CutoverServer.Engine)]
public sealed class StepsForwardsAndBackwards(CutoverServer server) : IAsyncLifetime
{
    private SwitchedDatabase _world = null!;

    private static CutoverStep[] Steps => [new WrittenStep("one"), new WrittenStep("two"), new WrittenStep("three"), new WrittenStep("final")];

    public async Task InitializeAsync() => _world = await SwitchedDatabase.CreateAsync(server);

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task All_steps_are_done_in_order_and_the_final_ones_by_finish()
    {
        await _world.Operator(Steps).PlanAsync();
        await _world.SeeInstanceAsync("{}");
        var started = await _world.Operator(Steps).StartAsync();

        Assert.Equal((CutoverState.Watching, "one two three"), (started.State, await _world.WrittenAsync()));
        Assert.Equal([StepState.Done, StepState.Done, StepState.Done, StepState.Pending], started.Steps.Select(step => step.State));
        Assert.Equal("The window is over: 'clerk2workos cutover finish' gives up the way back.", started.Next);

        var finished = await _world.Operator(Steps).FinishAsync();

        Assert.Equal((CutoverState.Finished, "one two three final"), (finished.State, await _world.WrittenAsync()));
        var late = await Assert.ThrowsAsync<CutoverException>(() => _world.Operator(Steps).RollbackAsync());
        Assert.Equal("The cut-over is finished: there is no way back any more.", late.Message);
    }

    [Fact]
    public async Task It_ends_after_the_step_that_is_named_and_goes_on_from_there()
    {
        var paused = await _world.Operator(Steps).StartAsync(until: "two");

        Assert.Equal((CutoverState.Running, "one two"), (paused.State, await _world.WrittenAsync()));
        Assert.StartsWith("'three' comes next.", paused.Next, StringComparison.Ordinal);

        await _world.Operator(Steps).StartAsync(until: "three");
        Assert.Equal("one two three", await _world.WrittenAsync());
    }

    [Fact]
    public async Task A_step_that_is_not_there_is_named_before_anything_is_done()
    {
        var refused = await Assert.ThrowsAsync<CutoverException>(() => _world.Operator(Steps).StartAsync(until: "four"));

        Assert.Equal(("There is no step 'four'; there are one, two, three.", ""), (refused.Message, await _world.WrittenAsync()));
    }

    [Fact]
    public async Task A_step_that_failed_is_done_again_by_the_same_command()
    {
        var steps = Steps;
        ((WrittenStep)steps[1]).Does = (_, _) => throw new CutoverException("The disk is full.");
        var failure = await Assert.ThrowsAsync<CutoverException>(() => _world.Operator(steps).StartAsync());
        Assert.Equal("The step 'two' failed: The disk is full.", failure.Message);

        var status = await _world.Operator(Steps).StatusAsync();
        Assert.Equal((StepState.Running, "The disk is full."), (status.Steps[1].State, status.Steps[1].Error));
        Assert.Equal("'two' failed: The disk is full. 'clerk2workos cutover start' goes on, 'clerk2workos cutover rollback' goes back.", status.Next);

        status = await _world.Operator(Steps).StartAsync(until: "three");
        Assert.Equal(("one two two three", 2), (await _world.WrittenAsync(), status.Steps[1].Attempts));
        Assert.Null(status.Steps[1].Error);
    }

    [Fact]
    public async Task A_rollback_undoes_the_last_step_first_and_the_one_that_failed_too()
    {
        var steps = Steps;
        ((WrittenStep)steps[1]).Does = (_, _) => throw new CutoverException("The disk is full.");
        await Assert.ThrowsAsync<CutoverException>(() => _world.Operator(steps).StartAsync());

        var status = await _world.Operator(Steps).RollbackAsync();

        Assert.Equal((CutoverState.RolledBack, "one two -two -one"), (status.State, await _world.WrittenAsync()));
    }

    [Fact]
    public async Task A_rollback_to_a_step_leaves_it_done_and_a_start_goes_on()
    {
        await _world.Operator(Steps).StartAsync(until: "three");
        var status = await _world.Operator(Steps).RollbackAsync(to: "one");
        Assert.Equal((CutoverState.Running, "one two three -three -two"), (status.State, await _world.WrittenAsync()));
        Assert.Null(status.WatchedSince);

        status = await _world.Operator(Steps).StartAsync(until: "three");

        Assert.Equal((CutoverState.Watching, "one two three -three -two two three"), (status.State, await _world.WrittenAsync()));
    }

    [Fact]
    public async Task A_rollback_that_failed_goes_on_and_nothing_starts_before()
    {
        var steps = Steps;
        ((WrittenStep)steps[1]).Undoes = (_, _) => throw new CutoverException("The disk is full.");
        await _world.Operator(Steps).StartAsync(until: "three");
        await Assert.ThrowsAsync<CutoverException>(() => _world.Operator(steps).RollbackAsync());

        var refused = await Assert.ThrowsAsync<CutoverException>(() => _world.Operator(Steps).StartAsync());
        Assert.Equal("'two' is half undone: 'clerk2workos cutover rollback' goes on with that first.", refused.Message);

        await _world.Operator(Steps).RollbackAsync();
        Assert.Equal("one two three -three -two -two -one", await _world.WrittenAsync());
    }

    [Fact]
    public async Task A_rollback_that_one_step_forbids_undoes_none()
    {
        var steps = Steps;
        ((WrittenStep)steps[0]).UndoObstacles = ["Rows would be lost."];
        await _world.Operator(Steps).StartAsync(until: "three");

        var refused = await Assert.ThrowsAsync<CutoverException>(() => _world.Operator(steps).RollbackAsync());

        Assert.Equal(("'one' cannot be undone, and nothing was: Rows would be lost.", "one two three"), (refused.Message, await _world.WrittenAsync()));
    }

    [Fact]
    public async Task After_a_rollback_a_start_begins_anew()
    {
        await _world.Operator(Steps).StartAsync(until: "two");
        await _world.Operator(Steps).RollbackAsync();

        await _world.Operator(Steps).StartAsync(until: "one");

        Assert.Equal(("one two -two -one one", "2"), (await _world.WrittenAsync(), await _world.ScalarAsync("SELECT count(*) FROM clerk2workos.cutovers")));
    }

    [Fact]
    public async Task What_a_step_remembers_is_there_the_next_time_and_gone_after_its_undoing()
    {
        var steps = Steps;
        ((WrittenStep)steps[0]).Does = async (context, token) =>
        {
            await WrittenStep.WriteAsync(context, await context.Memory.FindAsync("one", "seen", token) ?? "nothing", token);
            await context.Memory.KeepAsync("one", "seen", "it", token);
            if (await _world.ScalarAsync("SELECT count(*) FROM written WHERE what = 'nothing'") == "1" && await _world.ScalarAsync("SELECT count(*) FROM written WHERE what = 'it'") == "0")
                throw new CutoverException("Once.");
        };
        await Assert.ThrowsAsync<CutoverException>(() => _world.Operator(steps).StartAsync());
        await _world.Operator(steps).StartAsync(until: "one");
        await _world.Operator(steps).RollbackAsync();
        await _world.Operator(steps).StartAsync(until: "one");

        Assert.Equal("one nothing one it -one one nothing", await _world.WrittenAsync());
    }

    [Fact]
    public async Task A_plan_shows_the_statements_and_does_none()
    {
        var plan = await _world.Operator(Steps).PlanAsync();

        Assert.True(plan.IsReady);
        Assert.Equal(["SELECT 'one'", "SELECT 'two'", "SELECT 'three'", "SELECT 'final'"], plan.Steps.SelectMany(step => step.Statements));
        Assert.Equal("", await _world.WrittenAsync());
        Assert.Equal(CutoverState.None, (await _world.Operator(Steps).StatusAsync()).State);
    }
}
