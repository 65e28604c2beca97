using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>
/// Findings as MSBuild, Visual Studio and the loggers of build servers read them: the compiler's form with full paths, since an editor does not know
/// what a short one is relative to. Of the summary, only what does not look like an error to them.
/// </summary>
internal sealed class BuildLog(TextWriter output, Verbosity verbosity, string root)
{
    public void Write(RunReport report)
    {
        foreach (var finding in report.Findings.Where(finding => report.IsShown(finding, verbosity)))
        {
            var kind = report.IsLeftover(finding) ? "warning" : finding.Status == FindingStatus.Info ? "info" : "fixed";
            output.WriteLine($"{FullPath(finding.Path)}({finding.Line},{finding.Column}): {kind} {finding.Rule}: {OneLine(finding.Text)}");
        }

        foreach (var group in report.TakenBack)
            output.WriteLine($"{FullPath(report.Solution)} : warning C2W000: {OneLine($"Taken back: {group.What}. {group.Reason}")}");
        if (verbosity == Verbosity.Quiet)
            return;
        if (report.Baseline is { } baseline)
            output.WriteLine(baseline.Text);
        output.WriteLine(report.WhatIsLeft);
    }

    private string FullPath(string shown) => Path.GetFullPath(shown, root);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
