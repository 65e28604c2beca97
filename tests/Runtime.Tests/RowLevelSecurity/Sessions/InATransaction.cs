using System.Transactions;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions;

/// <summary>A transaction belongs to one person from its beginning to its end.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class InATransaction(PostgreSql server)
{
    [Fact]
    public async Task Its_statements_run_as_its_person_through_savepoints()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using (var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead))
        {
            Assert.Equal(System.Data.IsolationLevel.RepeatableRead, transaction.IsolationLevel);
            await transaction.SaveAsync("before");
            Assert.Equal(1, await connection.RunAsync("INSERT INTO notes (text) VALUES ('undone')"));
            await Assert.ThrowsAsync<PostgresException>(() => connection.RunAsync("SELECT 1/0"));
            await transaction.RollbackAsync("before");
            Assert.Equal("ann 1|ann 2", await connection.TextAsync(transaction: transaction));
            await transaction.ReleaseAsync("before");
            Assert.Equal(2, await connection.RunAsync("INSERT INTO notes (text) VALUES ('kept'); INSERT INTO notes (text) VALUES ('kept, too')"));
            await transaction.CommitAsync();
        }

        Assert.Equal("ann 1|ann 2|kept|kept, too", await connection.TextAsync());
        using (var transaction = connection.BeginTransaction())
        {
            transaction.Save("one");
            Assert.Equal(4, await connection.RunAsync("DELETE FROM notes"));
            transaction.Rollback("one");
            transaction.Release("one");
            transaction.Rollback();
        }

        Assert.Equal("ann 1|ann 2|bob 1|bob's, for all|kept|kept, too", await database.NotesAsync());
    }

    [Fact]
    public async Task Disposed_or_with_its_connection_closed_it_is_undone_and_the_next_is_somebody_else()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        var application = database.Application(new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1, NoResetOnClose = true }.ConnectionString);
        await using (var connection = await application.OpenConnectionAsync())
        {
            using (RlsSession.Use(NotesDatabase.Ann))
            {
                await using (await connection.BeginTransactionAsync())
                    await connection.RunAsync("DELETE FROM notes");
                Assert.Equal("ann 1|ann 2", await connection.TextAsync());
                await connection.BeginTransactionAsync();
                await connection.RunAsync("DELETE FROM notes");
                await connection.CloseAsync();
            }

            using var _ = RlsSession.Use(NotesDatabase.Bob);
            await connection.OpenAsync();
            Assert.Equal("bob 1|bob's, for all", await connection.TextAsync());
        }

        Assert.Equal("ann 1|ann 2|bob 1|bob's, for all", await database.NotesAsync());
    }

    [Fact]
    public async Task Nobody_else_gets_into_it()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var transaction = await connection.BeginTransactionAsync();
        using (RlsSession.Use(NotesDatabase.Bob))
        {
            Assert.Contains("belongs to one person", (await Assert.ThrowsAsync<RlsException>(() => connection.TextAsync())).Message, StringComparison.Ordinal);
            await using var batch = connection.CreateBatch();
            batch.BatchCommands.Add(new NpgsqlBatchCommand(PlainCommands.Notes));
            await Assert.ThrowsAsync<RlsException>(() => batch.ExecuteNonQueryAsync());
        }

        using (RlsSession.Use(NotesDatabase.Ann))       // the same claims again, read anew
            Assert.Equal("ann 1|ann 2", await connection.TextAsync());
    }

    [Theory]
    [InlineData("COMMIT")]
    [InlineData("ROLLBACK")]
    [InlineData("COMMIT AND CHAIN")]
    [InlineData("COMMIT; BEGIN")]
    [InlineData("RESET ROLE")]
    public async Task What_ends_the_session_in_a_text_ends_the_rights(string end)
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await connection.RunAsync(end);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => connection.TextAsync())).SqlState);
            await Assert.ThrowsAsync<PostgresException>(() => connection.RunAsync($"{end}; SELECT text FROM notes"));
        }

        Assert.Equal("ann 1|ann 2", await connection.TextAsync());
    }

    [Fact]
    public async Task Without_a_session_none_begins()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        await Assert.ThrowsAsync<RlsException>(async () => await connection.BeginTransactionAsync());
        Assert.Throws<RlsException>(() => connection.BeginTransaction());
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        Assert.Equal("ann 1|ann 2", await connection.TextAsync());
    }

    [Fact]
    public async Task One_that_cannot_have_its_role_does_not_stay_open()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        var login = new NpgsqlConnectionStringBuilder(database.ConnectionString).Username;
        await database.ExecuteAsync($"REVOKE authenticated FROM {login}");
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(async () => await connection.BeginTransactionAsync())).SqlState);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => connection.TextAsync())).SqlState);
        await database.ExecuteAsync($"GRANT authenticated TO {login}");
        Assert.Equal("ann 1|ann 2", await connection.TextAsync());
    }

    [Fact]
    public async Task An_ambient_transaction_has_each_statements_session()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        var application = database.Application();
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await using var connection = await application.OpenConnectionAsync();
            using (RlsSession.Use(NotesDatabase.Ann))
                Assert.Equal(1, await connection.RunAsync("INSERT INTO notes (text) VALUES ('undone')"));
            using (RlsSession.Use(NotesDatabase.Bob))
                Assert.Equal("bob 1|bob's, for all", await connection.TextAsync());
        }

        Assert.Equal("ann 1|ann 2|bob 1|bob's, for all", await database.NotesAsync());
    }

    [Fact]
    public async Task The_Data_API_sees_the_same_rows()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();

        // As PostgREST does it: one transaction, the role and the claims set local to it, then the query, which gives one row of JSON.
        foreach (var (role, claims, principal) in new[] { ("authenticated", """{"sub":"ann","role":"authenticated"}""", NotesDatabase.Ann), ("anonymous", "", NotesDatabase.Nobody) })
        {
            await using var api = new NpgsqlConnection(database.ConnectionString);
            await api.OpenAsync();
            await using var transaction = await api.BeginTransactionAsync(System.Data.IsolationLevel.ReadCommitted);
            await using (var settings = new NpgsqlCommand("SELECT set_config('search_path', 'public', true), set_config('role', $1, true), set_config('request.jwt.claims', $2, true), set_config('request.method', 'GET', true)", api)
            { Parameters = { new() { Value = role }, new() { Value = claims } } })
                await settings.ExecuteNonQueryAsync();
            await using var query = new NpgsqlCommand($"WITH source AS ({PlainCommands.Notes}) SELECT coalesce(string_agg(text, '|'), '') FROM source", api);
            using var _ = RlsSession.Use(principal);
            Assert.Equal(await query.ExecuteScalarAsync(), await connection.TextAsync());
        }
    }
}
