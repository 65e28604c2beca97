using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Users.Setting;
using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Users;

/// <summary>A database that goes away, connections that are cut, answers that are lost, and two runs at once.</summary>
[Collection(PostgreSql.Users)]
public sealed class DatabaseFaultsTests(PostgreSql server)
{
    [Fact]
    public async Task PostgreSQL_that_is_restarted_in_the_middle_costs_nothing_but_time()
    {
        await using var own = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { AlwaysOwn = true });
        await using var world = await UserWorld.CreateAsync(own);
        await world.SeedAsync(700);         // in two parts: the legacy database is read after the restart, too
        var steps = new UserInterruption(UserStep.UserNoted, 200, () => own.RestartAsync(TimeSpan.FromMilliseconds(300)));

        var result = await world.Migration(steps: steps).RunAsync();

        Assert.True(steps.IsDone);
        Assert.Empty(result.OpenRejects);
        Assert.Equal((700, 700, 700, 700), (result.Mapped, world.WorkOS.Users.Count, world.WorkOS.Organizations.Count, world.WorkOS.Memberships.Count));
        Assert.True((await world.Migration().VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task Connections_that_are_cut_again_and_again_leave_everything_whole()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(300);
        await using var cutter = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(world.TargetText) { ApplicationName = "cutter" }.ConnectionString);
        var steps = new Repeated(UserStep.UserNoted, every: 25, () => world.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'cutter'", cutter));

        var result = await world.Migration(steps: steps).RunAsync();

        Assert.Empty(result.OpenRejects);
        Assert.Equal((300, 300), (result.Mapped, world.WorkOS.Memberships.Count));
        Assert.True((await world.Migration().VerifyAsync()).IsSound);
    }

    [Fact]
    public async Task Commits_whose_answer_is_lost_are_neither_missing_nor_doubled()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(200);
        await using var wire = new WireFaults(world.TargetText);
        await using var target = NpgsqlDataSource.Create(wire.ConnectionString);
        var steps = new Repeated(UserStep.UserNoted, every: 8, () =>
        {
            wire.LoseAnswers(1);
            return Task.CompletedTask;
        });

        var result = await world.Migration(options => options with { Target = target, Concurrency = 8 }, steps).RunAsync();

        Assert.True(wire.Lost >= 3, $"Only {wire.Lost} answers were lost.");
        Assert.Empty(result.OpenRejects);
        Assert.Equal((200, 200), (result.Mapped, world.WorkOS.Memberships.Count));
        Assert.True((await world.Migration().VerifyAsync()).IsSound);
    }

    [Theory]
    [InlineData("target")]
    [InlineData("legacy")]
    public async Task A_database_that_cannot_be_reached_is_said_at_once_and_without_its_connection_string(string which)
    {
        await using var world = await UserWorld.CreateAsync(server);
        await using var closed = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=somebody;Password=secret;Database=nowhere");
        await using var wrong = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(world.TargetText) { Database = "nowhere" }.ConnectionString);

        Assert.Equal($"The {which} database does not answer: check host, port and TLS of its connection string.", await SentenceAsync(closed));
        Assert.Equal($"The {which} database refuses (SQLSTATE 3D000): check user, password, database and rights.", await SentenceAsync(wrong));

        async Task<string> SentenceAsync(NpgsqlDataSource source) => (await Assert.ThrowsAsync<MigrationException>(
            () => world.Migration(options => which == "target" ? options with { Target = source } : options with { Legacy = source }).PlanAsync())).Message;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_run_is_refused_while_the_first_lives(bool isPooled)
    {
        await using var world = await UserWorld.CreateAsync(server);
        await world.SeedAsync(10);
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = world.Migration(options => options with { IsTargetPooled = isPooled }, new UserInterruption(UserStep.UserCreated, 3, () =>
        {
            reached.SetResult();
            return goOn.Task;
        })).RunAsync();
        await reached.Task;

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => world.Migration(options => options with { IsTargetPooled = isPooled }).RetryAsync());
        goOn.SetResult();

        Assert.StartsWith("'users run' is under way already", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(10, (await first).Mapped);
    }

    [Fact]
    public async Task The_late_write_of_a_run_that_was_given_up_for_dead_fails_and_harms_nothing()
    {
        await using var world = await UserWorld.CreateAsync(server);
        await using var sound = await UserWorld.CreateAsync(server);
        var (users, soundUsers) = (new MixedUsers(world), new MixedUsers(sound));
        await users.AddAsync("a");
        await soundUsers.AddAsync("a");
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var older = world.Migration(users.Sources, new UserInterruption(UserStep.FactorEnrolled, 2, () =>
        {
            reached.SetResult();
            return goOn.Task;
        })).RunAsync();
        await reached.Task;
        await world.ExecuteAsync("SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1660944385 AND objid = 1 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");

        var newer = await world.Migration(users.Sources).RunAsync();
        goOn.SetResult();

        await Assert.ThrowsAsync<MigrationFencedException>(() => older);
        await sound.Migration(soundUsers.Sources).RunAsync();
        Assert.Equal(await sound.PictureAsync(), await world.PictureAsync());
        Assert.Equal(2, newer.Epoch);
    }

    /// <summary>Does something every so often.</summary>
    private sealed class Repeated(UserStep at, int every, Func<Task> action) : UserStepListener
    {
        private int _reached;

        public override async ValueTask ReachedAsync(UserStep step, string? clerkUserId)
        {
            if (step == at && Interlocked.Increment(ref _reached) % every == 0)
                await action();
        }
    }
}
