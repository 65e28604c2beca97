namespace Clerk2WorkOS.Story.Steps;

/// <summary>With the companion library referenced, the fix can register the guests of a booking; nothing is left then.</summary>
internal sealed class FixAgain() : StoryStep("the meetings register their guests")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        var solution = Path.Combine(world.Sample, "Booking.sln");
        (await world.Packages.DotnetAsync(world.Sample, "restore", solution)).ShouldSucceed();
        var run = await world.Tool.RunAsync("fix", solution);
        run.ShouldExit(0).ShouldSay("C2W401  2 fixed").ShouldSay("Nothing is left.");
    }
}
