namespace Clerk2WorkOS.Story.Steps;

/// <summary>The application runs, as a process of its own, on the target.</summary>
internal sealed class StartTheApplication() : StoryStep("the application runs")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken) =>
        world.Application = await BookingApplication.StartAsync(world, cancellationToken);
}
