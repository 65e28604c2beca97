using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>The report for a pull request: what is left in full, what was done in numbers and a few rows.</summary>
internal static class MarkdownReport
{
    /// <summary>Rows of what needs nobody's attention; GitHub takes 65,536 characters in a comment.</summary>
    private const int CappedRows = 50;

    public static byte[] Write(RunReport report)
    {
        var text = new StringBuilder();
        text.Append($"# clerk2workos {report.Command}: {MarkdownText.Escape(report.Solution)}\n\n");
        text.Append(Verdict(report)).Append("\n\n");
        if (report.Baseline is { } baseline)
            text.Append(MarkdownText.Escape(baseline.Text)).Append("\n\n");
        Rules(text, report);
        Errors(text, report);
        Findings(text, "Left to do", report, report.Findings.Where(finding => finding.Status == FindingStatus.Listed), int.MaxValue);
        TakenBack(text, report);
        Contracts(text, "Contracts that moved", report.Contracts.Where(contract => !contract.IsKept));
        if (report.HasNewKeys)
            text.Append(Words.NewKeys).Append("\n\n");
        Contracts(text, "Contracts kept", report.Contracts.Where(contract => contract.IsKept));
        if (!report.Database.IsEmpty)
            Section(text, "Database", ["step"], [.. report.Database.Select(step => new[] { MarkdownText.Escape(step) })], int.MaxValue);
        if (!report.UnloadedProjects.IsEmpty)
            Section(text, "Projects not looked at", ["project"], [.. report.UnloadedProjects.Select(project => new[] { Code(project) })], int.MaxValue);
        Findings(text, report.IsCheck ? "Fixable" : "Fixed", report, report.Findings.Where(finding => finding.Status == FindingStatus.Fixed), report.IsCheck ? int.MaxValue : CappedRows);
        Findings(text, "For information", report, report.Findings.Where(finding => finding.Status == FindingStatus.Info), CappedRows);
        Section(text, report.IsDryRun ? "Files that would change" : "Files changed", ["file", "edits"],
            [.. report.Files.Select(file => new[] { Code(file.Path), file.Edits.ToString() })], CappedRows);
        return Encoding.UTF8.GetBytes(text.ToString().TrimEnd('\n') + "\n");
    }

    private static string Verdict(RunReport report)
    {
        var left = report.Leftovers.Count();
        var leftovers = left == 0 && report.TakenBack.IsEmpty ? report.NothingLeft : $"**{Words.Count(left, "finding")} left.**";
        return report.IsCheck ? leftovers
            : $"{Words.Count(report.Files.Length, "file")} {(report.IsDryRun ? "would change" : "changed")} in {Words.Count(report.Edits, "place")}. {leftovers}";
    }

    private static void Rules(StringBuilder text, RunReport report) =>
        Section(text, null, ["rule", report.IsCheck ? "fixable" : "fixed", "listed", "info"],
        [
            .. report.Findings.GroupBy(finding => finding.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => new[]
            {
                rule.Key,
                rule.Count(finding => finding.Status == FindingStatus.Fixed).ToString(),
                rule.Count(finding => finding.Status == FindingStatus.Listed).ToString(),
                rule.Count(finding => finding.Status == FindingStatus.Info).ToString(),
            }),
        ], int.MaxValue);

    private static void Errors(StringBuilder text, RunReport report)
    {
        if (report.ErrorsAfter is { } after)
            text.Append($"Compiler errors: {report.ErrorsBefore?.ToString() ?? "not counted"} before, {after} after.\n\n");
    }

    private static void Findings(StringBuilder text, string title, RunReport report, IEnumerable<ReportedFinding> findings, int cap) =>
        Section(text, title, ["rule", "place", "what"],
            [.. findings.Select(finding => new[] { finding.Rule, Code($"{finding.Path}:{finding.Line}"), MarkdownText.Escape(finding.Text) })], cap);

    private static void TakenBack(StringBuilder text, RunReport report) =>
        Section(text, "Taken back", ["what", "why"], [.. report.TakenBack.Select(group => new[] { MarkdownText.Escape(group.What), MarkdownText.Escape(group.Reason) })], int.MaxValue);

    private static void Contracts(StringBuilder text, string title, IEnumerable<ReportedContract> contracts) =>
        Section(text, title, ["kind", "owner", "before", "after", "place"],
        [
            .. contracts.Select(contract => new[]
            {
                Words.Of(contract.Kind), Code(contract.Owner), Code(contract.OldName), Code(contract.NewName) + MarkdownText.Escape(Words.Advice(contract)), Code($"{contract.Path}:{contract.Line}"),
            }),
        ], int.MaxValue);

    private static void Section(StringBuilder text, string? title, string[] columns, IReadOnlyList<string[]> rows, int cap)
    {
        if (rows.Count == 0)
            return;
        if (title is not null)
            text.Append($"## {title} ({rows.Count})\n\n");
        text.Append("| ").AppendJoin(" | ", columns).Append(" |\n|").Insert(text.Length, "---|", columns.Length).Append('\n');
        foreach (var row in rows.Take(cap))
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        if (rows.Count > cap)
            text.Append($"\n… and {rows.Count - cap} more.\n");
        text.Append('\n');
    }

    private static string Code(string text) => $"`{text.Replace("|", "\\|", StringComparison.Ordinal).Replace("`", "'", StringComparison.Ordinal)}`";
}
