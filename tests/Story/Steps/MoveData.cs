namespace Clerk2WorkOS.Story.Steps;

/// <summary>Every row moves, with the WorkOS ids of its people and its organization.</summary>
internal sealed class MoveData() : StoryStep("data moves, and is verified")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        string[] mapping = ["--mapping", StoryWorld.InDatabaseFolder("mapping.json")];
        (await world.Tool.RunAsync(["data", "run", .. mapping, "--yes"])).ShouldExit(0);
        (await world.Tool.RunAsync(["data", "verify", .. mapping])).ShouldExit(0);
    }
}
