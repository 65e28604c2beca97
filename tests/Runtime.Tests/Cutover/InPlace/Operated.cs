using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace;

/// <summary>The steps as the operation does them: planned, begun, taken back, done and finished.</summary>
[Collection(InPlacePostgreSql.Steps)]
public sealed class Operated(InPlacePostgreSql server) : IDisposable
{
    private readonly string _report = Path.GetTempFileName();

    public void Dispose() => File.Delete(_report);

    [Fact]
    public async Task From_the_plan_to_the_contraction()
    {
        await File.WriteAllTextAsync(_report, """{ "schemaVersion": 1, "command": "check", "partial": false, "exitCode": 0, "findings": [], "unloadedProjects": [], "baseline": null }""");
        await using var world = await InPlaceWorld.CreateAsync(server.Server, users: 5, meetings: 60);
        await using var operation = new CutoverOperation(world.ConnectionString, null, new CutoverOptions
        {
            Way = CutoverWay.InPlace,
            Window = TimeSpan.Zero,
            Skipped = new Dictionary<string, string> { ["backup"] = "a trial", ["rehearsal"] = "a trial", ["workos"] = "a trial", ["gate"] = "a trial" },
            InPlace = world.Options with
            {
                CodeReport = _report,
                AcceptedReaders = [.. await world.RowsAsync("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")],       // the comparison of both ids may have been counted late
            },
        });
        var plan = await operation.PlanAsync();
        Assert.Equal([], plan.Steps.SelectMany(step => step.Obstacles).ToArray());
        var before = await world.StateAsync();

        var status = await operation.StartAsync(until: "validate");
        Assert.Equal(CutoverState.Running, status.State);
        Assert.Equal(CutoverState.RolledBack, (await operation.RollbackAsync()).State);
        Assert.Equal(before, await world.StateAsync());

        Assert.Equal(CutoverState.Watching, (await operation.StartAsync(until: "soak")).State);
        await world.AssertInStepAsync();
        Assert.Equal(CutoverState.Finished, (await operation.FinishAsync(earlyReason: "a trial")).State);
        Assert.Empty(await world.RowsAsync("SELECT attname FROM pg_attribute WHERE attname = 'clerk_user_id' AND NOT attisdropped AND attrelid::regclass::text NOT LIKE 'clerk2%'"));
    }
}
