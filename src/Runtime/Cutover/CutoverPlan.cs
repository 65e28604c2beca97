namespace Clerk2WorkOS.Cutover;

/// <summary>What a start would do.</summary>
/// <param name="Way">How production changes over.</param>
/// <param name="Prerequisites">What has to be so before the first step, and whether it is.</param>
/// <param name="Steps">In their order.</param>
public sealed record CutoverPlan(CutoverWay Way, IReadOnlyList<PrerequisiteStatus> Prerequisites, IReadOnlyList<PlannedStep> Steps)
{
    /// <summary>Whether a start would begin with the first step.</summary>
    public bool IsReady => Prerequisites.All(prerequisite => prerequisite.State != PrerequisiteState.NotMet) && Steps.All(step => step.Obstacles.Count == 0);
}

/// <summary>A step of the plan.</summary>
/// <param name="Name">For the command line: <c>fence-writes</c>.</param>
/// <param name="Title">What it does, as a sentence without a full stop.</param>
/// <param name="IsFinal">Whether it waits for <c>finish</c>, and cannot be undone.</param>
/// <param name="Statements">The SQL that it would run, in order; what is no SQL stands as a comment.</param>
/// <param name="Obstacles">What stands in its way now, a sentence each; earlier steps may clear it.</param>
public sealed record PlannedStep(string Name, string Title, bool IsFinal, IReadOnlyList<string> Statements, IReadOnlyList<string> Obstacles);
