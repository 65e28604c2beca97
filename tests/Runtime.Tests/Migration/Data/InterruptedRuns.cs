using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;
using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data;

/// <summary>Whatever ends a run, wherever: the same command again completes it, and what comes out is what an undisturbed run leaves.</summary>
[Collection(PostgreSql.Data)]
public sealed class InterruptedRuns(PostgreSql server)
{
    public static TheoryData<string, int> Moments
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var step in Enum.GetValues<DataStep>().Where(step => step < DataStep.SlotCreated).Select(step => $"{step}"))
            {
                data.Add(step, 1);
                if (step is not nameof(DataStep.Linked))
                    data.Add(step, step is nameof(DataStep.Prepared) or nameof(DataStep.SequencesRaised) ? 2 : 9);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task A_run_that_fails_at_a_step_is_completed_by_the_next(string step, int time)
    {
        await using var world = await Ledger.CreateAsync(server);
        await using var undisturbed = await Ledger.CreateAsync(server);
        await undisturbed.RunAsync(chunkRows: 30);
        var migration = world.Migration(DataWorld.Options(chunkRows: 30), Interruption.Failing(Enum.Parse<DataStep>(step), time));

        await Assert.ThrowsAsync<InterruptedException>(() => migration.RunAsync());
        await world.RunAsync(chunkRows: 30);

        Assert.Equal(await Ledger.StateAsync(undisturbed), await Ledger.StateAsync(world));
        await Ledger.AssertCompleteAsync(world);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Connections_that_are_cut_at_a_step_disturb_nobody(string step, int time)
    {
        await using var world = await Ledger.CreateAsync(server);
        var migration = world.Migration(DataWorld.Options(chunkRows: 30), new Interruption(Enum.Parse<DataStep>(step), time, () => CutAsync(world)));

        await migration.RunAsync();

        await Ledger.AssertCompleteAsync(world);
    }

    [Fact]
    public async Task The_server_is_restarted_in_the_middle()
    {
        await using var own = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { AlwaysOwn = true });
        await using var world = await Ledger.CreateAsync(own);
        var migration = world.Migration(DataWorld.Options(chunkRows: 10), new Interruption(DataStep.CheckpointWritten, 5, () => own.RestartAsync(TimeSpan.FromSeconds(1))));

        var result = await migration.RunAsync();

        Assert.Equal(2, result.Snapshots);
        world.Legacy.Clear();
        world.Target.Clear();
        await Ledger.AssertCompleteAsync(world);
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_looked_up()
    {
        await using var world = await Ledger.CreateAsync(server);
        // By then the commit is done, and the worker believes that it may not be.
        var migration = world.Migration(DataWorld.Options(chunkRows: 30), new Interruption(DataStep.Committed, 3, () => throw new NpgsqlException("The answer never came.")));

        await migration.RunAsync();

        await Ledger.AssertCompleteAsync(world);
    }

    [Fact]
    public async Task An_interrupted_run_rolls_back_what_is_in_hand_and_says_so()
    {
        await using var world = await Ledger.CreateAsync(server);
        using var stop = new CancellationTokenSource();
        var migration = world.Migration(DataWorld.Options(chunkRows: 10), new Interruption(DataStep.RowsSent, 4, stop.CancelAsync));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => migration.RunAsync(cancellationToken: stop.Token));

        Assert.Equal(["3"], await world.TargetRowsAsync("SELECT count(*) FROM clerk2workos.checkpoints WHERE state = 'done'"));
        await world.RunAsync(chunkRows: 10);
        await Ledger.AssertCompleteAsync(world);
    }

    [Fact]
    public async Task The_late_write_of_an_older_run_fails()
    {
        await using var world = await Ledger.CreateAsync(server);
        // As after a process was stopped for minutes: behind a pooler its beat is too old, and another one takes over.
        var late = world.Migration(DataWorld.Options(chunkRows: 30) with { IsPooled = true }, new Interruption(DataStep.Committed, 2, async () =>
        {
            await world.OnTargetAsync("UPDATE clerk2workos.migration SET beat_at = now() - interval '1 minute' WHERE scope = 'data'");
            await world.Migration(DataWorld.Options(chunkRows: 30) with { IsPooled = true }).RunAsync();
        }));

        await Assert.ThrowsAsync<MigrationFencedException>(() => late.RunAsync());
        await Ledger.AssertCompleteAsync(world);
    }

    [Fact]
    public async Task A_command_of_another_kind_is_refused_while_a_run_lives()
    {
        await using var world = await Ledger.CreateAsync(server);
        await using var fence = await MigrationFence.EnterAsync(world.Target, FenceScope.Data, FenceMode.Alone, "data retry", isPooled: false, CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => world.RunAsync());

        Assert.Contains("'data retry' is under way", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_mapping_in_the_middle_is_refused()
    {
        await using var world = await Ledger.CreateAsync(server);
        await Assert.ThrowsAsync<InterruptedException>(() => world.Migration(DataWorld.Options(chunkRows: 30), Interruption.Failing(DataStep.Committed, 2)).RunAsync());

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => world.RunAsync("""{ "tables": { "event": { "ignoreColumns": ["name"] } } }"""));

        Assert.Contains("another mapping", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_one_sentence_without_its_address()
    {
        await using var migration = new DataMigration("Host=127.0.0.1;Port=1;Username=nobody;Password=secret", "Host=127.0.0.1;Port=1;Username=nobody;Password=secret");

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => migration.PlanAsync());

        Assert.Equal("A database does not answer.", refusal.Message);
        Assert.DoesNotContain("secret", Assert.Throws<MigrationException>(() => new DataMigration("Hos=x;Password=secret", "Host=x")).Message, StringComparison.Ordinal);
    }

    private static async Task CutAsync(DataWorld world)
    {
        foreach (var database in new[] { world.Legacy, world.Target })
        {
            await using var connection = await database.OpenConnectionAsync();
            await using var command = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()", connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
