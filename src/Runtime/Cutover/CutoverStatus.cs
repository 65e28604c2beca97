namespace Clerk2WorkOS.Cutover;

/// <summary>Where a cut-over stands.</summary>
/// <param name="Way">How production changes over.</param>
/// <param name="State">What is going on.</param>
/// <param name="Steps">In their order.</param>
/// <param name="Prerequisites">What was found before the first step, and what was skipped for which reason.</param>
/// <param name="Signals">How the system does now; empty where nothing can be said yet.</param>
/// <param name="Next">What comes next, as a sentence.</param>
public sealed record CutoverStatus(
    CutoverWay Way, CutoverState State, IReadOnlyList<StepStatus> Steps, IReadOnlyList<PrerequisiteStatus> Prerequisites, IReadOnlyList<CutoverSignal> Signals, string Next)
{
    /// <summary>When its first command was given; null where none was.</summary>
    public DateTimeOffset? BeganAt { get; init; }

    /// <summary>Since when the switched system is watched; null before the switch.</summary>
    public DateTimeOffset? WatchedSince { get; init; }

    /// <summary>When the window ends, after which it may be finished; null before the switch.</summary>
    public DateTimeOffset? WindowEndsAt { get; init; }

    /// <summary>When it was finished, or rolled back.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The instances of both sides that were seen lately.</summary>
    public IReadOnlyList<GateInstanceStatus> Instances { get; init; } = [];

    /// <summary>Whether no signal is over its limit.</summary>
    public bool IsGreen => !Signals.Any(signal => signal.IsOver);
}

/// <summary>What is going on with a cut-over.</summary>
public enum CutoverState
{
    /// <summary>None was begun.</summary>
    None,

    /// <summary>Some of its steps are done, and others to come.</summary>
    Running,

    /// <summary>Production is switched, and watched.</summary>
    Watching,

    /// <summary>It is done, and there is no way back.</summary>
    Finished,

    /// <summary>Every step is undone.</summary>
    RolledBack,
}

/// <summary>How far a step is.</summary>
public enum StepState
{
    /// <summary>Not begun.</summary>
    Pending,

    /// <summary>Begun, and not done: under way, interrupted or failed.</summary>
    Running,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Its undoing was begun, and is not done.</summary>
    Undoing,

    /// <summary>As if it had never begun.</summary>
    Undone,
}

/// <summary>Where a step stands.</summary>
/// <param name="Name">For the command line: <c>fence-writes</c>.</param>
/// <param name="Title">What it does, as a sentence without a full stop.</param>
/// <param name="State">How far it is.</param>
/// <param name="IsFinal">Whether it waits for <c>finish</c>, and cannot be undone.</param>
/// <param name="Attempts">How often it was begun.</param>
/// <param name="BeganAt">When, the last time.</param>
/// <param name="EndedAt">When it was done or undone.</param>
/// <param name="Error">Why the last attempt failed, or what runs beside the later steps does; null where nothing is wrong.</param>
public sealed record StepStatus(string Name, string Title, StepState State, bool IsFinal, int Attempts, DateTimeOffset? BeganAt, DateTimeOffset? EndedAt, string? Error);

/// <summary>Whether a prerequisite is met.</summary>
public enum PrerequisiteState
{
    /// <summary>It is.</summary>
    Met,

    /// <summary>It is not, and nothing is begun.</summary>
    NotMet,

    /// <summary>The operator says that it is not needed.</summary>
    Skipped,
}

/// <summary>A prerequisite.</summary>
/// <param name="Name">For <c>--skip</c>: <c>backup</c>.</param>
/// <param name="State">Whether it is met.</param>
/// <param name="Sentence">What was found, what is missing, or why it was skipped.</param>
public sealed record PrerequisiteStatus(string Name, PrerequisiteState State, string Sentence);

/// <summary>Something that says how the system does.</summary>
/// <param name="Name">For programs: <c>errors</c>.</param>
/// <param name="Value">What was measured, with its unit; null where nothing was.</param>
/// <param name="Limit">What it may be.</param>
/// <param name="IsOver">Whether it is over its limit.</param>
/// <param name="Sentence">What it means, for a person.</param>
public sealed record CutoverSignal(string Name, string? Value, string Limit, bool IsOver, string Sentence);

/// <summary>An instance of the application that follows its side's gate.</summary>
/// <param name="Side"><c>legacy</c> or <c>target</c>.</param>
/// <param name="Instance">Machine, process and a random part.</param>
/// <param name="State">What the gate of its side is.</param>
/// <param name="IsFollowing">Whether it follows the last change.</param>
/// <param name="InFlight">Requests that it still serves under an older state.</param>
public sealed record GateInstanceStatus(string Side, string Instance, string State, bool IsFollowing, int InFlight);
