using System.Diagnostics;
using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Migration.Users;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;
using Clerk2WorkOS.Testing;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>Every call that a run makes, with every fault that a wire has: one user fails at most, and the next run heals it.</summary>
[Collection(PostgreSql.Users)]
public sealed class WorkOSFaultsTests(PostgreSql server, ITestOutputHelper output)
{
    private static readonly string[] Calls =
    [
        "POST /user_management/users", "GET /user_management/users", "GET /user_management/users/external_id/{external_id}", "GET /user_management/users/{id}",
        "PUT /user_management/users/{id}", "POST /organizations", "GET /organizations/external_id/{external_id}", "GET /organizations/{id}",
        "POST /user_management/organization_memberships", "GET /user_management/organization_memberships", "PUT /user_management/organization_memberships/{id}/deactivate",
        "POST /user_management/users/{userlandUserId}/auth_factors", "GET /user_management/users/{userlandUserId}/auth_factors",
    ];

    private static readonly (string Name, Fault Fault)[] Faults =
    [
        .. Enum.GetValues<FaultMoment>().SelectMany(moment => new (string, Fault)[]
        {
            ($"500_{moment}", new Fault { Moment = moment }),
            ($"503_{moment}", new Fault { Moment = moment, Status = 503 }),
            ($"drop_{moment}", new Fault { Moment = moment, Effect = FaultEffect.Drop }),
            ($"hang_{moment}", new Fault { Moment = moment, Effect = FaultEffect.Hang }),
        }),
        ("429_with", new Fault { Status = 429, RetryAfterSeconds = 1 }),
        ("429_without", new Fault { Status = 429 }),
        ("cut", new Fault { Effect = FaultEffect.Truncate }),
        ("garbage", new Fault { Effect = FaultEffect.Garbage }),
    ];

    /// <summary>Every pair of call and fault with <c>C2W_SOAK=1</c>; otherwise each call with three faults, each fault with three or four calls.</summary>
    private static bool IsTried(int call, int fault) => Soak.IsOn || (call + fault) % 4 == 0;

    [Fact]
    public async Task The_next_run_heals_every_fault_of_every_call_and_nothing_is_there_twice()
    {
        var began = Stopwatch.GetTimestamp();
        await using var world = await UserWorld.CreateAsync(server);
        await using var sound = await UserWorld.CreateAsync(server);
        var (users, soundUsers) = (new MixedUsers(world), new MixedUsers(sound));
        var (hits, failed, cells) = (0, 0, 0);
        foreach (var (number, call) in Calls.Index())
        {
            foreach (var (_, (_, fault)) in Faults.Index().Where(pair => IsTried(number, pair.Index)))
            {
                var prefix = $"c{cells++:000}";
                await users.AddAsync(prefix);
                await soundUsers.AddAsync(prefix);
                var active = world.WorkOS.Faults.Add(fault with { Route = call });
                var broken = await world.Migration(users.Sources, client: options =>
                {
                    options.MaxAttempts = 1;
                    options.AttemptTimeout = TimeSpan.FromMilliseconds(500);
                }).RunAsync();
                active.Remove();
                hits += active.Injected;
                failed += broken.OpenRejects.Count(reject => reject.Reason == UserRejectReasons.Failed);
                await world.Migration(users.Sources).RunAsync();
            }
        }

        await sound.Migration(soundUsers.Sources).RunAsync();
        output.WriteLine($"{cells} pairs of call and fault, {hits} faults injected, {failed} users failed for one run, {world.WorkOS.Users.Count} users at WorkOS; {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s.");
        Assert.Equal(await sound.PictureAsync(), await world.PictureAsync());
        Assert.True(hits >= cells * 9 / 10, $"Only {hits} of {cells} faults were hit.");
        Assert.True(failed >= cells / 8, $"Only {failed} users failed.");
    }

    [Fact]
    public async Task Faults_by_chance_are_healed_by_the_client_within_one_run()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(150);
        var faults = new[]
        {
            new Fault { Probability = 0.05, Times = int.MaxValue, Seed = 1, Moment = FaultMoment.AfterWrite },
            new Fault { Probability = 0.05, Times = int.MaxValue, Seed = 2, Effect = FaultEffect.Drop },
            new Fault { Probability = 0.05, Times = int.MaxValue, Seed = 3, Status = 429 },
        }.Select(world.WorkOS.Faults.Add).ToList();

        var result = await world.Migration(client: options => options.MaxAttempts = 10).RunAsync();

        faults.ForEach(fault => fault.Remove());
        Assert.Empty(result.OpenRejects);
        Assert.True(faults.Sum(fault => fault.Injected) > 40);
        Assert.Equal((150, 150, 150), (world.WorkOS.Users.Count, world.WorkOS.Organizations.Count, world.WorkOS.Memberships.Count));
        Assert.True((await world.Migration().VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task A_WorkOS_that_is_down_ends_the_run_before_everybody_has_failed()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(400);
        var down = world.WorkOS.Faults.Add(new Fault { Route = "POST /user_management/users", Times = int.MaxValue, Status = 503 });

        var exception = await Assert.ThrowsAsync<MigrationException>(() => world.Migration(options => options with { Concurrency = 8 }, client: options => options.MaxAttempts = 1).RunAsync());

        Assert.StartsWith("WorkOS has failed 100 users in a row (", exception.Message, StringComparison.Ordinal);
        down.Remove();
        Assert.Equal(400, (await world.Migration().RunAsync()).Mapped);
        Assert.True((await world.Migration().VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task A_key_that_is_withdrawn_in_the_middle_ends_the_run_at_once()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(60);
        var withdrawn = world.WorkOS.Faults.Add(new Fault { Route = "POST /organizations", FirstCall = 20, Times = int.MaxValue, Status = 401 });

        var exception = await Assert.ThrowsAsync<MigrationException>(() => world.Migration(options => options with { Concurrency = 4 }).RunAsync());

        Assert.Equal("WorkOS does not take the API key: check that it is one of this environment and may manage users.", exception.Message);
        Assert.InRange(world.WorkOS.Users.Count, 20, 30);
        withdrawn.Remove();
        Assert.Equal(60, (await world.Migration().RunAsync()).Mapped);
    }
}
