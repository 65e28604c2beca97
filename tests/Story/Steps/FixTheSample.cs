namespace Clerk2WorkOS.Story.Steps;

/// <summary>The broken sample is fixed into a folder of its own, where it compiles and has a list of what is left.</summary>
internal sealed class FixTheSample() : StoryStep("the broken sample is fixed")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        var run = await world.Tool.RunAsync("fix", Path.Combine(Repository.Booking, "Booking.sln"), "--output", world.Sample);
        run.ShouldExit(1).ShouldSay("19 findings left.");
    }
}
