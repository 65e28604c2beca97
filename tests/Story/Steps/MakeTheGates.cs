namespace Clerk2WorkOS.Story.Steps;

/// <summary>Both databases get a gate, and the applications' roles the right to follow it.</summary>
internal sealed class MakeTheGates() : StoryStep("both sides get a gate")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        (await world.Tool.RunAsync("cutover", "gate", "open", "--side", "legacy")).ShouldExit(0);
        (await world.Tool.RunAsync("cutover", "gate", "open", "--side", "target", "--app-role", "c2w_service")).ShouldExit(0);
    }
}
