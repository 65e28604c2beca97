using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.BlueGreen;
using Clerk2WorkOS.CutoverLoad.BlueGreen;
using Clerk2WorkOS.CutoverLoad.Operating;
using Clerk2WorkOS.Runtime.Tests.Cutover.BlueGreen.Setting;
using Clerk2WorkOS.Runtime.Tests.Cutover.Engine;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.BlueGreen;

/// <summary>The operator's process is killed (SIGKILL) at every step, one after the other, and the same command goes on: the end is the one of an operator who lives.</summary>
[Collection(LogicalPostgreSql.Faults)]
public sealed class KilledOperators(LogicalPostgreSql server)
{
    private static IEnumerable<string> Steps => BlueGreenWay.Steps().Where(step => !step.IsFinal).Select(step => step.Name);

    [Fact]
    public async Task Killed_at_every_step_there_and_back_it_ends_where_one_that_lives_does()
    {
        await using var whole = await TwoSides.CreateAsync(server.Server);
        await using var operation = whole.Operation();
        await using var killed = await TwoSides.CreateAsync(server.Server);
        await using var reader = killed.Operation();
        await reader.PlanAsync();
        var before = await killed.StateAsync();

        foreach (var (step, point) in Death.At(Steps))
        {
            Death.AssertOf(await OperateAsync(killed, "start", "--die", step, point), step, point);
            Death.AssertSeen(await reader.StatusAsync(), step, point);
        }

        Assert.Equal("state: Watching", (await OperateAsync(killed, "start")).Ending);
        Assert.Equal(CutoverState.Watching, (await operation.StartAsync()).State);
        await killed.AssertInStepAsync();
        Assert.Equal(await whole.DefinitionsAsync(), await killed.DefinitionsAsync());

        foreach (var (step, point) in Death.At(Steps.Reverse(), isBack: true))
            Death.AssertOf(await OperateAsync(killed, "rollback", "--die", step, point), step, point);
        Assert.Equal("state: RolledBack", (await OperateAsync(killed, "rollback")).Ending);
        Assert.Equal(before, await killed.StateAsync());

        Assert.Equal("state: Watching", (await OperateAsync(killed, "start")).Ending);
        Death.AssertOf(await OperateAsync(killed, "finish", "--early", "nobody is there", "--die", "end-return", "end"), "end-return", "end");
        Assert.Equal("state: Finished", (await OperateAsync(killed, "finish", "--early", "nobody is there")).Ending);
        Assert.Equal(CutoverState.Finished, (await operation.FinishAsync("nobody is there")).State);
        Assert.Equal(await whole.DefinitionsAsync(), await killed.DefinitionsAsync());
    }

    [Fact]
    public async Task Nobody_who_books_meanwhile_notices()
    {
        await using var trial = await SwitchTrial.CreateAsync(server.Server, meetings: 500);
        trial.BeginLoad(perSecond: 20);
        foreach (var (step, point) in Death.At(Steps))
            Death.AssertOf(await trial.DieAsync("start", step, point), step, point);
        Assert.Equal("state: Watching", (await trial.OperateAsync("start"))[^1]);
        foreach (var (step, point) in Death.At(Steps.Reverse(), isBack: true))
            Death.AssertOf(await trial.DieAsync("rollback", step, point), step, point);
        Assert.Equal("state: RolledBack", (await trial.OperateAsync("rollback"))[^1]);
        await trial.EndLoadAsync();

        Assert.Empty(trial.Load.Summary(TimeSpan.Zero, TimeSpan.MaxValue).Failures);
        Assert.Empty(await trial.LegacyFaultsAsync());
    }

    private static Task<OperatorRun> OperateAsync(DataWorld world, params string[] arguments) => OperatorRun.RunAsync(CutoverWay.BlueGreen, world.TargetString, world.LegacyString, arguments);
}
