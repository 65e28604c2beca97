using Clerk2WorkOS.Cutover.BlueGreen;
using Clerk2WorkOS.CutoverLoad.BlueGreen;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.BlueGreen;

/// <summary>A switch and a return while people book: nobody notices, and nothing is lost or doubled. From each step, and killed in each, with <c>C2W_SOAK=1</c>.</summary>
[Collection(LogicalPostgreSql.Faults)]
public sealed class SwitchUnderLoad(LogicalPostgreSql server, ITestOutputHelper output)
{
    private static readonly string[] All = [.. BlueGreenWay.Steps().Where(step => !step.IsFinal).Select(step => step.Name)];

    public static TheoryData<string> Steps => [.. Soak.IsOn ? All : ["flip"]];

    public static TheoryData<string, int> Kills
    {
        get
        {
            var kills = new TheoryData<string, int>();
            foreach (var step in Soak.IsOn ? All : ["flip"])
            {
                foreach (var milliseconds in Soak.IsOn ? (int[])[0, 200, 500, 1000] : [600])
                    kills.Add(step, milliseconds);
            }

            return kills;
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Nobody_notices_the_switch_or_the_return_from_a_step(string step)
    {
        await using var trial = await SwitchTrial.CreateAsync(server.Server, meetings: 500);
        trial.BeginLoad(perSecond: 50);
        await Task.Delay(TimeSpan.FromSeconds(2));

        var there = await trial.OperateAsync("start", step);
        await Task.Delay(TimeSpan.FromSeconds(2));
        var back = await trial.OperateAsync("rollback");
        await Task.Delay(TimeSpan.FromSeconds(1));
        await trial.EndLoadAsync();

        foreach (var sentence in there.Concat(back))
            output.WriteLine(sentence);
        Assert.Equal("state: RolledBack", back[^1]);
        Assert.Empty(trial.Load.Summary(TimeSpan.Zero, TimeSpan.MaxValue).Failures);
        Assert.Empty(await trial.LegacyFaultsAsync());
    }

    [Theory]
    [MemberData(nameof(Kills))]
    public async Task Whoever_goes_on_after_a_kill_ends_in_the_same_state(string step, int milliseconds)
    {
        await using var trial = await SwitchTrial.CreateAsync(server.Server, meetings: 500);
        trial.BeginLoad(perSecond: 10);
        await trial.OperateAsync("start", "verify-switch", killAt: $"{step}:", TimeSpan.FromMilliseconds(milliseconds));

        var there = await trial.OperateAsync("start", "verify-switch");
        await trial.OperateAsync("rollback", killAt: "flip:", killAfter: TimeSpan.FromMilliseconds(milliseconds));
        var back = await trial.OperateAsync("rollback");
        var again = await trial.OperateAsync("start", "verify-switch");
        await trial.EndLoadAsync();
        await trial.OperateAsync("rollback");

        foreach (var sentence in there.Concat(back).Concat(again))
            output.WriteLine(sentence);
        Assert.Equal("state: Watching", there[^1]);
        Assert.Contains(back[^1], (string[])["state: RolledBack", "The cut-over is rolled back already."]);
        Assert.Equal("state: Watching", again[^1]);
        Assert.Empty(await trial.FaultsAsync());
    }
}
