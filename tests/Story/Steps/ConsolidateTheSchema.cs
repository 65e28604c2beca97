namespace Clerk2WorkOS.Story.Steps;

/// <summary>The WorkOS schema is the schema; the data migration goes on reading the legacy one, which is a back-up from here on.</summary>
internal sealed class ConsolidateTheSchema() : StoryStep("there is one schema again")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        (await world.Tool.RunAsync("schema", "consolidate", Path.Combine(world.Sample, "Booking.sln"))).ShouldExit(0).ShouldSay("Stage 'consolidated' in .globalconfig.");
        Assert.Contains("Booking.Drizzle.SchemaLegacy", string.Concat(await SourcesAsync(world, "Booking.DataMigration")), StringComparison.Ordinal);
        Assert.DoesNotContain("SchemaWorkos", string.Concat(await SourcesAsync(world, "")), StringComparison.Ordinal);
    }

    private static Task<string[]> SourcesAsync(StoryWorld world, string project) => Task.WhenAll(
        Directory.EnumerateFiles(Path.Combine(world.Sample, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => File.ReadAllTextAsync(file)));
}
