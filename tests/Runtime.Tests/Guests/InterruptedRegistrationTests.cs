using Clerk2WorkOS.Guests.Registering;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Guests.Setting;

namespace Clerk2WorkOS.Runtime.Tests.Guests;

/// <summary>Whatever ends a registration, between whichever two steps: the next call completes it, and nothing is there twice.</summary>
[Collection(PostgreSql.Guests)]
public sealed class InterruptedRegistrationTests(PostgreSql server)
{
    private const string Email = "ana.silva@example.com";

    public static TheoryData<string> Steps => [.. Enum.GetNames<GuestStep>()];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_failure_after_a_step_is_healed_by_the_next_call(string step)
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration(listener: Interruption.Failing(Enum.Parse<GuestStep>(step)));

        await Assert.ThrowsAsync<InterruptedException>(() => registration.CreateOrGetAsync(Email, "Ana Silva"));
        var account = await registration.CreateOrGetAsync(Email, "Ana Silva");

        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
        Assert.Equal(world.WorkOS.Users[0].Id, account.WorkosUserId);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_process_that_is_killed_after_a_step_is_succeeded_by_another(string step)
    {
        await using var world = await GuestWorld.CreateAsync(server);
        using var killed = await BookingProcess.StartAsync(world, callers: 1, Email, Enum.Parse<GuestStep>(step));
        Assert.Empty(await killed.BookAsync());
        Assert.True(killed.Died);

        var account = await world.Registration().CreateOrGetAsync(Email, "Ana Silva").WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
        Assert.Equal(world.WorkOS.Users[0].Id, account.WorkosUserId);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task All_connections_that_are_cut_after_a_step_disturb_nobody(string step)
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration(listener: new Interruption(Enum.Parse<GuestStep>(step), () => CutAsync(world)));

        var account = await registration.CreateOrGetAsync(Email, "Ana Silva");

        Assert.True(account.IsNew);
        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
    }

    [Fact]
    public async Task A_claim_that_has_run_out_is_taken_over_and_the_late_one_changes_nothing()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var other = world.Registration();
        Clerk2WorkOS.Guests.GuestAccount? meanwhile = null;
        var suspended = new Interruption(GuestStep.UserNoted, async () =>
        {
            // As after a process was stopped for a minute: its claim has run out, and somebody else has done all of it.
            await world.ExecuteAsync("UPDATE clerk2workos.guest_registrations SET claimed_until = now() - interval '1 minute'");
            meanwhile = await other.CreateOrGetAsync(Email, "Ana Silva");
        });

        // A stopped process does not renew its claim, either: this one's turn to do so comes long after the test.
        var late = await world.Registration(options => options.Guests.ClaimDuration = TimeSpan.FromMinutes(10), suspended).CreateOrGetAsync(Email, "Ana Silva");

        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
        Assert.Equal(meanwhile! with { IsNew = false }, late);
        Assert.True(meanwhile.IsNew);
    }

    [Fact]
    public async Task A_claim_lasts_as_long_as_its_owner_works()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var atWork = new TaskCompletionSource();
        var working = new Interruption(GuestStep.UserNoted, () =>
        {
            atWork.SetResult();
            return Task.Delay(TimeSpan.FromSeconds(8));
        });
        var slow = world.Registration(options => options.Guests.ClaimDuration = TimeSpan.FromSeconds(6), working);
        var other = world.Registration();

        var first = slow.CreateOrGetAsync(Email, "Ana Silva");
        await atWork.Task;
        var second = await other.CreateOrGetAsync(Email, "Ana Silva");

        Assert.True((await first).IsNew);
        Assert.False(second.IsNew);
        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
        Assert.Equal(1, world.WorkOS.Requests.Count("POST /organizations"));
    }

    [Fact]
    public async Task A_transaction_of_the_booking_does_not_take_the_guest_back_with_it()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration();
        using (new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled))
        {
            await registration.CreateOrGetAsync(Email, "Ana Silva");
        }

        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
    }

    private static async Task CutAsync(GuestWorld world)
    {
        try
        {
            await world.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
        finally
        {
            world.Database.Clear();
        }
    }
}
