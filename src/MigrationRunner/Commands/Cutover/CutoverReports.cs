using Clerk2WorkOS.Cutover;
using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;

namespace Clerk2WorkOS.MigrationRunner.Commands.Cutover;

/// <summary>What the commands about the cut-over say of their results.</summary>
internal static class CutoverReports
{
    public static MigrationOutcome Of(string command, CutoverPlan plan, bool showsSql)
    {
        var open = plan.Prerequisites.Count(prerequisite => prerequisite.State == PrerequisiteState.NotMet) + plan.Steps.Sum(step => step.Obstacles.Count);
        return new(
            command, plan.IsReady ? $"Nothing stands in the way of {plan.Steps.Count} steps." : $"{open} {(open == 1 ? "thing stands" : "things stand")} in the way.",
            plan.IsReady ? ExitCode.Done : ExitCode.Leftovers)
        {
            Facts = [new("way", "Way", WayOption.NameOf(plan.Way))],
            Tables =
            [
                Prerequisites(plan.Prerequisites),
                new(
                    "steps", "Steps", [new("name", "Step"), new("final", "By finish"), new("title", "What it does"), new("obstacles", "What stands in its way now")],
                    [.. plan.Steps.Select(step => new object?[] { step.Name, step.IsFinal, step.Title, step.Obstacles.Count == 0 ? null : string.Join(" ", step.Obstacles) })]),
                new(
                    "statements", "What each step runs", [new("step", "Step"), new("statement", "Statement")],
                    [.. plan.Steps.SelectMany(step => step.Statements, (step, statement) => new object?[] { step.Name, statement })])
                {
                    IsForReports = !showsSql,
                },
            ],
        };
    }

    public static MigrationOutcome Of(string command, CutoverStatus status)
    {
        var failed = status.Steps.Any(step => step is { Error: not null, State: not StepState.Undone });
        var isBad = !status.IsGreen || failed;
        return new(command, status.Next, isBad ? ExitCode.Leftovers : ExitCode.Done)
        {
            Facts =
            [
                new("way", "Way", status.State == CutoverState.None ? null : WayOption.NameOf(status.Way)), new("state", "State", NameOf(status.State)), new("beganAt", "Began", status.BeganAt),
                new("watchedSince", "Watched since", status.WatchedSince), new("windowEndsAt", "Window ends", status.WindowEndsAt), new("endedAt", "Ended", status.EndedAt), new("green", "No signal over its limit", status.IsGreen),
            ],
            Tables =
            [
                Prerequisites(status.Prerequisites),
                new(
                    "steps", "Steps",
                    [new("name", "Step"), new("state", "State"), new("final", "By finish"), new("attempts", "Attempts"), new("beganAt", "Began"), new("endedAt", "Ended"), new("title", "What it does"), new("error", "What went wrong")],
                    [.. status.Steps.Select(step => new object?[] { step.Name, NameOf(step.State), step.IsFinal, step.Attempts, step.BeganAt, step.EndedAt, step.Title, step.Error })]),
                new(
                    "signals", "Signals", [new("name", "Signal"), new("value", "Now"), new("limit", "May be"), new("over", "Over"), new("sentence", "What it is")],
                    [.. status.Signals.Select(signal => new object?[] { signal.Name, signal.Value, signal.Limit, signal.IsOver, signal.Sentence })]),
                new(
                    "instances", "Instances seen lately", [new("side", "Side"), new("gate", "Gate"), new("follows", "Follows"), new("inFlight", "Still serves"), new("instance", "Instance")],
                    [.. status.Instances.Select(instance => new object?[] { instance.Side, instance.State, instance.IsFollowing, instance.InFlight, instance.Instance })]),
            ],
        };
    }

    public static MigrationOutcome Of(string command, CutoverException refused) => new(
        command, $"{refused.Prerequisites.Count(prerequisite => prerequisite.State == PrerequisiteState.NotMet)} of {refused.Prerequisites.Count} prerequisites are not met; nothing was begun.", ExitCode.Leftovers)
    {
        Tables = [Prerequisites(refused.Prerequisites)],
    };

    private static ReportTable Prerequisites(IReadOnlyList<PrerequisiteStatus> prerequisites) => new(
        "prerequisites", "Prerequisites", [new("name", "Name"), new("state", "State"), new("sentence", "What was found")],
        [.. prerequisites.Select(prerequisite => new object?[] { prerequisite.Name, NameOf(prerequisite.State), prerequisite.Sentence })]);

    private static string NameOf(PrerequisiteState state) => state switch
    {
        PrerequisiteState.Met => "met",
        PrerequisiteState.Skipped => "skipped",
        _ => "not met",
    };

    private static string NameOf(CutoverState state) => state == CutoverState.RolledBack ? "rolled-back" : state.ToString().ToLowerInvariant();

    private static string NameOf(StepState state) => state.ToString().ToLowerInvariant();
}
