using Clerk2WorkOS.Testing;

namespace Clerk2WorkOS.Runtime.Tests.Databases;

/// <summary>
/// One PostgreSQL for the tests of an area, which run one after another, beside those of other areas. A class that wants a database stands in its area's collection,
/// takes this in its constructor and asks for a database of its own; who restarts a server starts one of its own.
/// </summary>
public sealed class PostgreSql : IAsyncLifetime
{
    public const string Guests = "PostgreSQL: guests";
    public const string Users = "PostgreSQL: moving users";
    public const string Data = "PostgreSQL: moving data";
    public const string RowLevelSecurity = "PostgreSQL: row-level security";
    public const string MutatedPolicies = "PostgreSQL: mutated policies";
    public const string Others = "PostgreSQL";

    /// <summary>For a server of hundreds of databases, each of which lives for seconds: autovacuum would visit every one of them each minute, with a process of its own.</summary>
    public static readonly IReadOnlyDictionary<string, string> ManyDatabases = new Dictionary<string, string> { ["autovacuum"] = "off" };

    private LocalPostgreSql? _server;

    public LocalPostgreSql Server => _server ?? throw new InvalidOperationException("The server is not started yet.");

    /// <summary>A new, empty database that no other test sees.</summary>
    /// <returns>A superuser's connection string to it.</returns>
    public Task<string> CreateDatabaseAsync() => Server.CreateDatabaseAsync($"test_{Guid.NewGuid():N}");

    public async Task InitializeAsync() => _server = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions
    {
        AlwaysOwn = true,       // roles are a server's, and areas do not share theirs
        Settings = ManyDatabases,
    });

    public Task DisposeAsync() => _server?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}

[CollectionDefinition(PostgreSql.Guests)]
public sealed class GuestsOnPostgreSql : ICollectionFixture<PostgreSql>;

[CollectionDefinition(PostgreSql.Users)]
public sealed class UsersOnPostgreSql : ICollectionFixture<PostgreSql>;

[CollectionDefinition(PostgreSql.Data)]
public sealed class DataOnPostgreSql : ICollectionFixture<PostgreSql>;

[CollectionDefinition(PostgreSql.RowLevelSecurity)]
public sealed class RowLevelSecurityOnPostgreSql : ICollectionFixture<PostgreSql>;

[CollectionDefinition(PostgreSql.MutatedPolicies)]
public sealed class MutatedPoliciesOnPostgreSql : ICollectionFixture<PostgreSql>;

[CollectionDefinition(PostgreSql.Others)]
public sealed class OthersOnPostgreSql : ICollectionFixture<PostgreSql>;
