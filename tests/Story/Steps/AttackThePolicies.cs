namespace Clerk2WorkOS.Story.Steps;

/// <summary>Whatever somebody could try against the policies is tried; nothing leaks.</summary>
internal sealed class AttackThePolicies() : StoryStep("policies are attacked, and hold")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken) =>
        (await world.Tool.RunAsync("rls", "verify", "--app-role", "booking_app", "--policies", StoryWorld.InDatabaseFolder("policies.json"))).ShouldExit(0);
}
