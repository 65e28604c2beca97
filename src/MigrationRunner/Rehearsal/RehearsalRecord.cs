namespace Clerk2WorkOS.MigrationRunner.Rehearsal;

/// <summary>A step that was rehearsed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Outcome">One sentence.</param>
/// <param name="IsWell">Whether nothing of it would fail live.</param>
/// <param name="Duration">How long it took here.</param>
internal sealed record RehearsedStep(string Name, string Outcome, bool IsWell, TimeSpan Duration);

/// <summary>How long a part of the live run will take.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Duration">How long.</param>
/// <param name="Basis">How that is known.</param>
internal sealed record LiveTime(string Part, TimeSpan Duration, string Basis);

/// <summary>What a rehearsal writes down as it goes.</summary>
internal sealed class RehearsalRecord
{
    private readonly List<RehearsedStep> _steps = [];
    private readonly List<RehearsalFinding> _findings = [];
    private readonly List<LiveTime> _times = [];
    private readonly List<(string Id, string Name, object? Value)> _facts = [];

    public IReadOnlyList<RehearsedStep> Steps => _steps;

    public IReadOnlyList<RehearsalFinding> Findings => _findings;

    /// <summary>The longest first.</summary>
    public IReadOnlyList<LiveTime> Times => [.. _times.OrderByDescending(time => time.Duration)];

    public IReadOnlyList<(string Id, string Name, object? Value)> Facts => _facts;

    public bool IsWell => _steps.All(step => step.IsWell) && !_findings.Any(finding => finding.WouldFail);

    public void Add(RehearsedStep step) => _steps.Add(step);

    public void Add(RehearsalFinding finding) => _findings.Add(finding);

    public void Add(LiveTime time) => _times.Add(time);

    public void AddFact(string id, string name, object? value) => _facts.Add((id, name, value));
}
