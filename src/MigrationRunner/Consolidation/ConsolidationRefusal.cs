using System.Collections.Immutable;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Reporting;

namespace Clerk2WorkOS.MigrationRunner.Consolidation;

/// <summary>Refuses a consolidation that must not be, and names every place that stands in its way.</summary>
/// <param name="root">The solution's folder.</param>
/// <param name="error">Where the places go.</param>
/// <param name="progress">Made to give way to them.</param>
internal sealed class ConsolidationRefusal(string root, TextWriter error, RunProgress progress)
{
    /// <exception cref="CannotRunException">It must not be.</exception>
    public void Check(ConsolidationResult plan)
    {
        if (plan.Refusal is { } refusal)
            throw new CannotRunException($"{refusal} Nothing was written.");
        if (!plan.InTheWay.IsEmpty)
        {
            Show(plan.InTheWay);
            throw new CannotRunException($"Code other than the data migration still uses the legacy schema, at {Words.Count(plan.InTheWay.Length, "place")} ({Sentence.List([.. plan.InTheWay.Select(Place)])}); 'clerk2workos fix' moves it to the WorkOS schema, and c2w_legacy_readers names files that are meant to read the legacy one. Nothing was written.");
        }

        if (plan.Faults.IsEmpty)
            return;
        Show(plan.Faults);
        throw new CannotRunException($"The solution would not be what it was, at {Words.Count(plan.Faults.Length, "place")} ({Sentence.List([.. plan.Faults.Select(Place)])}): {Sentence.Of(plan.Faults[0].Message)} Nothing was written.");
    }

    private void Show(ImmutableArray<Finding> places)
    {
        progress.End();
        foreach (var place in places)
            error.WriteLine($"{Place(place)}: {place.RuleId}: {place.Message}");
    }

    private string Place(Finding finding) =>
        $"{Path.GetRelativePath(root, finding.Path).Replace('\\', '/')}({finding.Line.Start.Line + 1},{finding.Line.Start.Character + 1})";
}
