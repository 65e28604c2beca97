using System.Diagnostics;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases;

/// <summary>One PostgreSQL for the classes that need one; its log can be followed.</summary>
public sealed class PostgreSql : IAsyncLifetime
{
    public const string Collection = "PostgreSQL";

    private LocalPostgreSql? _server;

    public Task<string> CreateDatabaseAsync() => _server!.CreateDatabaseAsync($"test_{Guid.NewGuid():N}");

    public async Task InitializeAsync() => _server = await LocalPostgreSql.StartAsync(new LocalPostgreSqlOptions
    {
        AlwaysOwn = true,

        // Autovacuum would visit every database each minute, with a process of its own; each of them lives for seconds.
        Settings = new Dictionary<string, string> { ["wal_level"] = "logical", ["autovacuum"] = "off" },
    });

    public Task DisposeAsync() => _server?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}

[CollectionDefinition(PostgreSql.Collection)]
public sealed class PostgreSqlTests : ICollectionFixture<PostgreSql>;

/// <summary>A small platform before its migration: three people, one of them without an address, what they own, an empty target, and a stand-in for WorkOS.</summary>
internal sealed class MigrationWorld : IAsyncDisposable
{
    private const string Legacy = """
        CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), clerk_user_id text NOT NULL UNIQUE, email text, first_name text, last_name text, stripe_connect_account_id text);
        CREATE TABLE events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, clerk_user_id text NOT NULL, name text NOT NULL, price numeric);
        INSERT INTO users (clerk_user_id, email, first_name, stripe_connect_account_id) VALUES
            ('user_ana', 'ana@example.com', 'Ana', 'acct_1'), ('user_bo', 'bo@example.com', 'Bo', NULL), ('user_cy', NULL, 'Cy', NULL);
        INSERT INTO events (clerk_user_id, name, price) VALUES ('user_ana', 'Consultation', 10.50), ('user_bo', 'Check-up', NULL), ('user_cy', 'Lost', 1);
        """;

    private const string Target = """
        CREATE TABLE organizations (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id text NOT NULL UNIQUE, slug text NOT NULL UNIQUE, name text NOT NULL, type text NOT NULL);
        CREATE TABLE users (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL UNIQUE, email text NOT NULL, first_name text, last_name text, stripe_connect_account_id text);
        CREATE UNIQUE INDEX ON users (lower(email));
        CREATE TABLE user_org_memberships (
            id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_user_id text NOT NULL REFERENCES users (workos_user_id), org_id uuid NOT NULL REFERENCES organizations (id),
            role text NOT NULL, status text NOT NULL, UNIQUE (workos_user_id, org_id));
        CREATE TABLE events (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, workos_user_id text NOT NULL, org_id uuid NOT NULL REFERENCES organizations (id), name text NOT NULL, price numeric);
        """;

    private readonly List<Process> _started = [];

    private MigrationWorld(WorkOSStandIn workos, string legacy, string target) => (WorkOS, LegacyText, TargetText) = (workos, legacy, target);

    public WorkOSStandIn WorkOS { get; }

    public string LegacyText { get; }

    public string TargetText { get; }

    public TemporaryFolder Folder { get; } = new();

    private Dictionary<string, string?> Variables => new()
    {
        ["C2W_LEGACY"] = LegacyText,
        ["C2W_TARGET"] = TargetText,
        ["WORKOS_API_KEY"] = WorkOS.ApiKey,
        ["WORKOS_BASE_URL"] = WorkOS.BaseAddress.ToString(),
    };

    public static async Task<MigrationWorld> CreateAsync(PostgreSql server)
    {
        var options = new WorkOSStandInOptions { EnforceLimits = false };
        options.Roles.Add(new StandInRole("owner", "Owner"));
        var world = new MigrationWorld(await WorkOSStandIn.StartAsync(options), await server.CreateDatabaseAsync(), await server.CreateDatabaseAsync());
        await ExecuteAsync(world.LegacyText, Legacy);
        await ExecuteAsync(world.TargetText, Target);
        return world;
    }

    /// <summary>Runs the tool as a pipeline would, with all of it in the environment but for what is named otherwise.</summary>
    public Task<ToolResult> RunAsync(params string[] arguments) => RunAsync(_ => null, arguments);

    /// <param name="variable">Variables that are otherwise; an empty one counts as not set.</param>
    /// <param name="arguments">The command line.</param>
    public Task<ToolResult> RunAsync(Func<string, string?> variable, params string[] arguments) =>
        Tool.RunAsync(Folder, name => variable(name) ?? Variables.GetValueOrDefault(name), arguments);

    /// <summary>Starts the program as a process of its own, with all of it in the environment; it ends with this at the latest.</summary>
    public Process Start(params string[] arguments)
    {
        var process = Tool.StartInterruptible(Folder, Variables, arguments);
        _started.Add(process);
        return process;
    }

    public Task ExecuteInTargetAsync(string sql) => ExecuteAsync(TargetText, sql);

    public Task ExecuteInLegacyAsync(string sql) => ExecuteAsync(LegacyText, sql);

    public Task<string> TargetAsync(string sql) => ScalarAsync(TargetText, sql);

    public Task<string> LegacyAsync(string sql) => ScalarAsync(LegacyText, sql);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        await WorkOS.DisposeAsync();
        Folder.Dispose();
    }

    private static async Task<string> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
