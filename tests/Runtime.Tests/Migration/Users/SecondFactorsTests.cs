using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>WorkOS takes the same second factor twice: after a doubt, those that are there are looked at before another is enrolled.</summary>
[Collection(PostgreSql.Users)]
public sealed class SecondFactorsTests(PostgreSql server)
{
    private const string Enrolment = "POST /user_management/users/{userlandUserId}/auth_factors";
    private const string Listing = "GET /user_management/users/{userlandUserId}/auth_factors";

    [Theory]
    [InlineData(FaultEffect.Status)]
    [InlineData(FaultEffect.Drop)]
    [InlineData(FaultEffect.Truncate)]
    [InlineData(FaultEffect.Garbage)]
    [InlineData(FaultEffect.Hang)]
    public async Task One_that_WorkOS_enrolled_and_nobody_heard_of_is_found_by_the_next_run(FaultEffect effect)
    {
        await using var world = await UserWorld.CreateAsync(server);
        var enrolment = world.WorkOS.Faults.Add(new Fault { Route = Enrolment, Effect = effect, Moment = FaultMoment.AfterWrite });
        // The client lists before it enrols, and again to find out what came of it.
        var lookup = world.WorkOS.Faults.Add(new Fault { Route = Listing, FirstCall = 2, Effect = FaultEffect.Drop });

        var broken = await world.Migration(Sources(world), client: options =>
        {
            options.MaxAttempts = 1;
            options.AttemptTimeout = TimeSpan.FromSeconds(effect is FaultEffect.Hang ? 3 : 15);
        }).RunAsync();
        Assert.Equal((1, 1, UserRejectReasons.Failed), (enrolment.Injected, lookup.Injected, Assert.Single(broken.OpenRejects).Reason));
        Assert.Single(world.WorkOS.Factors);

        var result = await world.Migration(Sources(world)).RunAsync();
        Assert.Empty(result.OpenRejects);
        Assert.Equal(1, result.Notes[UserNoteCodes.TotpMoved]);
        Assert.Equal(("Account", "JBSWY3DPEHPK3PXP"), (Assert.Single(world.WorkOS.Factors).Issuer, world.WorkOS.Factors.Single().Secret));
    }

    [Fact]
    public async Task Another_issuer_at_the_second_attempt_makes_no_second_factor()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await Assert.ThrowsAsync<KilledException>(() => world.Migration(Sources(world), UserInterruption.Killing(UserStep.FactorEnrolled)).RunAsync());

        await world.Migration(options => Sources(world)(options) with { TotpIssuer = "Booking" }).RunAsync();

        Assert.Equal("Account", Assert.Single(world.WorkOS.Factors).Issuer);
    }

    [Fact]
    public async Task Who_had_a_factor_at_WorkOS_before_gets_Clerks_beside_it_once()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var user = await world.AddToWorkOSAsync(new { email = "a@example.com" });
        await world.Client().EnrollTotpFactorAsync(new() { UserId = user, Issuer = "Own" });
        await Assert.ThrowsAsync<KilledException>(() => world.Migration(Sources(world), UserInterruption.Killing(UserStep.FactorEnrolled)).RunAsync());

        await world.Migration(Sources(world)).RunAsync();

        Assert.Equal(["Account", "Own"], world.WorkOS.Factors.Select(factor => factor.Issuer).Order(StringComparer.Ordinal));
    }

    private static Func<UserMigrationOptions, UserMigrationOptions> Sources(UserWorld world) => options => options with
    {
        Legacy = null,
        ClerkCsv = world.Write("users.csv", "id,primary_email_address,verified_email_addresses,totp_secret\nuser_1,a@example.com,a@example.com,JBSWY3DPEHPK3PXP\n"),
    };
}
