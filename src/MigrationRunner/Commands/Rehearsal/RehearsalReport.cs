using Clerk2WorkOS.MigrationRunner.Rehearsal;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;

namespace Clerk2WorkOS.MigrationRunner.Commands.Rehearsal;

/// <summary>What a rehearsal says of the live run.</summary>
internal static class RehearsalReport
{
    private static readonly ReportColumn[] Columns =
        [new("step", "Step"), new("code", "Code"), new("count", "How many"), new("sentence", "What it is"), new("remedy", "What to do")];

    public static ReportDocument Of(RehearsalRecord record, DateTimeOffset startedAt, TimeSpan duration)
    {
        var failures = record.Findings.Where(finding => finding.WouldFail).ToList();
        var unfinished = record.Steps.Count(step => !step.IsWell);
        var live = record.Times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time.Duration);
        return new(
            "rehearse",
            record.IsWell ? $"All went well: the live run will take about {ReportText.Of(live)}."
                : $"{ReportText.Of(failures.Count)} thing{(failures.Count == 1 ? "" : "s")} would fail live, in {ReportText.Of(unfinished)} of {ReportText.Of(record.Steps.Count)} steps.",
            startedAt, duration, record.IsWell ? ExitCode.Done : ExitCode.Leftovers)
        {
            Facts = [.. record.Facts.Select(fact => new ReportFact(fact.Id, fact.Name, fact.Value)), new("failures", "Things that would fail live", failures.Count), new("liveTime", "The live run, all parts one after the other", live)],
            Tables =
            [
                new("steps", "What was rehearsed", [new("name", "Step"), new("isWell", "Well"), new("time", "Took here"), new("outcome", "What came of it")],
                    [.. record.Steps.Select(step => new object?[] { step.Name, step.IsWell, step.Duration, step.Outcome })]),
                Findings("failures", "What would fail live", failures) with { WhenEmpty = "Nothing would fail live." },
                new("liveTimes", "How long the live run takes, longest first", [new("part", "Part"), new("time", "Time"), new("basis", "How that is known")],
                    [.. record.Times.Select(time => new object?[] { time.Part, time.Duration, time.Basis })]),
                Findings("notes", "To know", [.. record.Findings.Where(finding => !finding.WouldFail)]),
                new("examples", "Some of each", [new("step", "Step"), new("code", "Code"), new("sentence", "What it is"), new("examples", "Examples")],
                    [.. record.Findings.Where(finding => finding.Examples.Count > 0).Select(finding => new object?[] { finding.Step, finding.Code, finding.Sentence, finding.Examples })])
                {
                    IsForReports = true,
                },
            ],
        };
    }

    private static ReportTable Findings(string id, string title, IReadOnlyList<RehearsalFinding> findings) => new(
        id, title, Columns,
        [.. findings.Select(finding => new object?[] { finding.Step, finding.Code, finding.Count == 0 ? null : finding.Count, finding.Sentence, finding.Remedy })]);
}
