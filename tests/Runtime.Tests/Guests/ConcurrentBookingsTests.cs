using System.Diagnostics;
using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Guests.Setting;
using Npgsql;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.Guests;

/// <summary>Many bookings with one address at the same time are one guest.</summary>
[Collection(PostgreSql.Guests)]
public sealed class ConcurrentBookingsTests(PostgreSql server, ITestOutputHelper output)
{
    private const int Callers = 200;
    private const string Email = "ana.silva@example.com";

    [Fact]
    public async Task Two_hundred_in_one_process()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration(options => options.Guests.ConnectionString = PoolOfFive(world));

        var began = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => registration.CreateOrGetAsync(Spelled(caller), $"Ana Silva {caller}"))));

        await HoldsAsync(world, answers, began, "one process");
        Assert.Equal(3, world.WorkOS.Requests.Received);
    }

    [Fact]
    public async Task Two_hundred_in_each_of_four_processes_with_pools_of_five()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var processes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BookingProcess.StartAsync(world, Callers, Email)));

        var began = Stopwatch.GetTimestamp();
        var answers = (await Task.WhenAll(processes.Select(process => process.BookAsync()))).SelectMany(answer => answer).ToList();

        Assert.Equal(4 * Callers, answers.Count);
        await HoldsAsync(world, answers, began, "four processes");
        foreach (var process in processes)
            process.Dispose();
    }

    [Fact]
    public async Task Two_hundred_different_guests_share_a_pool_of_five()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var registration = world.Registration(options => options.Guests.ConnectionString = PoolOfFive(world));

        var answers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => registration.CreateOrGetAsync($"guest{caller}@example.com", "Ana Silva"))));

        Assert.Equal(Callers, answers.Select(answer => answer.OrgId).Distinct().Count());
        Assert.All(answers, answer => Assert.True(answer.IsNew));
        Assert.Equal(Callers, await world.ScalarAsync<long>("SELECT count(*) FROM user_org_memberships"));
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_nobody_else_along()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        world.WorkOS.Faults.Add(new Testing.Fault { Route = "POST /organizations", Effect = Testing.FaultEffect.Slow, Delay = TimeSpan.FromMilliseconds(500) });
        var registration = world.Registration();
        using var impatient = new CancellationTokenSource();

        var first = registration.CreateOrGetAsync(Email, "Ana Silva", cancellationToken: impatient.Token);
        var second = registration.CreateOrGetAsync(Email, "Ana Silva");
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.StartsWith("user_", (await second).WorkosUserId, StringComparison.Ordinal);
        Assert.Equal(GuestCount.One, await world.CountAsync(Email));
    }

    private async Task HoldsAsync(GuestWorld world, IReadOnlyCollection<GuestAccount> answers, long began, string who)
    {
        var elapsed = Stopwatch.GetElapsedTime(began);
        var count = await world.CountAsync(Email);
        output.WriteLine($"{answers.Count} bookings of one address from {who}: {elapsed.TotalMilliseconds:F0} ms, {count}, "
            + $"{answers.Select(answer => (answer.WorkosUserId, answer.OrgId)).Distinct().Count()} answer, {answers.Count(answer => answer.IsNew)} new; {world.WorkOS.Requests.Received} calls of WorkOS.");
        Assert.Equal(GuestCount.One, count);
        Assert.Single(answers.Select(answer => (answer.WorkosUserId, answer.OrgId)).Distinct());
        Assert.Single(answers, answer => answer.IsNew);
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM users"));
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM organizations"));
        Assert.Equal(1, await world.ScalarAsync<long>("SELECT count(*) FROM user_org_memberships"));
        Assert.Single(world.WorkOS.Users);
        Assert.Single(world.WorkOS.Organizations);
        Assert.Single(world.WorkOS.Memberships);
    }

    private static string PoolOfFive(GuestWorld world) => new NpgsqlConnectionStringBuilder(world.ConnectionString) { MaxPoolSize = 5 }.ConnectionString;

    private static string Spelled(int caller) => (caller % 4) switch
    {
        0 => Email,
        1 => $" {Email.ToUpperInvariant()}",
        2 => $"A{Email[1..]}\t",
        _ => $"  {Email}  ",
    };
}
