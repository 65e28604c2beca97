using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Databases;

[Collection(PostgreSql.Others)]
public sealed class EmptyDatabases(PostgreSql server)
{
    [Fact]
    public async Task Each_test_has_one_that_no_other_sees()
    {
        await using var first = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        await using var second = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        await using (var create = first.CreateCommand("CREATE TABLE mine ()"))
            await create.ExecuteNonQueryAsync();

        await using var look = second.CreateCommand("SELECT to_regclass('mine') IS NULL");
        Assert.Equal(true, await look.ExecuteScalarAsync());
    }
}
