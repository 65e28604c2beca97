using Clerk2WorkOS.Migration.State;
using Clerk2WorkOS.Migration.Users.Judging;
using Clerk2WorkOS.Migration.Users.Sources;
using Clerk2WorkOS.Migration.Users.Target;
using Clerk2WorkOS.WorkOS;
using Npgsql;

namespace Clerk2WorkOS.Migration.Users.Moving;

/// <summary>All that a command which writes has at hand, checked before anything is written, with the migration in its hands until it is disposed.</summary>
internal sealed class RunSetting : IAsyncDisposable
{
    private RunSetting(UserSources sources, RoleSlugs roles, TargetTables tables, TargetDatabase target, MigrationFence fence, UserMigrationOptions options)
    {
        (Sources, Roles, Tables, Target, Fence) = (sources, roles, tables, target, fence);
        Records = new MigrationRecords(target);
        Statements = new UserStatements(tables, options, fence.Epoch);
        Commits = new GroupCommit(target, fence);
    }

    public UserSources Sources { get; private set; }

    public RoleSlugs Roles { get; }

    public TargetTables Tables { get; }

    public TargetDatabase Target { get; }

    public MigrationFence Fence { get; }

    public MigrationRecords Records { get; }

    public UserStatements Statements { get; }

    public GroupCommit Commits { get; }

    public IReadOnlyList<Verdict> Verdicts { get; private set; } = [];

    /// <summary>The map as it was when the command began.</summary>
    public IdMap Map { get; private set; } = new();

    /// <exception cref="MigrationException">Something is missing or wrong, or another run lives.</exception>
    public static async Task<RunSetting> EnterAsync(IWorkOSClient workos, UserMigrationOptions options, string command, MapFile? file, CancellationToken cancellationToken)
    {
        var target = new TargetDatabase(options.Target, options.TimeProvider);
        await target.DemandReachableAsync(cancellationToken).ConfigureAwait(false);
        var (sources, choices) = await SourcesAsync(options, target, cancellationToken).ConfigureAwait(false);
        var tables = await target.RunAsync((connection, token) => TargetTables.ReadAsync(connection, options.Tables, sources.Legacy, token), cancellationToken).ConfigureAwait(false);
        tables.DemandSound();
        SameTable.Refuse(options, tables);
        var roles = await RoleSlugs.ReadAsync(workos, options.RoleSlug, cancellationToken).ConfigureAwait(false);
        if (file is not null)
            await file.DemandOursAsync(cancellationToken).ConfigureAwait(false);
        await EnsureSchemaAsync(options, cancellationToken).ConfigureAwait(false);
        var fence = await MigrationFence.EnterAsync(options.Target, FenceScope.Users, FenceMode.Alone, command, options.IsTargetPooled, cancellationToken).ConfigureAwait(false);
        var setting = new RunSetting(sources, roles, tables, target, fence, options);
        try
        {
            // What another run has carried over meanwhile would be taken back to what it was when it was read.
            if (await sources.Events.AreOutdatedAsync(target, cancellationToken).ConfigureAwait(false))
                (setting.Sources, choices) = await SourcesAsync(options, target, cancellationToken).ConfigureAwait(false);
            setting.Map = await setting.Records.MapAsync(cancellationToken).ConfigureAwait(false);
            setting.Verdicts = new UserJudge(setting.Sources, choices, setting.Map, options.AssumeVerified).JudgeAll();
            return setting;
        }
        catch
        {
            await setting.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<(UserSources Sources, UserChoices Choices)> SourcesAsync(UserMigrationOptions options, TargetDatabase target, CancellationToken cancellationToken)
    {
        var sources = await UserSources.ReadAsync(options, target, cancellationToken).ConfigureAwait(false);
        return (sources, await UserChoices.ReadAsync(options, sources, cancellationToken).ConfigureAwait(false));
    }

    private static async Task EnsureSchemaAsync(UserMigrationOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await MigrationSchema.EnsureAsync(options.Target, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refusal)
        {
            throw new MigrationException($"The tables of the migration cannot be made in schema clerk2workos of the target (SQLSTATE {refusal.SqlState}): connect as a role that may create a schema.", refusal);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Commits.DisposeAsync().ConfigureAwait(false);
        await Fence.DisposeAsync().ConfigureAwait(false);
    }
}
