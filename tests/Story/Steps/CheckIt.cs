namespace Clerk2WorkOS.Story.Steps;

/// <summary>Nothing of Clerk is left.</summary>
internal sealed class CheckIt() : StoryStep("check finds nothing")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken) =>
        (await world.Tool.RunAsync("check", Path.Combine(world.Sample, "Booking.sln"))).ShouldExit(0).ShouldSay("Nothing is left.");
}
