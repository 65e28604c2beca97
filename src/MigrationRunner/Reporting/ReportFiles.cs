using Clerk2WorkOS.MigrationRunner.Reporting.Html;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Reporting;

/// <summary>Writes reports, each in the form that its extension asks for.</summary>
internal static class ReportFiles
{
    private static readonly Dictionary<string, Func<RunReport, byte[]>> Forms = new(StringComparer.OrdinalIgnoreCase)
    {
        [".md"] = MarkdownReport.Write,
        [".json"] = JsonReport.Write,
        [".html"] = HtmlReport.Write,
    };

    /// <summary>Refuses, before any work is done, what could not be written after it.</summary>
    /// <exception cref="CannotRunException">Says why.</exception>
    public static void Check(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (!Forms.ContainsKey(Path.GetExtension(path)))
                throw new CannotRunException($"--report '{path}' asks for a form that does not exist; there are {string.Join(" and ", Forms.Keys)}.");
            WritablePlace.CheckFile(path, "--report");
        }
    }

    public static void Write(IEnumerable<string> paths, RunReport report)
    {
        foreach (var path in paths)
            WritablePlace.Write(path, Forms[Path.GetExtension(path)](report), "--report");
    }
}
