using System.Globalization;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

/// <summary>A legacy database, a target, and a map of users between them.</summary>
internal sealed class DataWorld : IAsyncDisposable
{
    private readonly List<DataMigration> _migrations = [];

    private DataWorld(string legacy, string target)
    {
        (LegacyString, TargetString) = (legacy, target);
        (Legacy, Target) = (NpgsqlDataSource.Create(legacy), NpgsqlDataSource.Create(target));
    }

    public string LegacyString { get; }

    public string TargetString { get; }

    public NpgsqlDataSource Legacy { get; }

    public NpgsqlDataSource Target { get; }

    public static Task<DataWorld> CreateAsync(PostgreSql server, string legacy, string target, int users = 10) => CreateAsync(server.Server, legacy, target, users);

    public static async Task<DataWorld> CreateAsync(LocalPostgreSql server, string legacy, string target, int users = 10, LocalPostgreSql? targetServer = null)
    {
        var name = Guid.NewGuid().ToString("N");
        var world = new DataWorld(await server.CreateDatabaseAsync($"legacy_{name}"), await (targetServer ?? server).CreateDatabaseAsync($"target_{name}"));
        await ExecuteAsync(world.Legacy, legacy);
        await ExecuteAsync(world.Target, target);
        await MigrationSchema.EnsureAsync(world.Target);
        await world.MapAsync(Enumerable.Range(0, users));
        return world;
    }

    /// <summary>The same databases over new connections.</summary>
    public DataWorld Fresh() => new(LegacyString, TargetString);

    /// <summary>The target alone, one of its schemas being the legacy database.</summary>
    public DataWorld Within(string schema) => new(new NpgsqlConnectionStringBuilder(TargetString) { SearchPath = $"{schema},public" }.ConnectionString, TargetString);

    /// <summary>As Clerk writes them.</summary>
    public static string Clerk(int user) => string.Create(CultureInfo.InvariantCulture, $"user_2aBcDeFgHiJkLmNoPqRsT{user:D6}");

    /// <summary>As WorkOS writes them.</summary>
    public static string WorkOS(int user) => string.Create(CultureInfo.InvariantCulture, $"user_01J0000000000000000{user:D6}");

    /// <summary><c>organizations.id</c> of a user's own.</summary>
    public static Guid Organization(int user) => new(user, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);

    public Task MapAsync(IEnumerable<int> users) => ExecuteAsync(Target, string.Concat(users.Select(user =>
        $"INSERT INTO clerk2workos.user_map VALUES ('{Clerk(user)}', '{WorkOS(user)}', '{Organization(user)}', 'org_{user}') ON CONFLICT DO NOTHING;").Append("SELECT 1")));

    public DataMigration Migration(DataMigrationOptions? options = null, DataStepListener? listener = null)
    {
        var migration = new DataMigration(LegacyString, TargetString, options) { Listener = listener ?? DataStepListener.None };
        _migrations.Add(migration);
        return migration;
    }

    public Task<DataResult> RunAsync(string? mapping = null, int chunkRows = 50_000, int workers = 1) => Migration(Options(mapping, chunkRows, workers)).RunAsync();

    public static DataMigrationOptions Options(string? mapping = null, int chunkRows = 50_000, int workers = 1) =>
        new() { Mapping = mapping is null ? new DataMapping() : DataMapping.Parse(mapping), ChunkRows = chunkRows, Workers = workers };

    public Task OnLegacyAsync(string sql) => ExecuteAsync(Legacy, sql);

    public Task OnTargetAsync(string sql) => ExecuteAsync(Target, sql);

    public Task<string[]> LegacyRowsAsync(string sql) => RowsAsync(Legacy, sql);

    /// <summary>Each row as a text, its values separated by bars; null is a tilde.</summary>
    public Task<string[]> TargetRowsAsync(string sql) => RowsAsync(Target, sql);

    public Task<string[]> RejectsAsync() => TargetRowsAsync("SELECT source, key, reason FROM clerk2workos.rejects ORDER BY source, key");

    public async ValueTask DisposeAsync()
    {
        foreach (var migration in _migrations)
            await migration.DisposeAsync();
        await Legacy.DisposeAsync();
        await Target.DisposeAsync();
    }

    private static async Task<string[]> RowsAsync(NpgsqlDataSource database, string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, AllResultTypesAreUnknown = true };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "~" : reader.GetString(column))));
        return [.. rows];
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
