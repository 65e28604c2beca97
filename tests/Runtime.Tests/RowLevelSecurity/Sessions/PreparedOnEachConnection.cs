using System.Data.Common;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions;

/// <summary>The session's statement is prepared once a connection, and nothing of the application's; behind a pooler nothing at all.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class PreparedOnEachConnection(PostgreSql server)
{
    // PostgreSQL counts a run when it begins: this statement's own session is among them.
    private const string Prepared = "SELECT CASE WHEN statement LIKE 'SELECT pg_catalog.set_config(%' THEN 'session ' ELSE statement END || generic_plans + custom_plans FROM pg_prepared_statements";

    [Fact]
    public async Task It_is_run_with_every_statement_and_stays_when_the_connection_goes_back()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        var application = database.Application(OneConnection(database));
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using (var connection = await application.OpenConnectionAsync())
        {
            for (var each = 0; each < 9; each++)
                Assert.Equal("ann 1|ann 2", await connection.TextAsync());
            Assert.Equal("session 10", await connection.TextAsync(Prepared));
        }

        await using (var connection = await application.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            Assert.Equal("ann 1|ann 2", await connection.TextAsync());
            Assert.Equal("session 11", await connection.TextAsync(Prepared));
        }
    }

    [Fact]
    public async Task It_is_on_a_connection_that_was_opened_in_a_blocking_way_too()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        using var connection = database.Application(OneConnection(database)).OpenConnection();
        Assert.Equal("session 1", await connection.TextAsync(Prepared));
    }

    [Fact]
    public async Task Whoever_deallocates_everything_goes_on_without()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var connection = await database.Application(OneConnection(database)).OpenConnectionAsync();
        await connection.RunAsync("DEALLOCATE ALL");
        Assert.Equal("ann 1|ann 2", await connection.TextAsync());
        Assert.Equal("", await connection.TextAsync(Prepared));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transaction_after_it_is_refused_once(bool isBlocking)
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var connection = await database.Application(OneConnection(database)).OpenConnectionAsync();
        await connection.RunAsync("DEALLOCATE ALL");
        var refused = await Assert.ThrowsAsync<PostgresException>(BeginAsync);
        Assert.Equal(PostgresErrorCodes.InvalidSqlStatementName, refused.SqlState);
        await using var transaction = await BeginAsync();
        Assert.Equal("ann 1|ann 2", await connection.TextAsync());

        async Task<DbTransaction> BeginAsync() => isBlocking ? connection.BeginTransaction() : await connection.BeginTransactionAsync();
    }

    [Theory]
    [InlineData("Max Auto Prepare=0", "")]
    [InlineData("max auto prepare=0", "")]
    [InlineData("Max Auto Prepare=10;Auto Prepare Min Usages=3", "session 4")]
    public async Task A_connection_string_that_says_what_to_prepare_is_right(string said, string expected)
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var connection = await database.Application($"{OneConnection(database)};{said}").OpenConnectionAsync();
        for (var each = 0; each < 5; each++)
            await connection.TextAsync($"SELECT {each}");
        Assert.Equal(expected, await connection.TextAsync(Prepared));
    }

    [Fact]
    public async Task It_is_in_Entity_Framework_where_the_data_source_is_told()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        var contexts = database.Contexts(OneConnection(database), npgsql => npgsql.ConfigureDataSource(source => source.PrepareRlsSessions()));
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var context = await contexts.CreateDbContextAsync();
        Assert.Equal(2, await context.Notes.CountAsync());
        Assert.Equal(["session 2"], await context.Database.SqlQueryRaw<string>(Prepared).ToListAsync());
    }

    [PgBouncerFact]
    public async Task Behind_a_pooler_nothing_is_prepared()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var bouncer = await PgBouncer.StartAsync(database.ConnectionString, connections: 1);
        var application = database.Application(bouncer.ConnectionString);
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        for (var each = 0; each < 3; each++)
        {
            await using var connection = await application.OpenConnectionAsync();
            Assert.Equal("ann 1|ann 2", await connection.TextAsync());
            Assert.Equal("", await connection.TextAsync(Prepared));
        }
    }

    private static string OneConnection(NotesDatabase database) => new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1 }.ConnectionString;
}
