using System.Diagnostics;
using Clerk2WorkOS.Story.Steps;

namespace Clerk2WorkOS.Story.Setting;

/// <summary>
/// The story, told once for all tests: what is done to the code and what is done to the database do not need each other and run side by side; then both
/// applications run, and production is switched while people book. A test looks at the world that this leaves.
/// </summary>
public sealed class Story : IAsyncLifetime
{
    private static readonly StoryStep[] Code = [new FixTheSample(), new DoTheHandWork(), new FixAgain(), new ConsolidateTheSchema(), new BuildIt(), new CheckIt()];
    private static readonly StoryStep[] Data = [new FillTheLegacyDatabase(), new MakeTheTarget(), new MoveUsers(), new MoveData(), new PutPoliciesInForce(), new AttackThePolicies(), new MakeTheGates()];
    private static readonly StoryStep[] Live = [new StartTheApplication(), new StartTheClerkDays(), new CutOverUnderLoad(), new FinishTheCutover()];

    private StoryWorld? _world;

    internal StoryWorld World => _world ?? throw new InvalidOperationException("The story has not begun.");

    public async Task InitializeAsync()
    {
        _world = await StoryWorld.CreateAsync();
        await Task.WhenAll(TellAsync(StoryWorld.BuiltBefore is null ? Code : []), TellAsync(Data));
        await TellAsync(Live);
    }

    public async Task DisposeAsync()
    {
        if (_world is not null)
            await _world.DisposeAsync();
    }

    private async Task TellAsync(IEnumerable<StoryStep> steps)
    {
        foreach (var step in steps)
        {
            var watch = Stopwatch.StartNew();
            try
            {
                await step.RunAsync(World, CancellationToken.None);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"The story ends at '{step.Title}': {failure.Message}", failure);
            }

            Console.WriteLine($"{watch.Elapsed.TotalSeconds,6:0.0} s  {step.Title}");
        }
    }
}

/// <summary>The tests that look at what the story leaves.</summary>
[CollectionDefinition(nameof(Story))]
public sealed class StoryTests : ICollectionFixture<Story>, ICollectionFixture<Chromium>;
