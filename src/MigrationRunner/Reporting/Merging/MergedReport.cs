using System.Collections.Immutable;
using System.Text;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Reporting.Html;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Merging;

/// <summary>The reports of several repositories as one, in the form that a file's extension asks for.</summary>
internal sealed class MergedReport(ImmutableArray<NamedReport> all)
{
    private static readonly ReportForms<MergedReport> Forms = new()
    {
        [".html"] = merged => HtmlReport.Write(merged.All),
        [".json"] = merged => merged.Json(),
        [".md"] = merged => Encoding.UTF8.GetBytes(merged.Markdown()),
    };

    private ImmutableArray<NamedReport> All { get; } = all;

    /// <summary>1 as soon as one of them has something left.</summary>
    public int ExitCode => All.Any(report => report.Report.ExitCode != 0) ? Commands.ExitCode.Leftovers : Commands.ExitCode.Done;

    /// <exception cref="CannotRunException">One could not be written.</exception>
    public static void Check(IEnumerable<string> paths) => Forms.Check(paths);

    public void Write(IEnumerable<string> paths) => Forms.Write(paths, this);

    /// <summary>A line a repository, and the sum.</summary>
    public void Write(TextWriter output)
    {
        var wide = All.Max(report => report.Name!.Length);
        foreach (var report in All)
            output.WriteLine($"{report.Name!.PadRight(wide)}  {(report.Left == 0 ? "nothing left" : $"{report.Left} left")}{(report.HasStaleBaseline ? ", but the baseline has to be updated" : "")}{(report.Report.IsCheck ? "" : $", {Words.Count(report.Report.Files.Length, "file")} changed")}");
        output.WriteLine();
        output.WriteLine(Verdict);
    }

    private string Repositories => $"{All.Length} {(All.Length == 1 ? "repository" : "repositories")}";

    private string Verdict
    {
        get
        {
            var open = All.Count(report => report.Left > 0);
            return open == 0 ? $"{Repositories}: nothing is left{(All.Any(report => report.HasStaleBaseline) ? ", but a baseline has to be updated" : "")}." : $"{Repositories}: {Words.Count(All.Sum(report => report.Left), "finding")} left, in {open} of them.";
        }
    }

    /// <summary>
    /// <c>schemaVersion</c> 1, <c>command</c> "report merge", <c>exitCode</c>, and <c>repositories[]</c>: <c>name</c> and <c>report</c>, each as
    /// <see cref="JsonReport"/> has it, by name.
    /// </summary>
    private byte[] Json() => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("command", "report merge");
        json.WriteNumber("exitCode", ExitCode);
        json.WriteObjects("repositories", All, report =>
        {
            json.WriteString("name", report.Name);
            json.WritePropertyName("report");
            JsonReport.Write(json, report.Report);
        });
        json.WriteEndObject();
    });

    private string Markdown()
    {
        var text = new StringBuilder($"# clerk2workos: {Repositories}\n\n**{Verdict}**\n\n| repository | left | fixable | fixed | info | files changed | contracts moved |\n|---|---|---|---|---|---|---|\n");
        foreach (var report in All)
        {
            var (run, mended) = (report.Report, report.Report.Count(FindingStatus.Fixed));
            text.Append($"| {MarkdownText.Escape(report.Name!)} | {report.Left} | {(run.IsCheck ? mended : 0)} | {(run.IsCheck ? 0 : mended)} | {run.Count(FindingStatus.Info)} | {run.Files.Length} | {run.Contracts.Count(contract => !contract.IsKept)} |\n");
        }

        return text.ToString();
    }
}
