using Clerk2WorkOS.Cutover.Fencing;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Fencing;

/// <summary>Tables that nobody may write any more, whoever asks.</summary>
[Collection(PostgreSql.Others)]
public sealed class FencedTables(PostgreSql server) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private static readonly (string, string)[] Tables = [("public", "meeting"), ("public", "visit")];

    private string _connectionString = "";
    private NpgsqlDataSource _database = null!;

    public async Task InitializeAsync()
    {
        _connectionString = await server.CreateDatabaseAsync();
        _database = NpgsqlDataSource.Create(_connectionString);
        await ExecuteAsync(_database, """
            CREATE TABLE meeting (id integer PRIMARY KEY);
            CREATE TABLE visit (id integer, year integer) PARTITION BY LIST (year);
            CREATE TABLE visit_2025 PARTITION OF visit FOR VALUES IN (2025);
            INSERT INTO meeting VALUES (1);
            """);
    }

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Theory]
    [InlineData("INSERT INTO meeting VALUES (2)")]
    [InlineData("UPDATE meeting SET id = 3")]
    [InlineData("DELETE FROM meeting")]
    [InlineData("TRUNCATE meeting")]
    [InlineData("COPY meeting FROM PROGRAM 'echo 5'")]
    [InlineData("INSERT INTO visit VALUES (1, 2025)")]
    [InlineData("INSERT INTO visit_2025 VALUES (1, 2025)")]
    public async Task Are_not_written_and_say_why(string write)
    {
        await WriteFence.EngageAsync(_database, Tables, Patience, default);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(_database, write));

        Assert.Equal(WriteFence.Refused, refused.SqlState);
        Assert.Contains("takes no writes here any more: production is being switched", refused.MessageText, StringComparison.Ordinal);
        Assert.Equal(1L, await CountAsync());
    }

    [Fact]
    public async Task Are_as_before_once_they_are_released()
    {
        var before = await CatalogAsync();
        await WriteFence.EngageAsync(_database, Tables, Patience, default);
        await WriteFence.EngageAsync(_database, Tables, Patience, default);
        Assert.Equal(3, (await WriteFence.FencedAsync(_database, default)).Count);

        await WriteFence.ReleaseAsync(_database, default);
        await WriteFence.ReleaseAsync(_database, default);

        Assert.Equal(before, await CatalogAsync());
        await ExecuteAsync(_database, "INSERT INTO meeting VALUES (2); INSERT INTO visit VALUES (1, 2025)");
    }

    [Fact]
    public async Task Are_written_by_the_sync_as_their_owner_and_by_nobody_else_who_calls_himself_so()
    {
        var name = $"visitor_{Guid.NewGuid():N}";
        await ExecuteAsync(_database, $"CREATE ROLE {name} LOGIN PASSWORD '{name}'; GRANT ALL ON meeting TO {name}");
        await WriteFence.EngageAsync(_database, Tables, Patience, default);
        var owner = new NpgsqlConnectionStringBuilder(_connectionString) { Options = "-c clerk2workos.sync=on" };
        await using var sync = NpgsqlDataSource.Create(owner);
        (owner.Username, owner.Password) = (name, name);
        await using var visitor = NpgsqlDataSource.Create(owner);

        await ExecuteAsync(sync, "INSERT INTO meeting VALUES (2)");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(visitor, "INSERT INTO meeting VALUES (3)"));

        Assert.Equal(WriteFence.Refused, refused.SqlState);
        Assert.Equal(2L, await CountAsync());
    }

    [Fact]
    public async Task Wait_for_who_is_writing_and_let_readers_through_meanwhile()
    {
        await using var writer = await _database.OpenConnectionAsync();
        await using var transaction = await writer.BeginTransactionAsync();
        await using (var write = new NpgsqlCommand("INSERT INTO meeting VALUES (2)", writer))
            await write.ExecuteNonQueryAsync();

        var fencing = WriteFence.EngageAsync(_database, Tables, TimeSpan.FromMilliseconds(50), default);
        Assert.Equal(1L, await CountAsync());
        Assert.False(fencing.IsCompleted);
        await transaction.CommitAsync();
        await fencing;

        Assert.Equal(2L, await CountAsync());
        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(_database, "INSERT INTO meeting VALUES (3)"));
    }

    private async Task<long> CountAsync()
    {
        await using var count = _database.CreateCommand("SELECT count(*) FROM meeting");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private async Task<string> CatalogAsync()
    {
        await using var read = _database.CreateCommand("SELECT (SELECT count(*) FROM pg_trigger)::text || ' ' || (SELECT count(*) FROM pg_proc)::text");
        return (string)(await read.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
