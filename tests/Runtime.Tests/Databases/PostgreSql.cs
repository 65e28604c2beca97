using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Databases;

/// <summary>
/// One PostgreSQL for the whole run. A class that wants a database stands in <c>[Collection(PostgreSql.Collection)]</c>, takes this in its constructor and
/// asks for a database of its own; who restarts a server starts one of its own.
/// </summary>
public sealed class PostgreSql : IAsyncLifetime
{
    public const string Collection = "PostgreSQL";

    private LocalPostgreSql? _server;

    public LocalPostgreSql Server => _server ?? throw new InvalidOperationException("The server is not started yet.");

    /// <summary>A new, empty database that no other test sees.</summary>
    /// <returns>A superuser's connection string to it.</returns>
    public Task<string> CreateDatabaseAsync() => Server.CreateDatabaseAsync($"test_{Guid.NewGuid():N}");

    public async Task InitializeAsync() => _server = await LocalPostgreSql.StartAsync();

    public Task DisposeAsync() => _server?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}

[CollectionDefinition(PostgreSql.Collection)]
public sealed class PostgreSqlTests : ICollectionFixture<PostgreSql>;
