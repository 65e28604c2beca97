using System.Text;
using Clerk2WorkOS.MigrationRunner.Reporting.Documents;
using Clerk2WorkOS.RowLevelSecurity.Linting;

namespace Clerk2WorkOS.MigrationRunner.Commands.RowLevelSecurity;

/// <summary>A review in the forms in which it is shown.</summary>
internal static class LintReport
{
    public static ReportDocument Of(LintResult result, DateTimeOffset startedAt, TimeSpan duration) => new("rls lint", Verdict(result), startedAt, duration, result.IsClean ? ExitCode.Done : ExitCode.Leftovers)
    {
        Facts =
        [
            new("tables", "Tables", result.Tables), new("policies", "Policies", result.Policies), new("errors", "Errors", Count(result, LintSeverity.Error)), new("warnings", "Warnings", Count(result, LintSeverity.Warning)),
            new("infos", "Good to know", Count(result, LintSeverity.Info)), new("ignored", "Ignored as asked", result.Ignored), new("notRead", "Statements not looked at", result.NotRead.Count),
        ],
        Tables =
        [
            new(
                "findings", "Findings",
                [new("id", "Finding"), new("severity", "Severity"), new("object", "Where"), new("reason", "Why"), new("fix", "The SQL that mends it")],
                [.. result.Findings.Select(finding => new object?[] { finding.Id, Word(finding.Severity), finding.Place, finding.Reason, finding.Fix })])
            {
                WhenEmpty = "Nothing was found.",
            },
            new("notes", "Not judged", [new("note", "What")], [.. result.Notes.Select(note => new object?[] { note })]),
            new("notRead", "Statements not looked at", [new("statement", "Statement")], [.. result.NotRead.Select(statement => new object?[] { statement })]),
        ],
    };

    /// <summary>Each finding as a line in a compiler's manner, its reason and its SQL below.</summary>
    public static string Text(LintResult result)
    {
        var text = new StringBuilder();
        foreach (var finding in result.Findings)
        {
            text.Append($"{finding.Place}: {Word(finding.Severity)} {finding.Id}: {finding.Reason}\n");
            foreach (var line in finding.Fix.Split('\n'))
                text.Append($"    {line.TrimEnd('\r')}\n");
            text.Append('\n');
        }

        foreach (var note in result.Notes)
            text.Append($"note: {note}\n");
        if (result.NotRead.Count > 0)
            text.Append($"note: {Plural(result.NotRead.Count, "statement")} that may matter {(result.NotRead.Count == 1 ? "was" : "were")} not looked at: {Sentence.List(result.NotRead)}.\n");
        return text.Append($"{Verdict(result)}\n").ToString();
    }

    /// <summary>Commands of a workflow on GitHub (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).</summary>
    public static string Annotations(LintResult result)
    {
        var text = new StringBuilder();
        foreach (var finding in result.Findings)
        {
            var command = finding.Severity switch { LintSeverity.Error => "error", LintSeverity.Warning => "warning", _ => "notice" };
            text.Append($"::{command} title={Property($"{finding.Id} {finding.Place}")}::{Data($"{finding.Reason}\n{finding.Fix}")}\n");
        }

        return text.Append($"{Verdict(result)}\n").ToString();
    }

    private static string Verdict(LintResult result)
    {
        var counts = $"{Plural(Count(result, LintSeverity.Error), "error")}, {Plural(Count(result, LintSeverity.Warning), "warning")}, {ReportText.Of(Count(result, LintSeverity.Info))} good to know";
        var ignored = result.Ignored > 0 ? $"; {ReportText.Of(result.Ignored)} ignored" : "";
        return $"{Plural(result.Tables, "table")}, {(result.Policies == 1 ? "1 policy" : $"{ReportText.Of(result.Policies)} policies")}: {(result.Findings.Count == 0 ? "nothing was found" : counts)}{ignored}.";
    }

    private static int Count(LintResult result, LintSeverity severity) => result.Findings.Count(finding => finding.Severity == severity);

    private static string Word(LintSeverity severity) => severity switch { LintSeverity.Error => "error", LintSeverity.Warning => "warning", _ => "info" };

    private static string Plural(int number, string noun) => $"{ReportText.Of(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
