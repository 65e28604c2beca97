namespace Clerk2WorkOS.Story.Steps;

/// <summary>What the developer does next: the changes of samples/BookingByHand, on the packages of the companion library.</summary>
internal sealed class DoTheHandWork() : StoryStep("the developer's own work is done")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken)
    {
        await world.Packages.PackAsync();
        Copy(new DirectoryInfo(Path.Combine(StoryWorld.ByHand, "files")), world.Sample);
        File.Delete(Path.Combine(world.Sample, "nuget.config"));        // the packages of this run come from a feed of its own
        await world.Packages.ConfigureAsync(world.Sample);
        (await Command.RunAsync(world.Sample, "git", ["apply", Path.Combine(StoryWorld.ByHand, "hand-work.patch")])).ShouldSucceed();
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
            file.CopyTo(Path.Combine(to, file.Name), overwrite: true);
        foreach (var folder in from.EnumerateDirectories())
            Copy(folder, Path.Combine(to, folder.Name));
    }
}
