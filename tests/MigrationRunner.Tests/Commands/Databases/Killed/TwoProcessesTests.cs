using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed;

/// <summary>Two processes of the program on one migration at once.</summary>
[Collection(KilledProcesses.Collection)]
public sealed class TwoProcessesTests
{
    private const string Waiting = """
        FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE NOT granted AND locktype = 'relation' AND application_name = 'clerk2workos' AND datname = current_database()
        """;

    [Fact]
    public async Task Of_two_runs_of_users_one_is_refused_and_the_other_moves_everybody()
    {
        await using var server = await LocalPostgreSql.StartAsync();
        var undisturbed = await UndisturbedAsync(server, "users run");
        await using var platform = await KillablePlatform.CreateAsync(server);
        await using var connection = await platform.ConnectAsync();
        var held = await HoldAsync(connection, "users");
        using var first = platform.Start("users run");
        using var second = platform.Start("users run");
        Task<ProgramEnd>[] ends = [first.EndAsync(), second.EndAsync()];

        // Neither can finish while the rows of users are held, so that the one which ends is the one which was not let in.
        var refused = await Task.WhenAny(ends);
        await held.RollbackAsync();

        Assert.Equal(2, (await refused).ExitCode);
        Assert.Matches("^clerk2workos: 'users run' is under way already \\(.+, process \\d+, since .+\\): wait for it, or end it\\.\n$", (await refused).Error.TrimStart('\n'));
        Assert.Equal(1, (await ends.Single(end => end != refused)).ExitCode);
        Assert.Equal(undisturbed, await platform.PictureAsync());
    }

    [Fact]
    public async Task Two_runs_of_data_share_the_work()
    {
        await using var server = await LocalPostgreSql.StartAsync();
        var undisturbed = await UndisturbedAsync(server, "users run", "data run");
        await using var platform = await KillablePlatform.CreateAsync(server);
        await platform.RunAsync("users run");
        await using var connection = await platform.ConnectAsync();
        var held = await HoldAsync(connection, "categories, schedules, profiles, blocked_dates, audit_logs, events");
        using var first = platform.Start("data run");
        using var second = platform.Start("data run");

        // Four workers, two of each process, wait with a piece of the work in their hands.
        await WaitUntilAsync(platform, $"SELECT count(*) = 4 {Waiting}");
        await held.RollbackAsync();

        Assert.Equal((1, 1), ((await first.EndAsync()).ExitCode, (await second.EndAsync()).ExitCode));
        Assert.Equal(undisturbed, await platform.PictureAsync());
        Assert.True(await IsAsync(connection, "SELECT count(DISTINCT claimed_by) = 2 AND count(DISTINCT epoch) = 1 AND count(DISTINCT snapshot) = 1 FROM clerk2workos.checkpoints"));
    }

    [Theory]
    [InlineData("users run", "users")]
    [InlineData("data run", "events")]
    public async Task A_run_that_was_asleep_while_another_took_over_writes_no_more(string command, string table)
    {
        await using var server = await LocalPostgreSql.StartAsync();
        string[] commands = command == "users run" ? [command] : ["users run", command];
        var undisturbed = await UndisturbedAsync(server, commands);
        await using var platform = await KillablePlatform.CreateAsync(server);
        foreach (var before in commands.Where(before => before != command))
            await platform.RunAsync(before);
        await using var connection = await platform.ConnectAsync();
        var held = await HoldAsync(connection, table);
        using var older = platform.Start(command);
        await WaitUntilAsync(platform, $"SELECT count(*) > 0 {Waiting}");
        await WaitUntilQuietAsync(platform);

        // As when its machine sleeps and the network gives its connections up.
        await older.SuspendAsync();
        await ExecuteAsync(connection, """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
            WHERE application_name = 'clerk2workos' AND datname IN (current_database(), replace(current_database(), 'target', 'legacy'))
            """);
        await held.RollbackAsync();
        Assert.Equal(1, (await platform.RunAsync(command)).ExitCode);
        await older.ResumeAsync();
        var end = await older.EndAsync();

        Assert.Equal(2, end.ExitCode);
        Assert.Contains("Another run has taken this migration over since", end.Error, StringComparison.Ordinal);
        Assert.Equal(undisturbed, await platform.PictureAsync());
    }

    private static async Task<string[]> UndisturbedAsync(LocalPostgreSql server, params string[] commands)
    {
        await using var platform = await KillablePlatform.CreateAsync(server);
        foreach (var command in commands)
            Assert.Equal(1, (await platform.RunAsync(command)).ExitCode);
        return await platform.PictureAsync();
    }

    /// <summary>Nobody can write into these tables before the transaction ends; reading them is not held up.</summary>
    private static async Task<NpgsqlTransaction> HoldAsync(NpgsqlConnection connection, string tables)
    {
        var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, $"LOCK TABLE {tables} IN SHARE MODE");
        return transaction;
    }

    private static async Task WaitUntilAsync(KillablePlatform platform, string sql)
    {
        await using var connection = await platform.ConnectAsync();
        for (var attempt = 0; attempt < 600; attempt++)
        {
            if (await IsAsync(connection, sql))
                return;
            await Task.Delay(100);
        }

        throw new TimeoutException($"It does not come about: {sql}");
    }

    /// <summary>No call is under way to WorkOS: one that went on after the sleep would be a late one, and not every late one does no harm there.</summary>
    private static async Task WaitUntilQuietAsync(KillablePlatform platform)
    {
        long before;
        do
        {
            before = platform.WorkOS.Requests.Received;
            await Task.Delay(1000);
        }
        while (platform.WorkOS.Requests.Received != before);
    }

    private static async Task<bool> IsAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
