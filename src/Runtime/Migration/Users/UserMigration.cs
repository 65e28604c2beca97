using Clerk2WorkOS.Migration.Users.Judging;
using Clerk2WorkOS.Migration.Users.Moving;
using Clerk2WorkOS.Migration.Users.Planning;
using Clerk2WorkOS.Migration.Users.Syncing;
using Clerk2WorkOS.Migration.Users.Verifying;
using Clerk2WorkOS.WorkOS;

namespace Clerk2WorkOS.Migration.Users;

/// <summary>Moves the users of Clerk to WorkOS and into the new database, each exactly once, whatever happens in between.</summary>
/// <remarks>
/// <para>WorkOS knows no idempotency keys. Before a user is created, a row says so; after any doubt the user is looked up by its external id, which is the Clerk id, and by its address. So a
/// run that was killed is resumed by running it again.</para>
/// <para>One run at a time works on a target: another one is refused while the first lives, and one that was given up for dead can write no more. A call that arrives at WorkOS
/// late is exact only where WorkOS demands uniqueness: of addresses, of external ids, and of user and organization of a membership. Of second factors it does not: after any doubt those that a user has are
/// listed before one is enrolled, and a call that arrives after that list can make a second one.</para>
/// </remarks>
public sealed class UserMigration
{
    private readonly IWorkOSClient _workos;
    private readonly UserMigrationOptions _options;
    private readonly UserStepListener _steps;
    private readonly MapFile? _file;

    /// <summary>A migration; nothing is done yet.</summary>
    /// <param name="workos">The client; its limiter sets the pace.</param>
    /// <param name="options">From where, to where.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public UserMigration(IWorkOSClient workos, UserMigrationOptions options)
        : this(workos, options, new UserStepListener())
    {
    }

