namespace Clerk2WorkOS.Story.Steps;

/// <summary>The application runs, as a process of its own, on the target.</summary>
internal sealed class StartTheApplication() : StoryStep("the application runs")
{
    public override async Task RunAsync(StoryWorld world, CancellationToken cancellationToken) => world.Application = await StartedApplication.StartAsync(
        Path.Combine(world.Sample, "src", "Booking.Web"), "Debug", address => Settings(world, address), world.Address, cancellationToken);

    private static Dictionary<string, string> Settings(StoryWorld world, Uri address) => new()
    {
        ["ConnectionStrings__Booking"] = world.TargetAs("booking_app"),
        ["ConnectionStrings__Service"] = world.TargetAs("c2w_service"),
        ["WorkOS__BaseAddress"] = world.WorkOS.BaseAddress.AbsoluteUri,
        ["WorkOS__ApiKey"] = world.WorkOS.ApiKey,
        ["WorkOS__ClientId"] = world.WorkOS.ClientId,
        ["WorkOS__Guests__Welcome__PublicAddress"] = address.AbsoluteUri,
        ["WorkOS__Guests__Welcome__LinkKey"] = Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(number => (byte)number)]),
        ["WorkOS__Guests__Mail__Host"] = "localhost",
        ["WorkOS__Guests__Mail__Port"] = $"{world.Inbox.Port}",
        ["WorkOS__Guests__Mail__Security"] = "None",
        ["CutoverGate__ConnectionString"] = world.TargetAs("c2w_service"),
        ["CutoverGate__PeerAddress"] = world.ClerkDaysAddress.AbsoluteUri,
        ["CutoverGate__PeerProbePaths__1"] = "/experts/1/meetings",
        ["WorkOS__HandOver__Issuer"] = world.Clerk.Authority,
        ["WorkOS__HandOver__AuthorizedParties__0"] = StoryWorld.AuthorizedParty,
        ["RECORDS_KEY"] = Convert.ToBase64String(new byte[32]),
        ["STRIPE_WEBHOOK_SECRET"] = StoryWorld.StripeSecret,
    };
}
