namespace Clerk2WorkOS.MigrationRunner.Rehearsal;

/// <summary>One part of a migration, tried where nothing can be harmed.</summary>
internal abstract class RehearsalStep
{
    /// <summary>What it is called, in the report and while it runs.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the steps before have made what this one works on; otherwise it is not rehearsed, and the report says so.</summary>
    public virtual bool CanRun(RehearsalScene scene) => true;

    /// <summary>Does it, and writes down what would fail live.</summary>
    /// <returns>What came of it, as a sentence.</returns>
    /// <exception cref="CannotRunException">The rehearsal itself cannot go on.</exception>
    public abstract Task<string> RunAsync(RehearsalScene scene, CancellationToken cancellationToken);
}