    internal UserMigration(IWorkOSClient workos, UserMigrationOptions options, UserStepListener steps)
    {
        ArgumentNullException.ThrowIfNull(workos);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Concurrency is < 1 or > 1000)
            throw new ArgumentException("Between 1 and 1,000 users can be under way at once.", nameof(options));
        if (options.MapFileInterval <= TimeSpan.Zero)
            throw new ArgumentException("The interval of the map's file is above zero.", nameof(options));
        (_workos, _options, _steps) = (workos, options, steps);
        _file = options.MapFile is { } path ? new MapFile(path, new Target.TargetDatabase(options.Target, options.TimeProvider)) : null;
    }

    /// <summary>What a run would do. Touches nothing: not WorkOS, not the target, not even a schema of the library's own.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">A source cannot be read, a table is missing, or WorkOS cannot be asked.</exception>
    public Task<UserPlan> PlanAsync(CancellationToken cancellationToken = default) => new UserPlanner(_workos, _options).PlanAsync(cancellationToken);

    /// <summary>Moves everybody who has not moved yet. Run again, it goes on where it ended, and takes up those who failed.</summary>
    /// <param name="progress">Is told after each user.</param>
    /// <param name="cancellationToken">Begins no more users, and gives those under way ten seconds.</param>
    /// <exception cref="MigrationException">Something is missing or wrong, or another run lives.</exception>
    /// <exception cref="MigrationFencedException">Another run has taken over meanwhile.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what is done is done, and the next run does the rest.</exception>
    public Task<UserRunResult> RunAsync(IProgress<UserProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync("users run", onlyRejects: false, progress, cancellationToken);

    /// <summary>The same for those alone who were rejected and no longer have a reason to be.</summary>
    /// <inheritdoc cref="RunAsync(IProgress{UserProgress}?, CancellationToken)"/>
    public Task<UserRunResult> RetryAsync(IProgress<UserProgress>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync("users retry", onlyRejects: true, progress, cancellationToken);

    /// <summary>Compares sources, WorkOS, database and map, and changes nothing.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">Nothing was run yet, a source cannot be read, or WorkOS cannot be asked.</exception>
    public Task<UserVerification> VerifyAsync(CancellationToken cancellationToken = default) => new UserVerifier(_workos, _options).VerifyAsync(cancellationToken);

    /// <summary>
    /// Carries over, from fresh sources and from Clerk's webhooks, what has happened in Clerk since: sign-ups, other addresses, names and passwords, bans, memberships, deletions. A webhook counts
    /// as carried over once all that it says is committed; until then the next sync takes it up again.
    /// </summary>
    /// <param name="progress">Is told after each user.</param>
    /// <param name="cancellationToken">Begins no more users, and gives those under way ten seconds.</param>
    /// <exception cref="MigrationException">Something is missing or wrong, the export seems incomplete, or another run lives.</exception>
    /// <exception cref="MigrationFencedException">Another run has taken over meanwhile.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the next one does the rest.</exception>
    public Task<UserSyncResult> SyncAsync(IProgress<UserProgress>? progress = null, CancellationToken cancellationToken = default) =>
        SyncAsync("users sync", progress, cancellationToken);

    /// <summary>The last <see cref="SyncAsync(IProgress{UserProgress}?, CancellationToken)"/> before the switch, and what each user will meet at the first sign-in.</summary>
    /// <inheritdoc cref="SyncAsync(IProgress{UserProgress}?, CancellationToken)"/>
    public async Task<UserReconciliation> ReconcileAsync(IProgress<UserProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var result = await SyncAsync("users reconcile", progress, cancellationToken).ConfigureAwait(false);
        return new(result, await UserOutlooks.ReadAsync(_workos, _options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What a person should know of users, of all runs so far, in the order of the Clerk ids: the lists behind <see cref="UserRunResult.Notes"/>.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">Nothing was run yet.</exception>
    public async Task<IReadOnlyList<UserNote>> ListNotesAsync(CancellationToken cancellationToken = default)
    {
        var records = new Target.MigrationRecords(new Target.TargetDatabase(_options.Target, _options.TimeProvider));
        return await records.ExistAsync(cancellationToken).ConfigureAwait(false)
            ? await records.NotesAsync(cancellationToken).ConfigureAwait(false)
            : throw new MigrationException("No users were moved into this target yet: there are no notes.");
    }

    /// <summary>How many of Clerk's webhooks were received and not carried over yet: whether there is something to do for a sync with <see cref="UserMigrationOptions.OnlyEvents"/>.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<long> CountOpenEventsAsync(CancellationToken cancellationToken = default) =>
        Sources.ClerkEvents.CountOpenAsync(new Target.TargetDatabase(_options.Target, _options.TimeProvider), cancellationToken);

    private async Task<UserRunResult> RunAsync(string command, bool onlyRejects, IProgress<UserProgress>? progress, CancellationToken cancellationToken)
    {
        var began = _options.TimeProvider.GetTimestamp();
        await using var setting = await RunSetting.EnterAsync(_workos, _options, command, _file, cancellationToken).ConfigureAwait(false);
        var run = new UserRun(_workos, _options, setting, _steps, progress);
        await run.RunAsync(onlyRejects, _file, cancellationToken).ConfigureAwait(false);
        return await ResultAsync(setting, run.Moved, began, cancellationToken).ConfigureAwait(false);
    }

    private async Task<UserSyncResult> SyncAsync(string command, IProgress<UserProgress>? progress, CancellationToken cancellationToken)
    {
        var began = _options.TimeProvider.GetTimestamp();
        await using var setting = await RunSetting.EnterAsync(_workos, _options, command, _file, cancellationToken).ConfigureAwait(false);
        var sync = new UserSync(_workos, _options, setting, _steps);
        sync.DemandComplete();
        var run = new UserRun(_workos, _options, setting, _steps, progress);
        await run.RunAsync(onlyRejects: false, _file, cancellationToken).ConfigureAwait(false);
        await sync.RunAsync(progress, cancellationToken).ConfigureAwait(false);
        var organizations = new OrganizationSync(_workos, _options, setting);
        await organizations.RunAsync(cancellationToken).ConfigureAwait(false);
        var events = await AppliedEvents.WriteAsync(setting, sync.Failed, organizations.Failed, cancellationToken).ConfigureAwait(false);
        return sync.ResultWith(await ResultAsync(setting, run.Moved, began, cancellationToken).ConfigureAwait(false), organizations.Changed, events);
    }

    private async Task<UserRunResult> ResultAsync(RunSetting setting, int moved, long began, CancellationToken cancellationToken) => new()
    {
        InSources = setting.Sources.Count,
        Moved = moved,
        AlreadyMoved = setting.Verdicts.Count(verdict => verdict.Kind == VerdictKind.AlreadyMoved),
        Skipped = setting.Verdicts.Count(verdict => verdict.Kind == VerdictKind.Skipped),
        Mapped = (await setting.Records.MapAsync(cancellationToken).ConfigureAwait(false)).Count,
        OpenRejects = await setting.Records.RejectsAsync(cancellationToken).ConfigureAwait(false),
        Notes = (await setting.Records.NotesAsync(cancellationToken).ConfigureAwait(false)).GroupBy(note => note.Code, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
        LegacyRowsWithoutClerkId = setting.Sources.LegacyRowsWithoutClerkId,
        Epoch = setting.Fence.Epoch,
        Elapsed = _options.TimeProvider.GetElapsedTime(began),
    };
}
