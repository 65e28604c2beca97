using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;

/// <summary>A PostgreSQL whose log can be followed, for the classes that do.</summary>
public sealed class LogicalPostgreSql : IAsyncLifetime
{
    public const string Changes = "PostgreSQL with logical replication: changes";
    public const string Faults = "PostgreSQL with logical replication: faults";

    private LocalPostgreSql? _server;

    public LocalPostgreSql Server => _server ?? throw new InvalidOperationException("The server is not started yet.");

    public static Task<LocalPostgreSql> StartAsync() => LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions
    {
        AlwaysOwn = true,
        Settings = new Dictionary<string, string>(PostgreSql.ManyDatabases) { ["wal_level"] = "logical", ["max_replication_slots"] = "100", ["max_wal_senders"] = "20", ["wal_sender_timeout"] = "10s" },
    });

    public async Task InitializeAsync() => _server = await StartAsync();

    public Task DisposeAsync() => _server?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}

[CollectionDefinition(LogicalPostgreSql.Changes)]
public sealed class ChangesOnLogicalPostgreSql : ICollectionFixture<LogicalPostgreSql>;

[CollectionDefinition(LogicalPostgreSql.Faults)]
public sealed class FaultsOnLogicalPostgreSql : ICollectionFixture<LogicalPostgreSql>;
