using System.Diagnostics;
using Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed.Platform;
using Clerk2WorkOS.MigrationRunner.Tests.Setting;
using Clerk2WorkOS.Testing;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases.Killed;

/// <summary>A platform before its migration, with a stand-in for WorkOS and databases of its own, and the program as a process that moves it. The same platform each time.</summary>
internal sealed class KillablePlatform : IAsyncDisposable
{
    public const int Users = 60;
    public const int Rows = 2_000;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "clerk2workos.dll");

    private readonly LocalPostgreSql _server;

    private KillablePlatform(LocalPostgreSql server, WorkOSStandIn workos, string legacy, string target) => (_server, WorkOS, Legacy, Target) = (server, workos, legacy, target);

    public WorkOSStandIn WorkOS { get; }

    public string Legacy { get; }

    public string Target { get; }

    public TemporaryFolder Folder { get; } = new();

    public static async Task<KillablePlatform> CreateAsync(LocalPostgreSql server)
    {
        var options = new WorkOSStandInOptions { EnforceLimits = false };
        options.Roles.Add(new StandInRole("owner", "Owner"));
        var name = Guid.NewGuid().ToString("N");
        var platform = new KillablePlatform(
            server, await WorkOSStandIn.StartAsync(options), await server.CreateDatabaseAsync($"legacy_{name}"), await server.CreateDatabaseAsync($"target_{name}"));
        await PlatformTables.CreateLegacyAsync(platform.Legacy, Users, Rows);
        await PlatformTables.CreateTargetAsync(platform.Target);
        await AwkwardUsers.AddAsync(Users, platform.WorkOS, platform.Legacy, platform.Target, platform.Folder);
        platform.WorkOS.Requests.Clear();
        return platform;
    }

    /// <summary>Starts <c>users run</c> or <c>data run</c>, as a pipeline would.</summary>
    public RunningProgram Start(string command)
    {
        string[] arguments = command == "users run"
            ? ["users", "run", "--yes", "--no-limits", "--clerk-json", "users.json", "--clerk-csv", "users.csv"]
            : [.. command.Split(' '), "--yes", "--workers", "2"];
        return new RunningProgram(new ProcessStartInfo("dotnet", ["exec", Program, .. arguments])
        {
            WorkingDirectory = Folder.Root,
            Environment =
            {
                ["C2W_LEGACY"] = Legacy,
                ["C2W_TARGET"] = Target,
                ["WORKOS_API_KEY"] = WorkOS.ApiKey,
                ["WORKOS_BASE_URL"] = WorkOS.BaseAddress.ToString(),

                // Compiling each method once, optimised, would make the start most of a life that is to end at any moment of its work.
                ["DOTNET_TieredCompilation"] = "1",
            },
        });
    }

    public async Task<ProgramEnd> RunAsync(string command)
    {
        using var program = Start(command);
        return await program.EndAsync();
    }

    /// <summary>Everything that the migration has made, at WorkOS and here.</summary>
    public Task<string[]> PictureAsync() => MigrationPicture.ReadAsync(this);

    /// <summary>A connection to the target that a crash does not take from a pool.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Target) { Pooling = false, ApplicationName = "test" }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await WorkOS.DisposeAsync();
        foreach (var database in new[] { Legacy, Target })
            await _server.DropDatabaseAsync(new NpgsqlConnectionStringBuilder(database).Database!);
        Folder.Dispose();
    }
}
