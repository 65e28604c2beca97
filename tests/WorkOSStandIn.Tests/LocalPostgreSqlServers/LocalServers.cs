using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace Clerk2WorkOS.Testing.Tests.LocalPostgreSqlServers;

/// <summary>PostgreSQL comes up on a bare machine, keeps what was committed, and leaves nothing behind.</summary>
public sealed class LocalServers
{
    private static readonly LocalPostgreSqlOptions Own = new() { AlwaysOwn = true };

    [Fact]
    public async Task A_database_keeps_what_was_committed_when_the_server_crashes()
    {
        await using var server = await LocalPostgreSql.StartAsync(Own);
        var database = await server.CreateDatabaseAsync("a \"quoted\" name");
        await ExecuteAsync(database, "CREATE TABLE kept (id int); INSERT INTO kept SELECT generate_series(1, 1000)");

        await server.RestartAsync(TimeSpan.FromMilliseconds(200));

        NpgsqlConnection.ClearAllPools();
        Assert.Equal(1000L, await ScalarAsync(database, "SELECT count(*) FROM kept"));
        Assert.Equal("UTF8", await ScalarAsync(database, "SHOW server_encoding"));
    }

    [Fact]
    public async Task Two_servers_live_side_by_side_and_end_alone()
    {
        await using var first = await LocalPostgreSql.StartAsync(Own);
        var second = await LocalPostgreSql.StartAsync(Own);
        Assert.NotEqual(PortOf(first.ConnectionString), PortOf(second.ConnectionString));
        var data = (string)(await ScalarAsync(second.ConnectionString, "SHOW data_directory"))!;

        await second.DisposeAsync();

        Assert.False(Directory.Exists(data));
        Assert.False(Answers(PortOf(second.ConnectionString)));
        Assert.Equal(1, await ScalarAsync(first.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_process_that_is_killed_leaves_no_server_and_no_files()
    {
        var (process, connectionString) = await HoldingProcess.StartAsync();
        using (process)
        {
            var data = (string)(await ScalarAsync(connectionString, "SHOW data_directory"))!;
            Assert.True(Answers(PortOf(connectionString)));

            process.Kill();     // it alone, as a crash or an impatient user would

            var waited = Stopwatch.StartNew();
            while ((Directory.Exists(Path.GetDirectoryName(data)) || Answers(PortOf(connectionString))) && waited.Elapsed < TimeSpan.FromSeconds(30))
                await Task.Delay(50);
            Assert.False(Answers(PortOf(connectionString)));
            Assert.False(Directory.Exists(Path.GetDirectoryName(data)));
        }
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_password_and_it_is_not_shown()
    {
        await using var server = await LocalPostgreSql.StartAsync(Own);
        var address = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        Assert.DoesNotContain(address.Password!, server.ToString(), StringComparison.Ordinal);

        address.Password = "guessed";
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(address.ConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task Settings_reach_the_server()
    {
        await using var server = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions
        {
            AlwaysOwn = true,
            Settings = new Dictionary<string, string> { ["wal_level"] = "logical", ["application_name"] = "it's" },
        });
        Assert.Equal("logical", await ScalarAsync(server.ConnectionString, "SHOW wal_level"));
        Assert.Equal("it's", await ScalarAsync(server.ConnectionString, "SHOW application_name"));
    }

    [Fact]
    public async Task A_server_that_does_not_start_says_why()
    {
        var failure = await Assert.ThrowsAsync<LocalPostgreSqlException>(() => LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions
        {
            AlwaysOwn = true,
            Settings = new Dictionary<string, string> { ["shared_buffers"] = "a lot" },
        }));
        Assert.Contains("shared_buffers", failure.Message, StringComparison.Ordinal);
    }

    [NeedsNpm]
    public async Task The_package_brings_a_server_to_a_machine_that_has_none()
    {
        await using var server = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions { Source = LocalPostgreSqlSource.Package });
        Assert.Equal(18, server.ServerVersion.Major);
        var database = await server.CreateDatabaseAsync("from the package");
        await ExecuteAsync(database, "CREATE TABLE people (name text); INSERT INTO people VALUES ('Zoë')");
        await server.RestartAsync();
        NpgsqlConnection.ClearAllPools();
        Assert.Equal("Zoë", await ScalarAsync(database, "SELECT name FROM people"));
    }

    private static int PortOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Port;

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(string connectionString, string sql) => await ScalarAsync(connectionString, sql);

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
