using System.Diagnostics;
using Clerk2WorkOS.Audit;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Testing;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.Audit;

/// <summary>Whatever the database does, each event that was taken is one row.</summary>
[Collection(PostgreSql.Others)]
public sealed class WhenTheDatabaseFails(PostgreSql server, ITestOutputHelper output)
{
    // The whole soak with C2W_SOAK=1, a short form always.
    private static readonly int Events = Soak.IsOn ? 100_000 : 8_000;

    [Fact]
    public async Task Writers_lose_nothing_while_the_server_crashes_and_comes_back()
    {
        const int Writers = 32;
        await using var own = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { AlwaysOwn = true });
        await using var application = await AuditedApplication.StartAsync(await own.CreateDatabaseAsync("soak"), options => options.QueueCapacity = 1000);
        var taken = 0;
        var watch = Stopwatch.StartNew();
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = writer; i < Events; i += Writers)
            {
                await application.Audit.LogAuditEvent("SOAK", "event", $"{i}", new { i });
                Interlocked.Increment(ref taken);
            }
        })).ToArray();

        while (Volatile.Read(ref taken) < Events / 2)
            await Task.Delay(1);
        await own.RestartAsync(TimeSpan.FromSeconds(1));
        await Task.WhenAll(writers);
        await application.StopAsync();

        var rows = await application.RowsAsync("resource_id");
        output.WriteLine($"{Events} events from {Writers} writers, one crash of the server: {rows.Length} rows in {watch.Elapsed.TotalSeconds:F1} s, "
            + $"{application.Measured("clerk2workos.audit.retries")} retries, {application.Measured("clerk2workos.audit.wait")} calls waited.");
        Assert.Equal(Enumerable.Range(0, Events).Select(i => $"{i}").Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
        Assert.True(application.Measured("clerk2workos.audit.retries") > 0);
        Assert.True(application.Measured("clerk2workos.audit.wait") > 0);
        Assert.Equal(Events, application.Measured("clerk2workos.audit.written"));
    }

    [Fact]
    public async Task A_commit_whose_answer_gets_lost_is_not_written_twice()
    {
        var connectionString = await server.CreateDatabaseAsync();
        await using var wire = new WireFaults(connectionString);
        await using var application = await AuditedApplication.StartAsync(connectionString, options => options.ConnectionString = wire.ConnectionString);
        for (var i = 0; i < 20; i++)
        {
            wire.LoseAnswers(i % 3);
            await application.Audit.LogAuditEvent("LOST", "answer", $"{i}");
            await WaitAsync(() => application.Measured("clerk2workos.audit.written") == i + 1);
        }

        await application.StopAsync();

        Assert.Equal(Enumerable.Range(0, 20).Sum(i => i % 3), wire.Lost);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), await application.RowsAsync("resource_id"));
    }

    [Fact]
    public async Task A_connection_that_an_administrator_ends_and_a_table_that_is_locked_only_delay()
    {
        var connectionString = await server.CreateDatabaseAsync();
        await using var application = await AuditedApplication.StartAsync(connectionString, options =>
            options.ConnectionString = connectionString + ";Command Timeout=1");
        await using var other = new NpgsqlConnection(connectionString);
        await other.OpenAsync();
        await using (var transaction = await other.BeginTransactionAsync())
        {
            await ExecuteAsync(other, "LOCK TABLE audit_logs");
            await application.Audit.LogAuditEvent("WAITED", "lock", "1");
            await WaitAsync(() => application.Measured("clerk2workos.audit.retries") > 0);
            await transaction.CommitAsync();
        }

        await ExecuteAsync(other, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        await application.Audit.LogAuditEvent("WAITED", "administrator", "2");
        await application.StopAsync();
        Assert.Equal(["1", "2"], await application.RowsAsync("resource_id"));
    }

    [Fact]
    public async Task A_column_that_is_renamed_and_a_trigger_that_refuses_only_delay()
    {
        var connectionString = await server.CreateDatabaseAsync();
        await using var application = await AuditedApplication.StartAsync(connectionString);
        await using var other = new NpgsqlConnection(connectionString);
        await other.OpenAsync();
        await ExecuteAsync(other, "ALTER TABLE audit_logs RENAME COLUMN action TO what");
        await application.Audit.LogAuditEvent("WAITED", "column", "1");
        await WaitAsync(() => application.Measured("clerk2workos.audit.retries") > 1);
        await ExecuteAsync(other, "ALTER TABLE audit_logs RENAME COLUMN what TO action");
        await WaitAsync(() => application.Measured("clerk2workos.audit.written") == 1);

        await ExecuteAsync(other, """
            CREATE FUNCTION fence() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''fenced''; END';
            CREATE TRIGGER fence BEFORE INSERT ON audit_logs EXECUTE FUNCTION fence();
            """);
        var retries = application.Measured("clerk2workos.audit.retries");
        await application.Audit.LogAuditEvent("WAITED", "fence", "2");
        await WaitAsync(() => application.Measured("clerk2workos.audit.retries") > retries + 1);
        await ExecuteAsync(other, "DROP TRIGGER fence ON audit_logs");
        await application.StopAsync();
        Assert.Equal(["1", "2"], await application.RowsAsync("resource_id"));
        Assert.Empty(application.Logs.At(LogLevel.Error));
    }

    [Fact]
    public async Task An_application_starts_without_its_database_and_a_full_queue_makes_callers_wait()
    {
        await using var own = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { AlwaysOwn = true });
        await using var application = await AuditedApplication.BuildAsync(await own.CreateDatabaseAsync("away"), options =>
        {
            options.QueueCapacity = 10;
            options.BatchSize = 1;
        });
        Task[] calls = [];
        var restart = own.RestartAsync(TimeSpan.FromSeconds(8));
        NpgsqlConnection.ClearAllPools();
        await WaitAsync(() => !Answers(own.ConnectionString));
        await application.StartAsync();
        Assert.Contains("does not answer", Assert.Single(application.Logs.At(LogLevel.Warning)), StringComparison.Ordinal);

        calls = [.. Enumerable.Range(0, 30).Select(i => application.Audit.LogAuditEvent("EARLY", "event", $"{i}"))];
        Assert.InRange(calls.Count(call => call.IsCompleted), 10, 11);
        using var impatient = new CancellationTokenSource();
        var given_up = application.Audit.LogAuditEvent("EARLY", "event", "given up", cancellationToken: impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given_up);

        await restart;
        await Task.WhenAll(calls);
        await application.StopAsync();
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"{i}").Order(), (await application.RowsAsync("resource_id")).Order());
    }

    [Fact]
    public async Task A_stop_writes_what_is_queued_and_what_comes_after_it_is_refused()
    {
        await using var application = await AuditedApplication.StartAsync(await server.CreateDatabaseAsync(), options => options.QueueCapacity = 50);
        var calls = Enumerable.Range(0, 2000).Select(i => application.Audit.LogAuditEvent("LAST", "event", $"{i}")).ToArray();
        await application.StopAsync();
        await Task.WhenAll(calls);
        Assert.Equal(2000, (await application.RowsAsync("id")).Length);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => application.Audit.LogAuditEvent("LATE", "event", "1"));
        Assert.Equal("The audit log has stopped with its host; the event is not recorded.", refusal.Message);
    }

    [Fact]
    public async Task A_stop_without_a_database_ends_in_time_and_says_how_many_events_are_lost()
    {
        await using var own = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { AlwaysOwn = true });
        await using var application = await AuditedApplication.StartAsync(await own.CreateDatabaseAsync("gone"), options => options.FlushTimeout = TimeSpan.FromMilliseconds(300));
        await own.DisposeAsync();
        for (var i = 0; i < 700; i++)
            await application.Audit.LogAuditEvent("LOST", "event", $"{i}");
        using var hostsTime = new CancellationTokenSource(TimeSpan.FromMilliseconds(600));
        await application.StopAsync(hostsTime.Token);
        Assert.StartsWith("The audit log stopped with 700 events that could not be written; they are lost.", Assert.Single(application.Logs.At(LogLevel.Critical)), StringComparison.Ordinal);
        Assert.DoesNotContain(new NpgsqlConnectionStringBuilder(own.ConnectionString).Password!, application.Logs.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_waits_for_the_row_finds_it_there_or_hears_why_not()
    {
        const string Script = """
            CREATE TABLE audit_logs (
                id uuid PRIMARY KEY, workos_user_id text, org_id uuid, action varchar(10), resource_type text, resource_id text,
                changes jsonb, metadata jsonb, ip_address text, user_agent text, created_at timestamptz);
            """;
        await using var application = await AuditedApplication.StartAsync(await server.CreateDatabaseAsync(), options => options.Delivery = AuditDelivery.Written, Script);
        for (var i = 0; i < 5; i++)
        {
            await application.Audit.LogAuditEvent("NOW", "event", $"{i}");
            Assert.Equal(i + 1, (await application.RowsAsync("id")).Length);
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => application.Audit.LogAuditEvent("longer than ten", "event", "1"));
        Assert.Contains("22001", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static bool Answers(string connectionString)
    {
        try
        {
            using var connection = new NpgsqlConnection(connectionString + ";Pooling=false;Timeout=1");
            connection.Open();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task WaitAsync(Func<bool> happened)
    {
        var watch = Stopwatch.StartNew();
        while (!happened())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "It did not happen in time.");
            await Task.Delay(10);
        }
    }
}
