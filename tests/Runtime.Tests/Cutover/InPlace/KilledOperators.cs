using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Cutover.InPlace;
using Clerk2WorkOS.CutoverLoad.Operating;
using Clerk2WorkOS.Runtime.Tests.Cutover.Engine;
using Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

/// <summary>The operator's process is killed (SIGKILL) at every step, one after the other, and the same command goes on: the end is the one of an operator who lives.</summary>
[Collection(InPlacePostgreSql.Steps)]
public sealed class KilledOperators(InPlacePostgreSql server) : IDisposable
{
    private readonly string _report = Path.GetTempFileName();

    private static IEnumerable<string> Steps => InPlaceWay.Steps().Where(step => !step.IsFinal).Select(step => step.Name);

    public void Dispose() => File.Delete(_report);

    [Fact]
    public async Task Killed_at_every_step_there_and_back_it_ends_where_one_that_lives_does()
    {
        await File.WriteAllTextAsync(_report, """{ "schemaVersion": 1, "command": "check", "partial": false, "exitCode": 0, "findings": [], "unloadedProjects": [], "baseline": null }""");
        await using var whole = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 250);
        await using var killed = await InPlaceWorld.CreateAsync(server.Server, users: 4, meetings: 250);
        await using var reader = new CutoverOperation(killed.ConnectionString, null, new CutoverOptions { Way = CutoverWay.InPlace });
        await reader.PlanAsync();
        var before = await killed.StateAsync();

        foreach (var (step, point) in Death.At(Steps))
        {
            Death.AssertOf(await OperateAsync(killed, "start", "--die", step, point), step, point);
            Death.AssertSeen(await reader.StatusAsync(), step, point);
        }

        Assert.Equal("state: Watching", (await OperateAsync(killed, "start")).Ending);
        Assert.Equal("state: Watching", (await OperateAsync(whole, "start")).Ending);
        await killed.AssertInStepAsync();
        Assert.Equal(Schema(await whole.StateAsync()), Schema(await killed.StateAsync()));

        foreach (var (step, point) in Death.At(Steps.Reverse(), isBack: true))
            Death.AssertOf(await OperateAsync(killed, "rollback", "--die", step, point), step, point);

        Assert.Equal("state: RolledBack", (await OperateAsync(killed, "rollback")).Ending);
        Assert.Equal(before, await killed.StateAsync());

        Assert.Equal("state: Watching", (await OperateAsync(killed, "start")).Ending);
        foreach (var point in (string[])["begin", "end"])
            Death.AssertOf(await FinishAsync(killed, "--die", "contract", point), "contract", point);
        Assert.Equal("state: Finished", (await FinishAsync(killed)).Ending);
        Assert.Equal("state: Finished", (await FinishAsync(whole)).Ending);
        Assert.Equal(Schema(await whole.StateAsync()), Schema(await killed.StateAsync()));
    }

    // The comparison of both ids may have been counted late as a use of the indexes.
    private async Task<OperatorRun> FinishAsync(InPlaceWorld world, params string[] arguments) => await OperateAsync(
        world, ["finish", "--early", "nobody is there", "--code-report", _report, "--accept-readers", string.Join(',', await world.RowsAsync("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")), .. arguments]);

    private static Task<OperatorRun> OperateAsync(InPlaceWorld world, params string[] arguments) => OperatorRun.RunAsync(CutoverWay.InPlace, world.ConnectionString, null, arguments);

    // The rows' checksums are those of random data.
    private static string Schema(string state) => state[..state.LastIndexOf("-- PostgreSQL database dump complete", StringComparison.Ordinal)];
}
