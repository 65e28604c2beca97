using Clerk2WorkOS.Migration;
using Clerk2WorkOS.Migration.Data;
using Clerk2WorkOS.Migration.Data.Mapping;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.Testing;
using Clerk2WorkOS.WorkOS;
using Microsoft.Extensions.DependencyInjection;

namespace Clerk2WorkOS.MigrationRunner.Rehearsal;

/// <summary>Where a rehearsal plays: a PostgreSQL and a WorkOS of its own, and a folder; all gone when it is over.</summary>
internal sealed class RehearsalScene : IAsyncDisposable
{
    /// <summary>The login that stands for the application's where none is named.</summary>
    public const string MadeUpAppRole = "c2w_rehearsed_app";

    private readonly WorkOSStandIn _workos;
    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _folder;

    private RehearsalScene(RehearsalOptions options, LocalPostgreSql server, WorkOSStandIn workos, DirectoryInfo folder, PostgreSqlClient programs, Func<string, CountedProgress> progress)
    {
        (Options, Server, _workos, _folder, Programs, Progress) = (options, server, workos, folder, programs, progress);
        _services = new ServiceCollection().AddWorkOS(client =>
        {
            client.ApiKey = workos.ApiKey;
            client.BaseAddress = workos.BaseAddress;
            client.RoleSlug = options.Role;
            client.Limits = WorkOSLimits.None();        // how long it takes at the real ones is worked out, not waited for
        }).BuildServiceProvider();
    }

    public RehearsalOptions Options { get; }

    public RehearsalRecord Record { get; } = new();

    public PostgreSqlClient Programs { get; }

    /// <summary>A progress line for things of this name.</summary>
    public Func<string, CountedProgress> Progress { get; }

    public IWorkOSClient WorkOS => _services.GetRequiredService<IWorkOSClient>();

    /// <summary>How many calls of WorkOS were made so far.</summary>
    public long CallsOfWorkOS => _workos.Requests.Received;

    public LocalPostgreSql Server { get; }

    /// <summary>The legacy database's copy; set once it is there.</summary>
    public string? Legacy { get; set; }

    /// <summary>The new target; set once its tables are there.</summary>
    public string? Target { get; set; }

    /// <summary>Whether users were moved into the target.</summary>
    public bool HasUsers { get; set; }

    /// <summary>Whether every row was moved.</summary>
    public bool HasRows { get; set; }

    /// <summary>Whether the legacy tables can be followed by their log.</summary>
    public bool CanFollow { get; set; }

    public string AppRole => Options.AppRole ?? MadeUpAppRole;

    /// <summary>How rows are mapped.</summary>
    /// <exception cref="MigrationException">The mapping file cannot be read.</exception>
    public async Task<DataMigrationOptions> DataOptionsAsync(CancellationToken cancellationToken) => new()
    {
        Mapping = Options.Mapping is { } file ? await DataMapping.ReadAsync(file, cancellationToken) : new DataMapping(),
        Workers = 2,
    };

    /// <summary>A path that is gone in the end, unless it is to be kept.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <exception cref="CannotRunException">There is no PostgreSQL here that could be started.</exception>
    public static async Task<RehearsalScene> SetAsync(RehearsalOptions options, Func<string, CountedProgress> progress, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            throw new CannotRunException("PostgreSQL is not started on Windows: rehearse on Linux or macOS, or in a container.");
        var programs = PostgreSqlClient.Find();
        var folder = options.Keep is { } keep ? Kept(keep) : Directory.CreateTempSubdirectory("clerk2workos-rehearsal-");
        try
        {
            var server = await LocalPostgreSql.StartAsync(
                new LocalPostgreSqlOptions { AlwaysOwn = true, Settings = new Dictionary<string, string> { ["wal_level"] = "logical", ["max_wal_size"] = "8GB" } }, cancellationToken);
            try
            {
                var workos = new WorkOSStandInOptions { EnforceLimits = false };
                if (workos.Roles.All(role => role.Slug != options.Role))
                    workos.Roles.Add(new StandInRole(options.Role));
                return new RehearsalScene(options, server, await WorkOSStandIn.StartAsync(workos, cancellationToken), folder, programs, progress);
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
        catch (Exception failure)
        {
            Remove(folder, options);
            if (failure is LocalPostgreSqlException or ArgumentException)
                throw new CannotRunException(Sentence.Of(failure), failure);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _workos.DisposeAsync();
        await Server.DisposeAsync();
        Remove(_folder, Options);
    }

    // People's data lies in it.
    private static DirectoryInfo Kept(string path)
    {
        try
        {
            return Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()
                ? throw new CannotRunException($"'{path}' is not empty: --keep takes a new folder.")
                : OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"'{path}' cannot be made: {Sentence.Of(failure)}", failure);
        }
    }

    private static void Remove(DirectoryInfo folder, RehearsalOptions options)
    {
        if (options.Keep is null)
            folder.Delete(recursive: true);
    }
}
