using System.Net;
using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.Maintenance;
using Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Maintenance;

/// <summary>
/// The operator's process is killed (SIGKILL) at every step, one after the other, and the same command goes on: the end is the one of an operator who lives. In short when a step has done
/// everything and nothing says so yet, which is the hardest; with <c>C2W_SOAK=1</c> also before a step has done anything, and between two.
/// </summary>
[Collection(CutoverServer.Maintenance)]
public sealed class KilledOperators(CutoverServer server)
{
    private static readonly string[] Points = Environment.GetEnvironmentVariable("C2W_SOAK") == "1" ? ["asked", "begin", "end"] : ["end"];

    private static IEnumerable<string> Steps => MaintenanceWay.Steps().Where(step => !step.IsFinal).Select(step => step.Name);

    [Fact]
    public async Task A_start_that_is_killed_at_every_step_ends_as_one_that_is_not()
    {
        await using var killed = await SwitchedNotes.CreateAsync(server);
        await using var whole = await SwitchedNotes.CreateAsync(server);
        foreach (var step in Steps)
        {
            foreach (var point in Points)
            {
                var died = await killed.OperateAsync("start", step, point);
                Assert.True(died.ExitCode == 137, $"{step} {point}: {died}");
                await using var reader = killed.Operator();
                var status = await reader.StatusAsync();
                Assert.Equal(point == "asked" ? StepState.Pending : StepState.Running, status.Steps.Single(seen => seen.Name == step).State);
            }
        }

        await using var operation = whole.Operator();
        await operation.StartAsync();
        Assert.Equal((0, "Watching"), Last(await killed.OperateAsync("start")));
        Assert.Equal((0, "Finished"), Last(await killed.OperateAsync("finish")));
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
        foreach (var step in Steps.Reverse())
        {
            foreach (var point in Points.Where(point => point != "asked"))
                Assert.Equal(137, (await notes.OperateAsync("rollback", step, point)).ExitCode);
        }

        Assert.Equal((0, "RolledBack"), Last(await notes.OperateAsync("rollback")));
        Assert.Equal(before, await notes.LegacyPictureAsync());
        Assert.Equal(HttpStatusCode.OK, await notes.WriteAsync(notes.Old));
    }

    private static (int ExitCode, string Word) Last((int ExitCode, string Said) ended) => (ended.ExitCode, ended.Said.Split('\n')[0].Trim());
}
