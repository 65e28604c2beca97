namespace Clerk2WorkOS.Story.Steps;

/// <summary>One step on the way from the broken sample to the first sign-in at WorkOS. A step says by an exception that it did not work.</summary>
/// <param name="title">What is done, as the story tells it.</param>
internal abstract class StoryStep(string title)
{
    public string Title => title;

    public abstract Task RunAsync(StoryWorld world, CancellationToken cancellationToken);
}
