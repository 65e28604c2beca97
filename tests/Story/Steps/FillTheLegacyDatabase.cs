using Clerk2WorkOS.BookingSeed;

namespace Clerk2WorkOS.Story.Steps;

/// <summary>A platform of the Clerk days: its database, and what Clerk exports of its people.</summary>
internal sealed class FillTheLegacyDatabase() : StoryStep("the legacy database is filled")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken) =>
        world.Platform = await SeededPlatform.CreateAsync(
            new SeedOptions(world.Legacy, Users: 1000, Rows: 50_000, Seed: 1, DateOnly.FromDateTime(DateTime.UtcNow)) { ClerkCsv = world.ClerkCsv, ClerkJson = world.ClerkJson },
            cancellationToken);
}
