using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>The report for people and for build logs: findings in the compiler's form, then a summary.</summary>
internal sealed class ConsoleReport(TextWriter output, Verbosity verbosity, bool isColored)
{
    public void Write(RunReport report)
    {
        foreach (var finding in report.Findings.Where(finding => report.IsShown(finding, verbosity)))
            WriteFinding(finding, report.IsCheck);

        foreach (var group in report.TakenBack)
            output.WriteLine($"{report.Solution} : {Colored("warning")} C2W000: Taken back: {group.What}. {group.Reason}");
        if (verbosity != Verbosity.Quiet)
            WriteSummary(report);
    }

    private void WriteFinding(ReportedFinding finding, bool isCheck)
    {
        var kind = finding.Status switch
        {
            FindingStatus.Listed => Colored("warning"),
            FindingStatus.Fixed => isCheck ? Colored("warning") : "fixed",
            _ => "info",
        };
        output.WriteLine($"{finding.Path}({finding.Line},{finding.Column}): {kind} {finding.Rule}: {finding.Text}");
    }

    private void WriteSummary(RunReport report)
    {
        if (report.Findings.Length > 0 || report.TakenBack.Length > 0)
            output.WriteLine();
        if (!report.IsCheck)
            output.WriteLine($"{report.Solution}: {Words.Count(report.Files.Length, "file")} {(report.IsDryRun ? "would change" : "changed")}, {Words.Count(report.Edits, "edit")}.");
        foreach (var rule in report.Findings.GroupBy(finding => finding.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal))
            output.WriteLine($"  {rule.Key}  {Counts([.. rule], report.IsCheck)}");

        WriteContracts("moved", report.Contracts.Where(contract => !contract.IsKept).ToList());
        WriteContracts("kept", report.Contracts.Where(contract => contract.IsKept).ToList());
        if (!report.UnloadedProjects.IsEmpty)
            output.WriteLine($"Projects not looked at: {string.Join(", ", report.UnloadedProjects)}.");
        foreach (var note in report.Notes)
            output.WriteLine(note);
        foreach (var step in report.Database)
            output.WriteLine($"Database: {step}");
        if (report.ErrorsAfter is { } after)
            output.WriteLine(report.ErrorsBefore is { } before ? $"{report.ErrorsTitle}: {before} before, {after} after." : $"{report.ErrorsTitle}: {after} after.");

        if (report.Baseline is { } baseline)
            output.WriteLine(baseline.Text);
        output.WriteLine(report.WhatIsLeft);
    }

    private void WriteContracts(string what, List<ReportedContract> contracts)
    {
        if (contracts.Count == 0)
            return;
        output.WriteLine($"Contracts {what}: {contracts.Count}");
        if (what == "kept" && verbosity != Verbosity.Detailed)
            return;
        foreach (var contract in contracts)
            output.WriteLine($"  {contract.Path}({contract.Line},{contract.Column}): {Words.Of(contract.Kind)} {contract.Owner}: {contract.OldName}{(contract.IsKept ? "" : $" -> {contract.NewName}{Words.Advice(contract)}")}");
        if (what == "moved" && contracts.Exists(contract => contract.Kind == ContractKind.Configuration))
            output.WriteLine(Words.NewKeys);
    }

    private static string Counts(IReadOnlyCollection<ReportedFinding> findings, bool isCheck) =>
        string.Join(", ", new[] { FindingStatus.Fixed, FindingStatus.Listed, FindingStatus.Info }
            .Select(status => (status, count: findings.Count(finding => finding.Status == status)))
            .Where(pair => pair.count > 0)
            .Select(pair => $"{pair.count} {Words.Of(pair.status, isCheck)}"));

    private string Colored(string word) => isColored ? $"\u001b[33m{word}\u001b[0m" : word;
}
