namespace Clerk2WorkOS.Story.Steps;

/// <summary>The application of the Clerk days runs on the legacy database, behind the gate: people use it while everything else happens.</summary>
internal sealed class StartTheClerkDays() : StoryStep("the application of the Clerk days runs")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken) => world.ClerkDaysApplication = await StartedApplication.StartAsync(
        Path.Combine(Repository.Root, "samples", "BookingBefore"),
        StoryPackages.Configuration,
        _ => new()
        {
            ["ConnectionStrings__Booking"] = world.Legacy,
            ["Clerk__Authority"] = world.Clerk.Authority,
            ["Clerk__AuthorizedParty"] = StoryWorld.AuthorizedParty,
            ["STRIPE_WEBHOOK_SECRET"] = StoryWorld.StripeSecret,
            ["CutoverGate__ConnectionString"] = world.Legacy,
            ["CutoverGate__PeerAddress"] = world.Address.AbsoluteUri,
            ["CutoverGate__PeerProbePaths__1"] = "/experts/1/meetings",
            ["CutoverGate__PollInterval"] = "00:00:00.1",
        },
        world.ClerkDaysAddress,
        cancellationToken);
}
