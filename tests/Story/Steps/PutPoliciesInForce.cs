namespace Clerk2WorkOS.Story.Steps;

/// <summary>From here on PostgreSQL itself keeps people from what is not theirs.</summary>
internal sealed class PutPoliciesInForce() : StoryStep("policies are in force")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        (await world.Tool.RunAsync("rls", "apply", "--app-role", "booking_app", "--policies", StoryWorld.InDatabaseFolder("policies.json"), "--yes")).ShouldExit(0);
        await world.ExecuteAsync($"ALTER ROLE c2w_service LOGIN PASSWORD '{StoryWorld.RolePassword}'");
        await world.ExecuteAsync(await File.ReadAllTextAsync(StoryWorld.InDatabaseFolder("service-grants.sql"), cancellationToken));
    }
}
