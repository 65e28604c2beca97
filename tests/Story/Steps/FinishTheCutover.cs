namespace Clerk2WorkOS.Story.Steps;

/// <summary>The way back is given up: from here on there is the new application alone.</summary>
internal sealed class FinishTheCutover() : StoryStep("the cut-over is finished")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        (await world.Tool.RunAsync("cutover", "finish", "--early", "--reason", "the story goes on", "--mapping", StoryWorld.InDatabaseFolder("mapping.json"), "--yes")).ShouldExit(0);
        (await world.Tool.RunAsync("cutover", "status")).ShouldExit(0).ShouldSay("Finished; nothing comes next.");
        Assert.Equal("0", await world.AskAsync("SELECT count(*) FROM pg_replication_slots"));
    }
}
