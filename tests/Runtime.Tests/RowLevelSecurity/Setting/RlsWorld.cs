using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Setting;

/// <summary>A database with tables and a login of the application's, for row-level security to be put on.</summary>
internal sealed class RlsWorld : IAsyncDisposable
{
    private RlsWorld(string address, string appRole) => (Address, AppRole, Database) = (address, appRole, NpgsqlDataSource.Create(address));

    /// <summary>As a superuser.</summary>
    public string Address { get; }

    public string AppRole { get; }

    /// <summary>The database's name.</summary>
    public string Name => new NpgsqlConnectionStringBuilder(Address).Database!;

    public NpgsqlDataSource Database { get; }

    public RlsModelOptions Options => new() { AppRole = AppRole };

    public static async Task<RlsWorld> CreateAsync(PostgreSql server, string sql = BookingTables.Sql)
    {
        var world = new RlsWorld(await server.CreateDatabaseAsync(), $"app_{Guid.NewGuid():N}");
        // Roles are the server's: those of other tests are kept out of this database.
        await world.ExecuteAsync($"{sql}; CREATE ROLE {world.AppRole} LOGIN NOINHERIT; REVOKE CONNECT ON DATABASE {world.Name} FROM PUBLIC; GRANT CONNECT ON DATABASE {world.Name} TO {world.AppRole}");
        return world;
    }

    /// <summary>With the policies in force.</summary>
    public static async Task<RlsWorld> AppliedAsync(PostgreSql server, string sql = BookingTables.Sql)
    {
        var world = await CreateAsync(server, sql);
        await world.ApplyAsync();
        return world;
    }

    public async Task<RlsApplied> ApplyAsync(RlsModelOptions? options = null, bool prepareOnly = false) =>
        await new RlsInstallation(Address, await RlsScript.CreateAsync(Database, await RlsModel.ReadAsync(Database, options ?? Options))).ApplyAsync(prepareOnly);

    public async Task<RlsMatrix> VerifyAsync(RlsModelOptions? options = null, params string[] only) =>
        await new RlsVerification(Address, await RlsModel.ReadAsync(Database, options ?? Options)) { Only = only.Length == 0 ? null : only.ToHashSet() }.RunAsync();

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What somebody reads, as the Data API makes it: a transaction, the role, the claims.</summary>
    public async Task<T?> AsAsync<T>(string role, string? claims, string sql)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var session = new NpgsqlCommand("SELECT set_config('request.jwt.claims', $1, true), set_config('role', $2, true)", connection) { Parameters = { new() { Value = claims ?? "" }, new() { Value = role } } })
            await session.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
