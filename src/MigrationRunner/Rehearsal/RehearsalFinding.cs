namespace Clerk2WorkOS.MigrationRunner.Rehearsal;

/// <summary>Something that came out.</summary>
/// <param name="Step">In which step.</param>
/// <param name="Code">A word that programs know.</param>
/// <param name="Sentence">What it is, for a person.</param>
/// <param name="Remedy">What to do; null where the sentence says it.</param>
/// <param name="WouldFail">Whether the live run would fail by it, or end with something left; otherwise it is good to know.</param>
internal sealed record RehearsalFinding(string Step, string Code, string Sentence, string? Remedy, bool WouldFail)
{
    /// <summary>How many it concerns; 0 where that is not counted.</summary>
    public long Count { get; init; }

    /// <summary>Some of them.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];
}
