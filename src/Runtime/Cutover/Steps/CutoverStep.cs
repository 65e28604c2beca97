namespace Clerk2WorkOS.Cutover.Steps;

/// <summary>
/// One step of a way. What it does and undoes may be cut off at any moment and is then done again from the beginning, so both have to be safe to repeat; whether a step is done is
/// kept in the database by who runs it, never by the step.
/// </summary>
internal abstract class CutoverStep
{
    /// <summary>For the command line and the database, and never changed again: <c>fence-writes</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it does, as a sentence without a full stop: <c>Refuse writes in the legacy database</c>.</summary>
    public abstract string Title { get; }

    /// <summary>Whether it cannot be undone any more once it has begun: the contraction, after <c>finish</c>.</summary>
    public virtual bool IsFinal => false;

    /// <summary>The step with whose beginning <see cref="AccompanyAsync"/> ends; null where nothing runs beside.</summary>
    public virtual string? AccompaniedUntil => null;

    /// <summary>
    /// What runs beside the later steps once this one is done, until <see cref="AccompaniedUntil"/> begins or this step is undone; cancelled then, and begun again when the operator's
    /// process was.
    /// </summary>
    public virtual Task AccompanyAsync(CutoverContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What it would run, in order, for a dry run: SQL, or a comment that begins with <c>--</c> where something else is done.</summary>
    public abstract Task<IReadOnlyList<string>> PreviewAsync(CutoverContext context, CancellationToken cancellationToken);

    /// <summary>What stands in its way, a sentence each; empty where it may begin. Asked right before the step, and by <c>plan</c>.</summary>
    public virtual Task<IReadOnlyList<string>> ObstaclesAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>What stands in the way of undoing it, a sentence each; asked of every step before the first of them is undone, so that a rollback that is refused has changed nothing.</summary>
    public virtual Task<IReadOnlyList<string>> UndoObstaclesAsync(CutoverContext context, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Does it.</summary>
    /// <exception cref="CutoverException">It could not be done; everything it did may stay, it is done again or undone.</exception>
    public abstract Task DoAsync(CutoverContext context, CancellationToken cancellationToken);

    /// <summary>Brings back what was before, whether the step was done, half done or only begun.</summary>
    /// <exception cref="CutoverException">It could not be undone.</exception>
    public abstract Task UndoAsync(CutoverContext context, CancellationToken cancellationToken);
}
