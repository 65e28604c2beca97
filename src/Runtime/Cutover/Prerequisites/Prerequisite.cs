using Clerk2WorkOS.Cutover.Steps;

namespace Clerk2WorkOS.Cutover.Prerequisites;

/// <summary>Something that has to be so before the first step.</summary>
internal abstract class Prerequisite
{
    /// <summary>For <c>--skip</c>: <c>backup</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Asks whether it is so.</summary>
    /// <returns>What was found, as a sentence.</returns>
    /// <exception cref="CutoverException">It is not so; says what is missing, and what to do.</exception>
    public abstract Task<string> DemandAsync(CutoverContext context, CancellationToken cancellationToken);
}
