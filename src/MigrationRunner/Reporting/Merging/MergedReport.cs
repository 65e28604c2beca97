using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Commands;
using Clerk2WorkOS.MigrationRunner.Reporting.Html;
using Clerk2WorkOS.MigrationRunner.Writing;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Merging;

/// <summary>The reports of several repositories as one, in the form that a file's extension asks for.</summary>
internal sealed class MergedReport(ImmutableArray<NamedReport> all)
{
    private static readonly string[] Forms = [".html", ".json", ".md"];

    /// <summary>1 as soon as one of them has something left.</summary>
    public int ExitCode => all.Any(report => report.Report.ExitCode != 0) ? Commands.ExitCode.Leftovers : Commands.ExitCode.Done;

    /// <exception cref="CannotRunException">One could not be written.</exception>
    public static void Check(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (!Forms.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                throw new CannotRunException($"--report '{path}' asks for a form that does not exist here; there are {Sentence.List(Forms)}.");
            WritablePlace.CheckFile(path, "--report");
        }
    }

    public void Write(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            WritablePlace.Write(path, Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".html" => HtmlReport.Write(all),
                ".json" => Json(),
                _ => Encoding.UTF8.GetBytes(Markdown()),
            }, "--report");
        }
    }

    /// <summary>A line a repository, and the sum.</summary>
    public void Write(TextWriter output)
    {
        var wide = all.Max(report => report.Name!.Length);
        foreach (var report in all)
            output.WriteLine($"{report.Name!.PadRight(wide)}  {(report.Left == 0 ? "nothing left" : $"{report.Left} left")}{(report.Report.IsCheck ? "" : $", {Words.Count(report.Report.Files.Length, "file")} changed")}");
        output.WriteLine();
        output.WriteLine(Verdict);
    }

    private string Verdict
    {
        get
        {
            var open = all.Count(report => report.Left > 0);
            var repositories = $"{all.Length} {(all.Length == 1 ? "repository" : "repositories")}";
            return open == 0 ? $"{repositories}: nothing is left." : $"{repositories}: {Words.Count(all.Sum(report => report.Left), "finding")} left, in {open} of them.";
        }
    }

    /// <summary>
    /// <c>schemaVersion</c> 1, <c>command</c> "report merge", <c>exitCode</c>, and <c>repositories[]</c>: <c>name</c> and <c>report</c>, each as
    /// <see cref="JsonReport"/> has it, by name.
    /// </summary>
    private byte[] Json()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("command", "report merge");
            json.WriteNumber("exitCode", ExitCode);
            json.WriteStartArray("repositories");
            foreach (var report in all)
            {
                json.WriteStartObject();
                json.WriteString("name", report.Name);
                json.WritePropertyName("report");
                JsonReport.Write(json, report.Report);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private string Markdown()
    {
        var text = new StringBuilder($"# clerk2workos: {all.Length} {(all.Length == 1 ? "repository" : "repositories")}\n\n**{Verdict}**\n\n| repository | left | fixable | fixed | info | files changed | contracts moved |\n|---|---|---|---|---|---|---|\n");
        foreach (var report in all)
        {
            var (run, mended) = (report.Report, report.Report.Count(FindingStatus.Fixed));
            text.Append($"| {MarkdownText.Escape(report.Name!)} | {report.Left} | {(run.IsCheck ? mended : 0)} | {(run.IsCheck ? 0 : mended)} | {run.Count(FindingStatus.Info)} | {run.Files.Length} | {run.Contracts.Count(contract => !contract.IsKept)} |\n");
        }

        return text.ToString();
    }
}
