using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>A run that ends at any step, once or again and again: the run after it makes of it what an undisturbed one would have made.</summary>
[Collection(PostgreSql.Users)]
public sealed class KilledRunTests(PostgreSql server, ITestOutputHelper output)
{
    private static string? _undisturbed;

    public static TheoryData<string, int> Steps
    {
        get
        {
            var steps = new TheoryData<string, int>();
            foreach (var step in Enum.GetNames<UserStep>())
            {
                steps.Add(step, 1);
                if (step is not (nameof(UserStep.MapFile) or nameof(UserStep.ClerkOrganizationCreated) or nameof(UserStep.ClerkOrganizationWritten)))
                    steps.Add(step, 9);
            }

            return steps;
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_run_that_is_killed_at_a_step_is_completed_by_the_next(string step, int time)
    {
        await using var world = await UserWorld.CreateAsync(server);
        var users = new MixedUsers(world);
        await users.AddAsync("a");
        await users.AddAsync("b");
        var interruption = UserInterruption.Killing(Enum.Parse<UserStep>(step), time);

        await Assert.ThrowsAsync<KilledException>(() => world.Migration(users.Sources, interruption).RunAsync());
        Assert.True(interruption.IsDone);
        await world.Migration(users.Sources).RunAsync();

        Assert.Equal(await UndisturbedAsync(), await world.PictureAsync());
        var verification = await world.Migration(users.Sources).VerifyAsync();
        Assert.Equal(["rejected"], verification.Findings.Select(finding => finding.Code));       // of the two conflicts
    }

    [Fact]
    public async Task A_run_that_is_killed_at_every_step_of_every_user_comes_to_its_end()
    {
        await using var world = await UserWorld.CreateAsync(server);
        var users = new MixedUsers(world);
        await users.AddAsync("a");
        await users.AddAsync("b");
        var kills = 0;
        foreach (var step in Enum.GetValues<UserStep>())
        {
            // Each run gets one step of one user further than those before.
            for (var time = 1; time < 4; time++)
            {
                var interruption = UserInterruption.Killing(step, time);
                try
                {
                    await world.Migration(users.Sources, interruption).RunAsync();
                }
                catch (KilledException)
                {
                    kills++;
                }
            }
        }

        await world.Migration(users.Sources).RunAsync();

        output.WriteLine($"{kills} kills.");
        Assert.True(kills > 8, $"Only {kills} kills.");
        Assert.Equal(await UndisturbedAsync(), await world.PictureAsync());
    }

    [Fact]
    public async Task The_half_written_map_of_a_run_that_was_killed_goes_away_with_the_next_and_nothing_else_does()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(3);
        string[] others = ["migration-user-map.json.tmp", "migration-user-map.json.old.tmp", "migration-user-map.json.1.tmp.txt", "other.json.1.tmp"];
        foreach (var name in others.Append("migration-user-map.json.4711.tmp"))
            world.Write(name, "[");

        await world.Migration().RunAsync();

        Assert.Equal(others.Append("migration-user-map.json").Order(StringComparer.Ordinal), Directory.EnumerateFiles(world.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Running_again_changes_nothing_and_asks_WorkOS_for_nothing_but_the_roles()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(20);
        await world.Migration().RunAsync();
        var before = await world.PictureAsync();
        world.WorkOS.Requests.Clear();

        var again = await world.Migration().RunAsync();

        Assert.Equal((0, 20, 20), (again.Moved, again.AlreadyMoved, again.Mapped));
        Assert.Equal(1, world.WorkOS.Requests.Received);
        Assert.Equal(before, await world.PictureAsync());
    }

    [Fact]
    public async Task A_cancelled_run_lets_users_finish_and_is_completed_by_the_next()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(200);
        using var cancellation = new CancellationTokenSource();
        var steps = new UserInterruption(UserStep.RowsWritten, 50, () => cancellation.CancelAsync());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Migration(steps: steps).RunAsync(cancellationToken: cancellation.Token));
        var moved = await world.ScalarAsync<long>("SELECT count(*) FROM clerk2workos.user_map");
        Assert.InRange(moved, 50, 199);
        Assert.Equal(moved, world.WorkOS.Users.Count);              // those under way were not cut off
        Assert.Equal(moved, (await MapFile.ReadAsync(world.MapFile, default)).Count);

        var result = await world.Migration().RunAsync();
        Assert.Equal((200, 200 - moved), (result.Mapped, (long)result.Moved));
        Assert.True((await world.Migration().VerifyAsync()).IsSound);
    }

    private async Task<string> UndisturbedAsync()
    {
        if (_undisturbed is null)
        {
            await using var world = await UserWorld.CreateAsync(server);
            var users = new MixedUsers(world);
            await users.AddAsync("a");
            await users.AddAsync("b");
            await world.Migration(users.Sources).RunAsync();
            _undisturbed = await world.PictureAsync();
            output.WriteLine(_undisturbed);
        }

        return _undisturbed;
    }
}
