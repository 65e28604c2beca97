using System.Net;
using Clerk2WorkOS.Cutover.Maintenance;
using Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Maintenance;

/// <summary>The operator's process is killed (SIGKILL) at every step, one after the other, and the same command goes on: the end is the one of an operator who lives.</summary>
[Collection(CutoverServer.Maintenance)]
public sealed class KilledOperators(CutoverServer server)
{
    private static IEnumerable<string> Steps => MaintenanceWay.Steps().Where(step => !step.IsFinal).Select(step => step.Name);

    [Fact]
    public async Task A_start_that_is_killed_at_every_step_ends_as_one_that_is_not()
    {
        await using var killed = await SwitchedNotes.CreateAsync(server);
        await using var whole = await SwitchedNotes.CreateAsync(server);
        foreach (var (step, point) in Death.At(Steps))
        {
            Death.AssertOf(await killed.OperateAsync("start", "--die", step, point), step, point);
            await using var reader = killed.Operator();
            Death.AssertSeen(await reader.StatusAsync(), step, point);
        }

        await using var operation = whole.Operator();
        await operation.StartAsync();
        Assert.Equal("state: Watching", (await killed.OperateAsync("start")).Ending);
        Assert.Equal("state: Finished", (await killed.OperateAsync("finish")).Ending);
        await operation.FinishAsync();

        Assert.Equal(await whole.LegacyPictureAsync(), await killed.LegacyPictureAsync());
        Assert.Equal(await whole.TargetPictureAsync(), await killed.TargetPictureAsync());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (await killed.WriteAsync(killed.Old), await killed.WriteAsync(killed.New)));
    }

    [Fact]
    public async Task A_rollback_that_is_killed_at_every_step_restores_what_was_before()
    {
        await using var notes = await SwitchedNotes.CreateAsync(server);
        var before = await notes.LegacyPictureAsync();
        await using (var operation = notes.Operator())
            await operation.StartAsync();
        foreach (var (step, point) in Death.At(Steps.Reverse(), isBack: true))
            Death.AssertOf(await notes.OperateAsync("rollback", "--die", step, point), step, point);

        Assert.Equal("state: RolledBack", (await notes.OperateAsync("rollback")).Ending);
        Assert.Equal(before, await notes.LegacyPictureAsync());
        Assert.Equal(HttpStatusCode.OK, await notes.WriteAsync(notes.Old));
    }
}
