using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.InPlace.Setting;

/// <summary>A PostgreSQL that counts statements, as the classes need it that switch within one database.</summary>
public sealed class InPlacePostgreSql : IAsyncLifetime
{
    public const string Steps = "PostgreSQL: in place";
    public const string Load = "PostgreSQL: in place, under load";

    private LocalPostgreSql? _server;

    public LocalPostgreSql Server => _server ?? throw new InvalidOperationException("The server is not started yet.");

    public async Task InitializeAsync() => _server = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions
    {
        AlwaysOwn = true,
        Settings = new Dictionary<string, string>(PostgreSql.ManyDatabases) { ["shared_preload_libraries"] = "pg_stat_statements", ["max_connections"] = "200" },
    });

    public Task DisposeAsync() => _server?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}

[CollectionDefinition(InPlacePostgreSql.Steps)]
public sealed class StepsInPlace : ICollectionFixture<InPlacePostgreSql>;

[CollectionDefinition(InPlacePostgreSql.Load)]
public sealed class LoadInPlace : ICollectionFixture<InPlacePostgreSql>;
