using System.Data;
using System.Data.Common;
using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions;

/// <summary>A statement by itself sees its person's rows, in one round trip, and leaves nothing behind.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class OutsideATransaction(PostgreSql server)
{
    [Fact]
    public async Task Each_sees_what_is_theirs_on_the_same_connection()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = database.Application().CreateConnection();
        await connection.OpenAsync();
        using (RlsSession.Use(NotesDatabase.Ann))
        {
            Assert.Equal("ann 1|ann 2", await connection.TextAsync());
            Assert.Equal("org_1", await connection.TextAsync("SELECT workos_org_id FROM organizations"));
            Assert.Equal("org_1", await connection.TextAsync("SELECT auth.session() ->> 'org_id'"));
        }

        using (RlsSession.Use(NotesDatabase.Bob))
            Assert.Equal("bob 1|bob's, for all", await connection.TextAsync());
        using (RlsSession.Use(NotesDatabase.Nobody))
            Assert.Equal("bob's, for all", await connection.TextAsync());
        await Assert.ThrowsAsync<RlsException>(() => connection.TextAsync());
    }

    [Fact]
    public async Task A_connection_is_clean_after_every_statement()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        foreach (var statement in (string[])[PlainCommands.Notes, "SELECT 1/0", "INSERT INTO notes (text) VALUES ('new')", "COMMIT", "ROLLBACK", "RESET ROLE", "SET ROLE anonymous"])
        {
            await Record.ExceptionAsync(() => connection.RunAsync(statement));
            await using var command = new NpgsqlCommand("SELECT coalesce(current_setting('request.jwt.claims', true), '')", connection.Inner);
            Assert.Equal("", await command.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task Every_way_to_run_a_command_works()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var command = connection.CreateCommand();
        command.Prepare();
        command.CommandText = "INSERT INTO notes (text) VALUES (@text), (@text)";
        var text = command.CreateParameter();
        (text.ParameterName, text.Value) = ("text", "new");
        command.Parameters.Add(text);
        Assert.Equal(2, command.ExecuteNonQuery());
        Assert.Equal(2, await command.ExecuteNonQueryAsync());

        command.CommandText = "SELECT count(*) FROM notes WHERE text = @text;";
        Assert.Equal(4L, command.ExecuteScalar());
        Assert.Equal(4L, await command.ExecuteScalarAsync());

        command.CommandText = "UPDATE notes SET text = 'x' WHERE text = @text RETURNING workos_user_id";
        await using (var reader = command.ExecuteReader(CommandBehavior.SingleResult))
        {
            Assert.Equal("workos_user_id", reader.GetName(0));
            Assert.True(reader.Read());
            Assert.Equal("ann", reader.GetString(0));
            Assert.False(reader.NextResult());
            Assert.Equal(4, reader.RecordsAffected);
        }

        command.CommandText = "SELECT text FROM notes WHERE text <> @text ORDER BY id";
        await using (var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow | CommandBehavior.SequentialAccess))
        {
            Assert.True(await reader.ReadAsync());
            Assert.Equal("ann 1", reader.GetString(0));
        }

        await using (var reader = await command.ExecuteReaderAsync(CommandBehavior.SchemaOnly))
            Assert.Equal("text", (await reader.GetColumnSchemaAsync()).Single().ColumnName);

        command.Parameters.Clear();
        command.CommandText = "SELECT text FROM notes WHERE id = $1";
        command.Parameters.Add(new NpgsqlParameter { Value = 1 });
        Assert.Equal("ann 1", await command.ExecuteScalarAsync());

        command.Parameters.Clear();
        command.CommandText = "DO $$ BEGIN PERFORM 1; END $$";
        Assert.Equal(-1, await command.ExecuteNonQueryAsync());
        Assert.Null(await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_reader_that_closes_its_connection_closes_it()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var command = connection.CreateCommand();
        command.CommandText = PlainCommands.Notes;
        await (await command.ExecuteReaderAsync(CommandBehavior.CloseConnection)).DisposeAsync();
        Assert.Equal(ConnectionState.Closed, connection.State);
        await connection.OpenAsync();
        Assert.Equal("ann 1|ann 2", await connection.TextAsync());
    }

    [Fact]
    public async Task A_command_of_the_data_source_and_a_batch_run_in_the_session()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        DbDataSource application = database.Application();
        using var _ = RlsSession.Use(NotesDatabase.Bob);
        await using (var command = application.CreateCommand(PlainCommands.Notes))
            Assert.Equal("bob 1", await command.ExecuteScalarAsync());

        await using var connection = await application.OpenConnectionAsync();
        await using var batch = connection.CreateBatch();
        foreach (var text in (string[])["INSERT INTO notes (text) VALUES ('new')", PlainCommands.Notes, "SELECT current_user"])
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            batch.BatchCommands.Add(command);
        }

        await using (var reader = await batch.ExecuteReaderAsync())
        {
            Assert.True(await reader.ReadAsync());
            Assert.Equal("bob 1", reader.GetString(0));
            Assert.True(await reader.NextResultAsync());
            Assert.True(await reader.ReadAsync());
            Assert.Equal("authenticated", reader.GetString(0));
        }

        Assert.Equal("bob 1", batch.ExecuteScalar());
        Assert.Equal(1, await batch.ExecuteNonQueryAsync());
        Assert.Equal("ann 1|ann 2|bob 1|bob's, for all|new|new|new", await database.NotesAsync());
    }

    [Fact]
    public async Task A_batch_is_whole_or_not_at_all()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Bob);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO notes (text) VALUES ('lost')"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT 1/0"));
        foreach (var run in (Func<Task>[])[() => batch.ExecuteNonQueryAsync(), () => batch.ExecuteScalarAsync()])
            Assert.Equal(PostgresErrorCodes.DivisionByZero, (await Assert.ThrowsAsync<PostgresException>(run)).SqlState);
        Assert.Equal("bob 1|bob's, for all", await connection.TextAsync());
    }

    [Fact]
    public async Task What_ends_the_session_within_a_batch_ends_the_rights()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Bob);
        foreach (var first in (NpgsqlBatchCommand[])[new("COMMIT"), new("RESET ROLE"), new("SELECT 1") { AppendErrorBarrier = true }])
        {
            await using var batch = connection.CreateBatch();
            batch.BatchCommands.Add(first);
            batch.BatchCommands.Add(new NpgsqlBatchCommand(PlainCommands.Notes));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => batch.ExecuteNonQueryAsync())).SqlState);
        }
    }

    [Theory]
    [InlineData("SELECT 1; SELECT text FROM notes")]
    [InlineData("COMMIT; SELECT text FROM notes")]
    [InlineData("SET ROLE authenticated; SELECT text FROM notes")]
    [InlineData("COMMIT; SELECT text FROM notes WHERE id = @id")]
    public async Task Several_statements_in_one_text_ask_for_a_transaction(string text)
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        if (text.Contains('@', StringComparison.Ordinal))
            command.Parameters.Add(new NpgsqlParameter("id", 1));
        foreach (var run in (Func<Task>[])[() => command.ExecuteNonQueryAsync(), () => command.ExecuteScalarAsync(), () => command.ExecuteReaderAsync(), () => Task.Run(command.ExecuteNonQuery)])
            Assert.Contains("begin a transaction", (await Assert.ThrowsAsync<RlsException>(run)).Message, StringComparison.Ordinal);
        Assert.Equal("ann 1|ann 2", await connection.TextAsync());
    }

    [Fact]
    public async Task An_output_asks_for_a_transaction()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var command = (RlsCommand)connection.CreateCommand();
        command.CommandText = "SELECT 1 AS a";
        command.Parameters.Add(new NpgsqlParameter("a", NpgsqlTypes.NpgsqlDbType.Integer) { Direction = ParameterDirection.Output });
        await Assert.ThrowsAsync<RlsException>(() => command.ExecuteNonQueryAsync());
        await using var transaction = await connection.BeginTransactionAsync();
        await command.ExecuteNonQueryAsync();
        Assert.Equal(1, command.Parameters[0].Value);
    }

    [Fact]
    public async Task A_command_is_cancelled_and_the_connection_goes_on()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_sleep(60)";
        using (var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200)))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => command.ExecuteNonQueryAsync(soon.Token));
        Assert.Equal("ann 1|ann 2", await connection.TextAsync());

        var running = Task.Run(() => command.ExecuteNonQuery());
        await using var watch = database.Owner.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND datname = current_database()");
        while ((long)(await watch.ExecuteScalarAsync())! == 0)
            Assert.False(running.IsCompleted);
        command.Cancel();
        Assert.Equal(PostgresErrorCodes.QueryCanceled, ((PostgresException)(await Assert.ThrowsAnyAsync<Exception>(() => running)).GetBaseException()).SqlState);
        command.CommandTimeout = 1;
        Assert.IsType<TimeoutException>((await Assert.ThrowsAsync<NpgsqlException>(() => command.ExecuteNonQueryAsync())).InnerException);
        Assert.Equal("ann 1|ann 2", await connection.TextAsync());
    }

    [Fact]
    public async Task Nothing_of_a_person_stands_in_a_statement()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        var seen = await connection.TextAsync("SELECT string_agg(query, ' ') FROM pg_stat_activity WHERE pid = pg_backend_pid()");
        Assert.DoesNotContain("org_1", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frequent_statements_are_prepared_in_their_session()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 2, NoResetOnClose = true }.ConnectionString).OpenConnectionAsync();
        for (var each = 0; each < 10; each++)
        {
            using (RlsSession.Use(NotesDatabase.Ann))
                Assert.Equal("ann 1|ann 2", await connection.TextAsync());
            using (RlsSession.Use(NotesDatabase.Nobody))
                Assert.Equal("bob's, for all", await connection.TextAsync());
            using (RlsSession.Use(NotesDatabase.Bob))
                Assert.Equal("bob 1|bob's, for all", await connection.TextAsync());
        }

        using var _ = RlsSession.Use(NotesDatabase.Ann);
        Assert.Equal("2", await connection.TextAsync("SELECT count(*) FROM pg_prepared_statements"));
    }
}
