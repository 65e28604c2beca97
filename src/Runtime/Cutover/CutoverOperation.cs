using Clerk2WorkOS.Cutover.BlueGreen;
using Clerk2WorkOS.Cutover.InPlace;
using Clerk2WorkOS.Cutover.Maintenance;
using Clerk2WorkOS.Cutover.Prerequisites;
using Clerk2WorkOS.Cutover.State;
using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Cutover.Window;
using Clerk2WorkOS.Sql;
using Clerk2WorkOS.WorkOS;
using Npgsql;

namespace Clerk2WorkOS.Cutover;

/// <summary>
/// Switches production from the legacy side to the target, step by step, and back. Where it stands is kept in the target's database: whoever calls the same method after a crash goes on
/// where it was. One operator at a time; a second one is refused while the first lives.
/// </summary>
public sealed class CutoverOperation : IAsyncDisposable
{
    private readonly string _targetConnectionString;
    private readonly string? _legacyConnectionString;
    private readonly NpgsqlDataSource _target;
    private readonly NpgsqlDataSource? _legacy;
    private readonly CutoverOptions _options;
    private readonly IWorkOSClient? _workos;

    /// <summary>Nothing is connected to yet.</summary>
    /// <param name="targetConnectionString">The database that is switched to, which holds the state; in place, the only one. As the role that owns its tables.</param>
    /// <param name="legacyConnectionString">The Clerk-era database; null in place.</param>
    /// <param name="options">How.</param>
    /// <param name="workos">WorkOS, to ask whether it answers; null where that is skipped.</param>
    /// <exception cref="CutoverException">A connection string is missing or cannot be read, or an option makes no sense.</exception>
    public CutoverOperation(string targetConnectionString, string? legacyConnectionString, CutoverOptions options, IWorkOSClient? workos = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Way != CutoverWay.InPlace && legacyConnectionString is null)
            throw new CutoverException("This way goes from one database to another: the legacy database is not named.");
        if (options.Window < TimeSpan.Zero || options.LockTimeout <= TimeSpan.Zero || options.LongestHold <= TimeSpan.Zero || options.GatePatience <= TimeSpan.Zero)
            throw new CutoverException("The window, the lock time-out, the longest hold and the gate's patience have to be lengths of time.");
        (_options, _workos, _targetConnectionString) = (options, workos, targetConnectionString);
        _legacyConnectionString = options.Way == CutoverWay.InPlace ? null : legacyConnectionString;
        _target = Source("The target's connection string", targetConnectionString);
        _legacy = _legacyConnectionString is null ? null : Source("The legacy database's connection string", _legacyConnectionString);
        Steps = StepsOf(options.Way);
        Prerequisites = PrerequisiteCheck.Of(options.Way, workos);
    }

    /// <summary>Of the way, in order.</summary>
    internal IReadOnlyList<CutoverStep> Steps { get; init; }

    /// <summary>Of the way.</summary>
    internal IReadOnlyList<Prerequisite> Prerequisites { get; init; }

    /// <summary>From one reading of the signals to the next.</summary>
    internal TimeSpan SignalPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What a start would do, whether it may, and with which SQL. The schema <c>clerk2workos</c> is made, and nothing else is touched.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CutoverException">A database does not answer.</exception>
    public Task<CutoverPlan> PlanAsync(CancellationToken cancellationToken = default) => AskAsync(
        async () =>
        {
            await CutoverSchema.EnsureAsync(_target, _legacy, cancellationToken).ConfigureAwait(false);
            var context = Context(new ForgottenMemory(), _ => { });
            var planned = new List<PlannedStep>();
            foreach (var step in Steps)
            {
                planned.Add(new PlannedStep(
                    step.Name, step.Title, step.IsFinal, await step.PreviewAsync(context, cancellationToken).ConfigureAwait(false), await step.ObstaclesAsync(context, cancellationToken).ConfigureAwait(false)));
            }

            return new CutoverPlan(_options.Way, await PrerequisiteCheck.RunAsync(Prerequisites, context, cancellationToken).ConfigureAwait(false), planned);
        },
        cancellationToken);

    /// <summary>
    /// Begins, or goes on: asks for the prerequisites, does the steps, and watches the signals until the window ends or one stays over its limit. What a step keeps going beside the later
    /// ones, such as a sync that carries changes back, runs as long as this does.
    /// </summary>
    /// <param name="until">The last step to do; null for all of them and the window.</param>
    /// <param name="say">Is told in sentences what is going on.</param>
    /// <param name="cancellationToken">Ends it; the step in hand is done again the next time.</param>
    /// <returns>Where it stands. Where <see cref="CutoverStatus.IsGreen"/> is false, a rollback is due, or done if the options say so.</returns>
    /// <exception cref="CutoverException">A prerequisite is not met, or a step cannot begin or failed, or another operator is at work.</exception>
    public Task<CutoverStatus> StartAsync(string? until = null, Action<string>? say = null, CancellationToken cancellationToken = default) => OperateAsync("cutover start", say, async (ledger, context, token) =>
    {
        var record = await ledger.OpenAsync(_options.Way, _options.Window, token).ConfigureAwait(false);
        await using var engine = new CutoverEngine(Steps, context, ledger, record);
        if (!engine.HasBegun)
            await DemandPrerequisitesAsync(ledger, context, token).ConfigureAwait(false);
        engine.Accompany();
        await engine.RunAsync(until, token).ConfigureAwait(false);
        if (!engine.IsSwitched)
            return await StatusAsync(token).ConfigureAwait(false);
        await ledger.BeginWindowAsync(token).ConfigureAwait(false);
        if (until is not null)
            return await StatusAsync(token).ConfigureAwait(false);
        var seen = await new WindowWatch(StatusAsync, context.Say) { Pause = SignalPause }.RunAsync(token).ConfigureAwait(false);
        if (seen.IsGreen || !_options.RollsBackOnSignal)
            return seen;
        context.Say($"{seen.Signals.First(signal => signal.IsOver).Name} stays over its limit: rolling back.");
        await UndoAsync(engine, ledger, null, token).ConfigureAwait(false);
        return (await StatusAsync(token).ConfigureAwait(false)) with { Signals = seen.Signals };
    }, cancellationToken);

    /// <summary>Where things stand; changes nothing.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CutoverException">A database does not answer.</exception>
    public Task<CutoverStatus> StatusAsync(CancellationToken cancellationToken = default) =>
        AskAsync(() => new StatusReader(_target, _legacy, way => way == _options.Way ? Steps : StepsOf(way), _options).ReadAsync(cancellationToken), cancellationToken);

    /// <summary>Undoes what was done, the last step first.</summary>
    /// <param name="to">The step that stays done; null to undo everything.</param>
    /// <param name="say">Is told in sentences what is going on.</param>
    /// <param name="cancellationToken">Ends it; the step in hand is undone again the next time.</param>
    /// <exception cref="CutoverException">There is nothing to roll back or no way back any more, a step could not be undone, or another operator is at work.</exception>
    public Task<CutoverStatus> RollbackAsync(string? to = null, Action<string>? say = null, CancellationToken cancellationToken = default) => OperateAsync("cutover rollback", say, async (ledger, context, token) =>
    {
        var record = await ledger.TakeUpAsync(token).ConfigureAwait(false) ?? throw new CutoverException("No cut-over was begun: there is nothing to roll back.");
        DemandWay(record);
        if (record.State is CutoverState.Finished or CutoverState.RolledBack)
            throw new CutoverException(record.State == CutoverState.Finished ? "The cut-over is finished: there is no way back any more." : "The cut-over is rolled back already.");
        await using var engine = new CutoverEngine(Steps, context, ledger, record);
        engine.Accompany();
        await UndoAsync(engine, ledger, to, token).ConfigureAwait(false);
        return await StatusAsync(token).ConfigureAwait(false);
    }, cancellationToken);

    /// <summary>Does what cannot be undone, once the window is over and no signal is over its limit.</summary>
    /// <param name="earlyReason">Why the window's end, or a signal, is not waited for; null to wait.</param>
    /// <param name="say">Is told in sentences what is going on.</param>
    /// <param name="cancellationToken">Ends it; the step in hand is done again the next time.</param>
    /// <exception cref="CutoverException">It is too early, a step cannot begin or failed, or another operator is at work.</exception>
    public Task<CutoverStatus> FinishAsync(string? earlyReason = null, Action<string>? say = null, CancellationToken cancellationToken = default) => OperateAsync("cutover finish", say, async (ledger, context, token) =>
    {
        var record = await ledger.TakeUpAsync(token).ConfigureAwait(false);
        if (record?.State != CutoverState.Watching)
            throw new CutoverException(record?.State == CutoverState.Finished ? "The cut-over is finished already." : "Production is not switched: there is nothing to finish.");
        DemandWay(record);
        await using var engine = new CutoverEngine(Steps, context, ledger, record);
        if (earlyReason is not null)
            await ledger.NoteEarlyAsync(earlyReason, token).ConfigureAwait(false);
        else if (record.FinishedEarly is null)
            DemandEndOfWindow(await StatusAsync(token).ConfigureAwait(false));
        await engine.RunFinalAsync(token).ConfigureAwait(false);
        await ledger.EndAsync(CutoverState.Finished, token).ConfigureAwait(false);
        return await StatusAsync(token).ConfigureAwait(false);
    }, cancellationToken);

    /// <summary>Closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _target.DisposeAsync().ConfigureAwait(false);
        if (_legacy is not null)
            await _legacy.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Which way the cut-over goes that was begun last; null where none was. Status, rollback and finish take the same way.</summary>
    /// <param name="targetConnectionString">The database that holds the state.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CutoverException">It does not answer, or its connection string cannot be read.</exception>
    public static Task<CutoverWay?> FindWayAsync(string targetConnectionString, CancellationToken cancellationToken = default) => AskAsync<CutoverWay?>(
        async () =>
        {
            await using var target = Source("The target's connection string", targetConnectionString);
            if (!await CutoverSchema.IsThereAsync(target, cancellationToken).ConfigureAwait(false))
                return null;
            await using var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return (await CutoverRecord.FindAsync(connection, cancellationToken).ConfigureAwait(false))?.Way;
        },
        cancellationToken);

    private static IReadOnlyList<CutoverStep> StepsOf(CutoverWay way) => way switch
    {
        CutoverWay.Maintenance => MaintenanceWay.Steps(),
        CutoverWay.BlueGreen => BlueGreenWay.Steps(),
        _ => InPlaceWay.Steps(),
    };

    private async Task DemandPrerequisitesAsync(CutoverLedger ledger, CutoverContext context, CancellationToken cancellationToken)
    {
        context.Say("Prerequisites …");
        var found = await PrerequisiteCheck.RunAsync(Prerequisites, context, cancellationToken).ConfigureAwait(false);
        var missing = found.Where(prerequisite => prerequisite.State == PrerequisiteState.NotMet).ToList();
        if (missing.Count > 0)
            throw new CutoverException($"{missing.Count} of {found.Count} prerequisites are not met. {string.Join(" ", missing.Select(prerequisite => $"{prerequisite.Name}: {prerequisite.Sentence}"))}");
        foreach (var prerequisite in found)
            await ledger.NotePrerequisiteAsync(prerequisite, cancellationToken).ConfigureAwait(false);
        await ledger.NoteBeforeAsync((await CutoverSignals.BeforeAsync(_target, _legacy, cancellationToken).ConfigureAwait(false)).ToJson(), cancellationToken).ConfigureAwait(false);
    }

    private static async Task UndoAsync(CutoverEngine engine, CutoverLedger ledger, string? to, CancellationToken cancellationToken)
    {
        await engine.UndoAsync(to, cancellationToken).ConfigureAwait(false);
        if (!engine.HasBegun)
            await ledger.EndAsync(CutoverState.RolledBack, cancellationToken).ConfigureAwait(false);
    }

    private void DemandWay(CutoverRecord record)
    {
        if (record.Way != _options.Way)
            throw new CutoverException($"The cut-over that was begun goes by way of {CutoverNames.Of(record.Way)}.");
    }

    private static void DemandEndOfWindow(CutoverStatus status)
    {
        if (DateTimeOffset.UtcNow < status.WindowEndsAt)
            throw new CutoverException($"The window ends at {status.WindowEndsAt:yyyy-MM-dd HH:mm:ss} UTC: until then there is a way back (--early --reason to give it up).");
        if (status.Signals.FirstOrDefault(signal => signal.IsOver) is { } over)
            throw new CutoverException($"{over.Name} is {over.Value ?? "unknown"}, and may be {over.Limit}: roll back, or see to it first (--early --reason to finish all the same).");
    }

    private Task<CutoverStatus> OperateAsync(string command, Action<string>? say, Func<CutoverLedger, CutoverContext, CancellationToken, Task<CutoverStatus>> act, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            await CutoverSchema.EnsureAsync(_target, _legacy, cancellationToken).ConfigureAwait(false);
            await using var seat = await OperatorSeat.TakeAsync(_target, command, _options.Data.IsPooled, _options.Data.Patience, cancellationToken).ConfigureAwait(false);
            try
            {
                return await act(seat.Ledger, Context(seat.Ledger, say ?? (_ => { })), seat.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (seat.IsLost)
            {
                throw new CutoverException("Another operator has taken the cut-over over: this one has stopped.");
            }
        },
        cancellationToken);

    private CutoverContext Context(IStepMemory memory, Action<string> say) => new()
    {
        Target = _target,
        TargetConnectionString = _targetConnectionString,
        Legacy = _legacy,
        LegacyConnectionString = _legacyConnectionString,
        Options = _options,
        Memory = memory,
        Say = say,
    };

    /// <summary>Errors become sentences without a value in them.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (NpgsqlException failure) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The cut-over was interrupted.", failure, cancellationToken);
        }
        catch (Exception failure) when (failure is not CutoverException && StepFailure.SentenceOf(failure) is { } sentence)
        {
            throw new CutoverException(sentence, failure);
        }
    }

    private static NpgsqlDataSource Source(string setting, string connectionString)
    {
        if (ConnectionText.Problem(setting, connectionString) is { } problem)
            throw new CutoverException(problem);
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Enlist = false };
        settings.ApplicationName ??= "clerk2workos";
        if (settings.KeepAlive == 0)
            settings.TcpKeepAlive = true;
        return NpgsqlDataSource.Create(settings);
    }
}
