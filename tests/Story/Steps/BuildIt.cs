namespace Clerk2WorkOS.Story.Steps;

/// <summary>The sample builds with the analyzers' findings as errors, and its tests pass.</summary>
internal sealed class BuildIt() : StoryStep("it builds in Enforce mode, and its tests pass")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        (await world.Packages.DotnetAsync(world.Sample, "build", "Booking.sln", "-m:1", "-p:Clerk2WorkOSMode=Enforce")).ShouldSucceed();
        (await world.Packages.DotnetAsync(world.Sample, "test", "Booking.sln", "--no-build")).ShouldSucceed();
    }
}
