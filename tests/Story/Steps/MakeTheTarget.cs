using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Migration.State;
using Npgsql;

namespace Clerk2WorkOS.Story.Steps;

/// <summary>An empty database of the WorkOS schema, and the migration's own tables in it.</summary>
internal sealed class MakeTheTarget() : StoryStep("the target gets its tables")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        await world.ExecuteAsync(await File.ReadAllTextAsync(StoryWorld.InDatabaseFolder("schema.sql"), cancellationToken));
        await using var target = NpgsqlDataSource.Create(world.Target);
        await GuestSchema.EnsureAsync(target, cancellationToken);
        await MigrationSchema.EnsureAsync(target, cancellationToken);
        await world.ExecuteAsync($"CREATE ROLE booking_app LOGIN NOINHERIT PASSWORD '{StoryWorld.RolePassword}'");
    }
}
