using Clerk2WorkOS.Cutover.Steps;
using Clerk2WorkOS.Cutover.Window;
using Clerk2WorkOS.Sql;
using Npgsql;

namespace Clerk2WorkOS.Cutover.State;

/// <summary>Puts together where a cut-over stands, and says what comes next.</summary>
internal sealed class StatusReader(NpgsqlDataSource target, NpgsqlDataSource? legacy, Func<CutoverWay, IReadOnlyList<CutoverStep>> stepsOf, CutoverOptions options)
{
    public async Task<CutoverStatus> ReadAsync(CancellationToken cancellationToken)
    {
        if (!await CutoverSchema.IsThereAsync(target, cancellationToken).ConfigureAwait(false) || await FindAsync(cancellationToken).ConfigureAwait(false) is not { } record)
            return new CutoverStatus(options.Way, CutoverState.None, [], [], [], "None was begun: 'clerk2workos cutover plan' shows what a start would do.");
        var steps = stepsOf(record.Way).Select(step => StatusOf(step, record)).ToList();
        // Before the switch there is nothing to judge: the numbers of the side that serves are what is compared with later.
        var signals = record.State == CutoverState.Watching ? await CutoverSignals.NowAsync(target, record, options.Limits, cancellationToken).ConfigureAwait(false) : [];
        var windowEndsAt = record.WatchedSince + record.Window;
        return new CutoverStatus(record.Way, record.State, steps, record.Prerequisites, signals, Next(record, steps, signals, windowEndsAt))
        {
            BeganAt = record.BeganAt,
            WatchedSince = record.WatchedSince,
            WindowEndsAt = windowEndsAt,
            EndedAt = record.EndedAt,
            Instances = [.. await LegacyInstancesAsync(cancellationToken).ConfigureAwait(false), .. await InstancesAsync("target", target, cancellationToken).ConfigureAwait(false)],
        };
    }

    private async Task<CutoverRecord?> FindAsync(CancellationToken cancellationToken)
    {
        await using var connection = await target.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await CutoverRecord.FindAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    private static StepStatus StatusOf(CutoverStep step, CutoverRecord record)
    {
        var found = record.Steps.GetValueOrDefault(step.Name);
        return new StepStatus(step.Name, step.Title, found?.State ?? StepState.Pending, step.IsFinal, found?.Attempts ?? 0, found?.BeganAt, found?.EndedAt, found?.Error);
    }

    private static string Next(CutoverRecord record, List<StepStatus> steps, IReadOnlyList<CutoverSignal> signals, DateTimeOffset? windowEndsAt)
    {
        const string Start = "'clerk2workos cutover start' goes on, 'clerk2workos cutover rollback' goes back.";
        if (record.State == CutoverState.Finished)
            return "Finished; nothing comes next.";
        if (record.State == CutoverState.RolledBack)
            return "Rolled back; 'clerk2workos cutover start' would begin anew.";
        if (steps.FirstOrDefault(step => step.State == StepState.Undoing) is { } half)
            return $"'{half.Name}' is half undone: 'clerk2workos cutover rollback' goes on with that.";
        if (record.State == CutoverState.Watching)
        {
            if (steps.Any(step => step.IsFinal && step.State != StepState.Pending))
                return "'clerk2workos cutover finish' was begun, and goes on with what is left.";
            if (signals.FirstOrDefault(signal => signal.IsOver) is { } over)
                return $"{over.Name} is {over.Value ?? "unknown"}, and has to be {over.Limit}: see to it, or go back ('clerk2workos cutover rollback').";
            return DateTimeOffset.UtcNow < windowEndsAt ? $"Watched until {windowEndsAt:yyyy-MM-dd HH:mm:ss} UTC; then 'clerk2workos cutover finish'." : "The window is over: 'clerk2workos cutover finish' gives up the way back.";
        }

        return steps.FirstOrDefault(step => step.State != StepState.Done) switch
        {
            { State: StepState.Running, Error: { } error } failed => $"'{failed.Name}' failed: {error} {Start}",
            { State: StepState.Running } begun => $"'{begun.Name}' was begun, and is under way or was interrupted. {Start}",
            { } pending => $"'{pending.Name}' comes next. {Start}",
            null => Start,
        };
    }

    /// <summary>The status is wanted most when something is broken: a legacy database that does not answer keeps nobody from it.</summary>
    private async Task<IReadOnlyList<GateInstanceStatus>> LegacyInstancesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return legacy is null ? [] : await InstancesAsync("legacy", legacy, cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException) when (!cancellationToken.IsCancellationRequested)
        {
            return [new GateInstanceStatus("legacy", "the database does not answer", "unknown", IsFollowing: false, InFlight: 0)];
        }
    }

    private static async Task<IReadOnlyList<GateInstanceStatus>> InstancesAsync(string side, NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (!await connection.ScalarAsync<bool>("SELECT to_regclass('clerk2workos.gate_instances') IS NOT NULL", cancellationToken).ConfigureAwait(false))
            return [];
        return await connection.ListAsync(
            "SELECT i.instance, g.state, i.epoch >= g.epoch, i.in_flight FROM clerk2workos.gate_instances i CROSS JOIN clerk2workos.gate g WHERE i.seen_at > now() - interval '10 seconds' ORDER BY i.instance",
            row => new GateInstanceStatus(side, row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetInt32(3)), cancellationToken).ConfigureAwait(false);
    }
}
