using Clerk2WorkOS.MigrationRunner.Reporting.Html;
using Clerk2WorkOS.MigrationRunner.Reporting.Sarif;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>Writes reports, each in the form that its extension asks for.</summary>
internal static class ReportFiles
{
    private const string Patch = ".patch";

    private static readonly ReportForms<RunReport> Forms = new()
    {
        [".md"] = MarkdownReport.Write,
        [".json"] = JsonReport.Write,
        [".sarif"] = SarifReport.Write,
        [Patch] = report => UnifiedDiff.Write(report.Planned, report.Place),
        [".html"] = HtmlReport.Write,
    };

    /// <summary>Refuses, before any work is done, what could not be written after it.</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="changes">Whether the run plans changes.</param>
    /// <exception cref="CannotRunException">Says why.</exception>
    public static void Check(IReadOnlyCollection<string> paths, bool changes = true)
    {
        Forms.Check(paths);
        if (!changes && paths.FirstOrDefault(path => Path.GetExtension(path).Equals(Patch, StringComparison.OrdinalIgnoreCase)) is { } patch)
            throw new CannotRunException($"--report '{patch}' asks for a patch, and check plans no changes; 'clerk2workos fix --dry-run' does.");
    }

    public static void Write(IEnumerable<string> paths, RunReport report) => Forms.Write(paths, report);
}
