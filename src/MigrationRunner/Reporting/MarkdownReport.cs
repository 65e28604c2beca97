using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>
/// The report for a pull request: what is left first, then what has to be thought of, then what was done in numbers and a few rows. It is no longer than
/// a comment on GitHub may be; what had to be left out for that is said at its top.
/// </summary>
internal static class MarkdownReport
{
    /// <summary>What GitHub takes in a comment.</summary>
    public const int MostCharacters = 65_536;

    /// <summary>Rows of what needs nobody's attention.</summary>
    private const int CappedRows = 50;

    /// <summary>What every section gets, however long those before it are.</summary>
    private const int LeastOfSection = 3_000;

    private const int RoomForCut = 1_000;

    public static byte[] Write(RunReport report)
    {
        var head = new StringBuilder();
        head.Append($"# clerk2workos {report.Command}: {MarkdownText.Escape(report.Solution)}\n\n");
        head.Append(Verdict(report)).Append("\n\n");
        if (report.Baseline is { } baseline)
            head.Append(MarkdownText.Escape(baseline.Text)).Append("\n\n");
        Rules(head, report);
        if (report.ErrorsAfter is { } after)
            head.Append($"{report.ErrorsTitle}: {report.ErrorsBefore?.ToString() ?? "not counted"} before, {after} after.\n\n");
        return Encoding.UTF8.GetBytes(Fitted(head.ToString(), [.. Sections(report).Where(section => section.Rows.Count > 0)]).TrimEnd('\n') + "\n");
    }

    private static string Fitted(string head, List<MarkdownSection> sections)
    {
        var lengths = sections.ConvertAll(section => section.Length);
        var body = new StringBuilder();
        var cut = new List<string>();
        var room = MostCharacters - head.Length;
        if (lengths.Sum() > room)
            room -= RoomForCut;
        for (var i = 0; i < sections.Count; i++)
        {
            var others = lengths.Skip(i + 1).Sum(length => Math.Min(length, LeastOfSection));
            var (text, missing) = sections[i].Write(room - others);
            if (missing > 0)
                cut.Add($"{missing} of “{sections[i].Title}”");
            body.Append(text);
            room -= text.Length;
        }

        return cut.Count == 0
            ? $"{head}{body}"
            : $"{head}Cut to the {MostCharacters} characters that GitHub takes in a comment: not shown are {string.Join(", ", cut)}. `--report report.json` has them all.\n\n{body}";
    }

    private static IEnumerable<MarkdownSection> Sections(RunReport report)
    {
        yield return Findings("Left to do", report, FindingStatus.Listed);
        if (report.IsCheck)
            yield return Findings("Fixable", report, FindingStatus.Fixed);
        yield return new("Taken back", ["what", "why"], [.. report.TakenBack.Select(group => new[] { MarkdownText.Escape(group.What), MarkdownText.Escape(group.Reason) })]);
        yield return new("Projects not looked at", ["project"], [.. report.UnloadedProjects.Select(project => new[] { Code(project) })]);
        yield return Contracts("Contracts that moved", report.Contracts.Where(contract => !contract.IsKept)) with { Note = report.HasNewKeys ? Words.NewKeys : "" };
        yield return new("What was done", ["note"], [.. report.Notes.Select(note => new[] { MarkdownText.Escape(note) })]);
        yield return new("Database", ["step"], [.. report.Database.Select(step => new[] { MarkdownText.Escape(step) })]);
        yield return Contracts("Contracts kept", report.Contracts.Where(contract => contract.IsKept));
        if (!report.IsCheck)
            yield return Findings("Fixed", report, FindingStatus.Fixed, CappedRows);
        yield return Findings("For information", report, FindingStatus.Info, CappedRows);
        yield return new(report.IsDryRun ? "Files that would change" : "Files changed", ["file", "edits"], [.. report.Files.Select(file => new[] { Code(file.Shown), file.Edits.ToString() })], CappedRows);
    }

    private static string Verdict(RunReport report)
    {
        var left = report.Leftovers.Count();
        var leftovers = left == 0 && report.TakenBack.IsEmpty ? report.NothingLeft : $"**{Words.Count(left, "finding")} left.**";
        return report.IsCheck ? leftovers
            : $"{Words.Count(report.Files.Length, "file")} {(report.IsDryRun ? "would change" : "changed")} in {Words.Count(report.Edits, "place")}. {leftovers}";
    }

    private static void Rules(StringBuilder text, RunReport report)
    {
        if (report.Findings.IsEmpty)
            return;
        text.Append(MarkdownSection.Table(["rule", report.IsCheck ? "fixable" : "fixed", "listed", "info"]));
        foreach (var rule in report.Findings.GroupBy(finding => finding.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            text.Append(MarkdownSection.RowOf(
            [
                rule.Key,
                .. new[] { FindingStatus.Fixed, FindingStatus.Listed, FindingStatus.Info }.Select(status => rule.Count(finding => finding.Status == status).ToString()),
            ]));
        }

        text.Append('\n');
    }

    private static MarkdownSection Findings(string title, RunReport report, FindingStatus status, int cap = int.MaxValue) =>
        new(title, ["rule", "place", "what"],
            [.. report.Findings.Where(finding => finding.Status == status).Select(finding => new[] { finding.Rule, Code($"{finding.Path}:{finding.Line}"), MarkdownText.Escape(finding.Text) })], cap);

    private static MarkdownSection Contracts(string title, IEnumerable<ReportedContract> contracts) =>
        new(title, ["kind", "owner", "before", "after", "place"],
        [
            .. contracts.Select(contract => new[]
            {
                Words.Of(contract.Kind), Code(contract.Owner), Code(contract.OldName), Code(contract.NewName) + MarkdownText.Escape(Words.Advice(contract)), Code($"{contract.Path}:{contract.Line}"),
            }),
        ]);

    private static string Code(string text) => $"`{text.Replace("|", "\\|", StringComparison.Ordinal).Replace("`", "'", StringComparison.Ordinal)}`";
}
