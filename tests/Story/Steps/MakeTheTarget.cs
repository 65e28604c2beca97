namespace Clerk2WorkOS.Story.Steps;

/// <summary>An empty database of the WorkOS schema, with the tables of guest registration.</summary>
internal sealed class MakeTheTarget() : StoryStep("the target gets its tables")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        foreach (var script in new[] { "schema.sql", "guests.sql" })
            await world.ExecuteAsync(await File.ReadAllTextAsync(StoryWorld.InDatabaseFolder(script), cancellationToken));
        await world.ExecuteAsync($"CREATE ROLE booking_app LOGIN NOINHERIT PASSWORD '{StoryWorld.RolePassword}'");
    }
}
