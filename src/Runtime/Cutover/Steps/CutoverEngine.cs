using Clerk2WorkOS.Cutover.State;
using Clerk2WorkOS.Migration;

namespace Clerk2WorkOS.Cutover.Steps;

/// <summary>
/// Takes the steps of a way forwards and backwards. What is done stands in the database before the next step begins, so that whoever comes after a crash goes on where it was: the step
/// that was cut off is done, or undone, again from its beginning.
/// </summary>
/// <param name="steps">In their order; final ones come last.</param>
/// <param name="context">What they work with.</param>
/// <param name="ledger">Where it is noted how far they are.</param>
/// <param name="record">How far they were.</param>
internal sealed class CutoverEngine(IReadOnlyList<CutoverStep> steps, CutoverContext context, CutoverLedger ledger, CutoverRecord record) : IAsyncDisposable
{
    private readonly Dictionary<string, StepState> _states = steps.ToDictionary(step => step.Name, step => record.StateOf(step.Name), StringComparer.Ordinal);
    private readonly Dictionary<string, Accompaniment> _beside = new(StringComparer.Ordinal);

    /// <summary>Whether any step was begun and not undone.</summary>
    public bool HasBegun => _states.Values.Any(IsBegun);

    /// <summary>Whether production is switched: all steps are done but those of <c>finish</c>.</summary>
    public bool IsSwitched => steps.Where(step => !step.IsFinal).All(step => _states[step.Name] == StepState.Done);

    /// <summary>Does all steps that are not done, but those of <c>finish</c>.</summary>
    /// <param name="until">The last one to do; null for all.</param>
    /// <param name="cancellationToken">Ends it; the step in hand is done again the next time.</param>
    /// <exception cref="CutoverException">A step cannot begin, or failed.</exception>
    public async Task RunAsync(string? until, CancellationToken cancellationToken)
    {
        Demand(until);
        if (steps.FirstOrDefault(step => _states[step.Name] == StepState.Undoing) is { } half)
            throw new CutoverException($"'{half.Name}' is half undone: 'clerk2workos cutover rollback' goes on with that first.");
        foreach (var step in steps.Where(step => !step.IsFinal))
        {
            await DoAsync(step, cancellationToken).ConfigureAwait(false);
            if (step.Name == until)
                return;
        }
    }

    /// <summary>Does the steps that cannot be undone.</summary>
    /// <exception cref="CutoverException">A step cannot begin, or failed.</exception>
    public async Task RunFinalAsync(CancellationToken cancellationToken)
    {
        foreach (var step in steps.Where(step => step.IsFinal))
            await DoAsync(step, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Undoes what was begun, the last first.</summary>
    /// <param name="to">The step that stays done; null to undo all.</param>
    /// <param name="cancellationToken">Ends it; the step in hand is undone again the next time.</param>
    /// <exception cref="CutoverException">There is no way back any more, or a step could not be undone.</exception>
    public async Task UndoAsync(string? to, CancellationToken cancellationToken)
    {
        Demand(to);
        if (steps.FirstOrDefault(step => step.IsFinal && _states[step.Name] != StepState.Pending) is { } final)
            throw new CutoverException($"'{final.Name}' has begun, and it cannot be undone: there is no way back any more.");
        var undone = steps.Reverse().TakeWhile(step => step.Name != to).Where(step => IsBegun(_states[step.Name])).ToList();
        foreach (var step in undone)
        {
            if (_states[step.Name] != StepState.Undoing && await step.UndoObstaclesAsync(context, cancellationToken).ConfigureAwait(false) is { Count: > 0 } obstacles)
                throw new CutoverException($"'{step.Name}' cannot be undone, and nothing was: {string.Join(" ", obstacles)}");
        }

        foreach (var step in undone)
            await UndoAsync(step, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins what runs beside: of every step that is done, until its time is over.</summary>
    public void Accompany()
    {
        foreach (var step in steps.Where(step => _states[step.Name] == StepState.Done))
            Accompany(step);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in _beside.Keys.ToList())
            await EndAsync(name).ConfigureAwait(false);
    }

    private async Task DoAsync(CutoverStep step, CancellationToken cancellationToken)
    {
        var state = _states[step.Name];
        if (state == StepState.Done)
            return;
        if (state != StepState.Running && await step.ObstaclesAsync(context, cancellationToken).ConfigureAwait(false) is { Count: > 0 } obstacles)
            throw new CutoverException($"'{step.Name}' cannot begin: {string.Join(" ", obstacles)}");
        foreach (var ends in steps.Where(other => other.AccompaniedUntil == step.Name))
            await EndAsync(ends.Name).ConfigureAwait(false);
        context.Say($"{step.Name}: {step.Title} …");
        await ledger.BeginStepAsync(step.Name, cancellationToken).ConfigureAwait(false);
        _states[step.Name] = StepState.Running;
        await AttemptAsync(step, "The step", () => step.DoAsync(context, cancellationToken), cancellationToken).ConfigureAwait(false);
        await ledger.EndStepAsync(step.Name, cancellationToken).ConfigureAwait(false);
        _states[step.Name] = StepState.Done;
        Accompany(step);
    }

    private async Task UndoAsync(CutoverStep step, CancellationToken cancellationToken)
    {
        await EndAsync(step.Name).ConfigureAwait(false);
        context.Say($"{step.Name}: undoing …");
        await ledger.BeginUndoAsync(step.Name, cancellationToken).ConfigureAwait(false);
        _states[step.Name] = StepState.Undoing;
        await AttemptAsync(step, "Undoing", () => step.UndoAsync(context, cancellationToken), cancellationToken).ConfigureAwait(false);
        await ledger.EndUndoAsync(step.Name, cancellationToken).ConfigureAwait(false);
        _states[step.Name] = StepState.Undone;
    }

    private async Task AttemptAsync(CutoverStep step, string what, Func<Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or MigrationFencedException) && !cancellationToken.IsCancellationRequested)
        {
            await ledger.NoteErrorAsync(step.Name, StepFailure.SentenceOf(failure) ?? failure.Message, cancellationToken).ConfigureAwait(false);
            if (StepFailure.Of(step, what, failure) is var told && told != failure)
                throw told;
            throw;
        }
    }

    private void Accompany(CutoverStep step)
    {
        if (step.AccompaniedUntil is { } until && !_beside.ContainsKey(step.Name) && (!_states.TryGetValue(until, out var state) || state is StepState.Pending or StepState.Undone))
            _beside.Add(step.Name, new Accompaniment(step, context, ledger));
    }

    private async Task EndAsync(string step)
    {
        if (_beside.Remove(step, out var beside))
            await beside.DisposeAsync().ConfigureAwait(false);
    }

    private void Demand(string? name)
    {
        if (name is not null && !steps.Any(step => step.Name == name && !step.IsFinal))
            throw new CutoverException($"There is no step '{name}'; there are {string.Join(", ", steps.Where(step => !step.IsFinal).Select(step => step.Name))}.");
    }

    private static bool IsBegun(StepState state) => state is StepState.Running or StepState.Done or StepState.Undoing;
}
