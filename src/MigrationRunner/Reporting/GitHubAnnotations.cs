using System.Globalization;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>
/// Findings as commands of GitHub Actions, which make annotations on the changed lines of a pull request
/// (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands): warnings for what is left, notices for information. GitHub shows
/// the first ten of each kind in a step; the last notice is the summary.
/// </summary>
internal sealed class GitHubAnnotations(TextWriter output, Verbosity verbosity)
{
    private const int Shown = 10;

    public void Write(RunReport report)
    {
        var notices = 0;
        foreach (var finding in report.Findings.Where(finding => report.IsShown(finding, verbosity)))
        {
            if (report.IsLeftover(finding))
                Write("warning", PlaceOf(report, finding), finding.Rule, finding.Text);
            else if (finding.Status == FindingStatus.Info && ++notices < Shown)       // one is the summary's
                Write("notice", PlaceOf(report, finding), finding.Rule, finding.Text);
        }

        foreach (var group in report.TakenBack)
            Write("warning", $"file={Property(report.Place.PathOf(report.Solution))},", "C2W000", $"Taken back: {group.What}. {group.Reason}");
        if (verbosity != Verbosity.Quiet)
            Write("notice", "", $"clerk2workos {report.Command}", Summary(report));
    }

    private static string Summary(RunReport report)
    {
        var rules = report.Leftovers.GroupBy(finding => finding.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"{rule.Key} {rule.Count()}").ToList();
        string?[] sentences =
        [
            report.IsCheck ? null : $"{Words.Count(report.Files.Length, "file")} {(report.IsDryRun ? "would change" : "changed")}, {Words.Count(report.Edits, "edit")}.",
            report.WhatIsLeft,
            rules.Count == 0 ? null : $"By rule: {string.Join(", ", rules)}.",
            report.Leftovers.Count() <= Shown ? null : $"GitHub shows {Shown} of them as annotations; the log has all.",
            report.Baseline?.Text,
            report.UnloadedProjects.IsEmpty ? null : $"Projects not looked at: {string.Join(", ", report.UnloadedProjects)}.",
        ];
        return string.Join(' ', sentences.Where(sentence => sentence is not null));
    }

    /// <summary>Columns are for places on one line: GitHub takes none for others.</summary>
    private static string PlaceOf(RunReport report, ReportedFinding finding)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"file={Property(report.Place.PathOf(finding.Path))},line={finding.Line},endLine={finding.EndLine},");
        return finding.Line == finding.EndLine ? string.Create(CultureInfo.InvariantCulture, $"{place}col={finding.Column},endColumn={finding.EndColumn},") : place;
    }

    private void Write(string kind, string place, string title, string message) =>
        output.WriteLine($"::{kind} {place}title={Property(title)}::{Data(message)}");

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
