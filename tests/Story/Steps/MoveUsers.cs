namespace Clerk2WorkOS.Story.Steps;

/// <summary>Everybody gets a WorkOS user, an organization and a membership, with the password that they have.</summary>
internal sealed class MoveUsers() : StoryStep("users move")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        var run = await world.Tool.RunAsync(
            "users", "run", "--clerk-csv", world.ClerkCsv, "--clerk-json", world.ClerkJson, "--legacy-clerk-id", "clerk_id", "--map", Path.Combine(world.Root, "migration-user-map.json"), "--yes", "--no-limits");
        run.ShouldExit(0);
    }
}
