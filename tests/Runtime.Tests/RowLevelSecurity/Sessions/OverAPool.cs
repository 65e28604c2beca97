using System.Diagnostics;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Abstractions;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions;

/// <summary>64 people over 8 connections, with everything going wrong that can: nobody sees a row of somebody else, and no connection keeps anything.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class OverAPool(PostgreSql server, ITestOutputHelper output)
{
    private const int People = 64;
    private const int Connections = 8;

    /// <summary>100,000 with <c>C2W_SOAK=1</c>.</summary>
    private static int Statements => Soak.IsOn ? 100_000 : 3_000;

    [Fact]
    public async Task Nobody_sees_a_row_of_another_whatever_goes_wrong()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await database.ExecuteAsync("INSERT INTO notes (workos_user_id, text) SELECT 'p' || each % 64, 'p' || each % 64 FROM generate_series(0, 64 * 20 - 1) AS each");
        var connectionString = new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = Connections, NoResetOnClose = true, Timeout = 60 }.ConnectionString;
        await using var pool = NpgsqlDataSource.Create(connectionString);
        var services = database.Services(connectionString, register => register.Configure<RlsOptions>(options => options.ConnectionString = null).AddSingleton(pool));
        var application = services.GetRequiredService<RlsDataSource>();
        int left = Statements, rows = 0, strangers = 0, failed = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, People).Select(person => Task.Run(async () =>
        {
            var random = new Random(person);
            using var _ = RlsSession.Use(NotesDatabase.Person($"p{person}"));
            while (Interlocked.Decrement(ref left) >= 0)
            {
                try
                {
                    await using var connection = await application.OpenConnectionAsync();
                    await LiveAsync(database, connection, random, $"p{person}", owner =>
                    {
                        Interlocked.Increment(ref rows);
                        if (owner != $"p{person}")
                            Interlocked.Increment(ref strangers);
                    });
                }
                catch (Exception failure) when (failure is PostgresException { SqlState: PostgresErrorCodes.DivisionByZero or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.QueryCanceled }
                    or OperationCanceledException or Abandoned or NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException or TimeoutException or EndOfStreamException })
                {
                    Interlocked.Increment(ref failed);      // what was made to go wrong; anything else fails the test
                }
            }
        })));
        output.WriteLine($"{Statements} statements in {clock.Elapsed.TotalSeconds:F1} s: {rows} rows, {strangers} of somebody else; {failed} were made to fail.");
        Assert.Equal(0, strangers);
        Assert.True(rows > Statements && failed > Statements / 20, $"{rows} rows, {failed} failures");

        // All eight at once, so that each is a connection of its own.
        var connections = new List<NpgsqlConnection>();
        for (var each = 0; each < Connections; each++)
            connections.Add(await pool.OpenConnectionAsync());
        foreach (var connection in connections)
        {
            await using var command = new NpgsqlCommand(PlainCommands.Traces, connection);
            Assert.True((bool)(await command.ExecuteScalarAsync())!);
            await connection.DisposeAsync();
        }
    }

    private static async Task LiveAsync(NotesDatabase database, RlsConnection connection, Random random, string person, Action<string> see)
    {
        const string All = "SELECT workos_user_id FROM notes";
        switch (random.Next(12))
        {
            case 0:         // broken in the middle of a reader
                await ReadAsync(connection, All, see, until: 5);
                break;
            case 1:         // an error after rows have come
                await ReadAsync(connection, $"SELECT workos_user_id, 1 / (random() * 0)::int FROM notes", see);
                break;
            case 2:         // cancelled, whenever that is
                using (var soon = new CancellationTokenSource(random.Next(3)))
                    await ReadAsync(connection, All + " CROSS JOIN generate_series(1, 50)", see, cancellationToken: soon.Token);
                break;
            case 3:         // an error in a transaction, which is left as it is
                await using (await connection.BeginTransactionAsync())
                {
                    await ReadAsync(connection, All, see);
                    await connection.RunAsync("SELECT 1/0");
                }

                break;
            case 4:         // a transaction that nobody ends
                await connection.BeginTransactionAsync();
                await ReadAsync(connection, "UPDATE notes SET version = version + 1 RETURNING workos_user_id", see);
                await connection.CloseAsync();
                break;
            case 5:         // a savepoint
                await using (var transaction = await connection.BeginTransactionAsync())
                {
                    await transaction.SaveAsync("here");
                    await Assert.ThrowsAsync<PostgresException>(() => connection.RunAsync("SELECT 1/0"));
                    await transaction.RollbackAsync("here");
                    await ReadAsync(connection, All, see);
                    await transaction.CommitAsync();
                }

                break;
            case 6 when random.Next(20) == 0:       // the server goes away
                var end = database.ExecuteAsync($"SELECT pg_terminate_backend({connection.Inner.ProcessID})");
                try
                {
                    await ReadAsync(connection, All + " CROSS JOIN generate_series(1, 50)", see);
                }
                finally
                {
                    await end;
                }

                break;
            case 7:
                await ReadAsync(connection, "UPDATE notes SET version = version + 1 RETURNING workos_user_id", see);
                break;
            default:
                await ReadAsync(connection, All, see);
                break;
        }
    }

    private static async Task ReadAsync(RlsConnection connection, string sql, Action<string> see, int until = int.MaxValue, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            see(reader.GetString(0));
            if (--until == 0)
                throw new Abandoned();
        }
    }

    private sealed class Abandoned : Exception;
}
