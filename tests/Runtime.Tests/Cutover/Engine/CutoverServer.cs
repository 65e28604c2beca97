using Clerk2WorkOS.Runtime.Tests.Migration.Data.Setting;
using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Cutover.Engine;

/// <summary>A PostgreSQL whose log can be followed, for the tests of an area of the cut-over.</summary>
public sealed class CutoverServer : IAsyncLifetime
{
    public const string Engine = "Cut-over: engine and gate";
    public const string Maintenance = "Cut-over: maintenance";

    private LocalPostgreSql? _server;

    public LocalPostgreSql Server => _server ?? throw new InvalidOperationException("The server is not started yet.");

    public Task<string> CreateDatabaseAsync() => Server.CreateDatabaseAsync($"test_{Guid.NewGuid():N}");

    public async Task InitializeAsync() => _server = await LogicalPostgreSql.StartAsync();

    public Task DisposeAsync() => _server?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}

[CollectionDefinition(CutoverServer.Engine)]
public sealed class EngineOnPostgreSql : ICollectionFixture<CutoverServer>;

[CollectionDefinition(CutoverServer.Maintenance)]
public sealed class MaintenanceOnPostgreSql : ICollectionFixture<CutoverServer>;
