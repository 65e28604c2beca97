using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Html;

/// <summary>What the page's script shows, as JSON that a page can hold: each text once, and named by its number.</summary>
internal sealed class PageData
{
    /// <summary>Leaves letters alone and writes out what could end the script or begin a comment in it.</summary>
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly List<string> _inOrder = [];

    private PageData()
    {
    }

    public static string Write(PageReports page)
    {
        var data = new PageData();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = Encoder }))
            data.Write(json, page);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private void Write(Utf8JsonWriter json, PageReports page)
    {
        json.WriteStartObject();
        json.WriteStartArray("repositories");
        foreach (var report in page.All)
            json.WriteStringValue(VisibleText.Of(report.Name ?? ""));
        json.WriteEndArray();

        var rules = page.All.SelectMany(report => report.Report.Findings).Select(finding => finding.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        WriteRules(json, rules);
        WriteFindings(json, page, rules);
        WriteFiles(json, page);
        json.WriteStartArray("texts");
        foreach (var text in _inOrder)
            json.WriteStringValue(text);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter json, List<string> rules)
    {
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", VisibleText.Of(rule));
            json.WriteString("title", PageRules.TitleOf(rule) ?? "");
            json.WriteString("page", PageRules.PageOf(rule));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Repository, rule, status, project, path, line, column, message, reason, code, the code's first line, the column at which the finding ends (0 where it goes over lines).</summary>
    private void WriteFindings(Utf8JsonWriter json, PageReports page, List<string> rules)
    {
        var ruleNumbers = rules.Select((rule, at) => (rule, at)).ToDictionary(pair => pair.rule, pair => pair.at, StringComparer.Ordinal);
        json.WriteStartArray("findings");
        for (var repository = 0; repository < page.All.Length; repository++)
        {
            var run = page.All[repository].Report;
            foreach (var finding in run.Findings)
            {
                json.WriteStartArray();
                json.WriteNumberValue(repository);
                json.WriteNumberValue(ruleNumbers[finding.Rule]);
                json.WriteStringValue(Words.Of(finding.Status, run.IsCheck));
                json.WriteNumberValue(Text(finding.Project));
                json.WriteNumberValue(Text(finding.Path));
                json.WriteNumberValue(finding.Line);
                json.WriteNumberValue(finding.Column);
                json.WriteNumberValue(Text(finding.Message));
                json.WriteNumberValue(Text(finding.Reason));
                if (finding.Code is { } code)
                {
                    json.WriteNumberValue(Text(code.Text));
                    json.WriteNumberValue(code.FirstLine);
                    json.WriteNumberValue(finding.EndLine == finding.Line ? finding.EndColumn : 0);
                }

                json.WriteEndArray();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Repository, path, edits, the changed stretches, and the sentence that stands in their place where they are not shown.</summary>
    private void WriteFiles(Utf8JsonWriter json, PageReports page)
    {
        json.WriteStartArray("files");
        for (var repository = 0; repository < page.All.Length; repository++)
        {
            var run = page.All[repository].Report;
            var planned = run.Planned.ToDictionary(file => file.ShownPath, StringComparer.Ordinal);
            foreach (var file in run.Files)
            {
                json.WriteStartArray();
                json.WriteNumberValue(repository);
                json.WriteNumberValue(Text(file.Shown));
                json.WriteNumberValue(file.Edits);
                WriteHunks(json, file.Path, planned.TryGetValue(file.Path, out var changes) ? DiffHunk.Of(changes) : file.Hunks);
                json.WriteEndArray();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteHunks(Utf8JsonWriter json, string path, ImmutableArray<DiffHunk> hunks)
    {
        if (hunks.IsEmpty || !ReportedCode.IsCode(path))
        {
            json.WriteNullValue();
            json.WriteStringValue(ReportedCode.IsCode(path) ? "The report shows no line that changed." : "The lines are not shown: values of settings stand in such a file.");
            return;
        }

        json.WriteStartArray();
        foreach (var hunk in hunks)
        {
            json.WriteStartArray();
            json.WriteNumberValue(hunk.OldStart);
            json.WriteNumberValue(hunk.NewStart);
            json.WriteStartArray();
            foreach (var line in hunk.Lines)
                json.WriteStringValue(VisibleText.Of(ReportedCode.WithoutSecrets(line.Shown)));
            json.WriteEndArray();
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteNullValue();
    }

    /// <summary>A text's number; -1 for none.</summary>
    private int Text(string? text)
    {
        if (text is null)
            return -1;
        if (_texts.TryGetValue(text, out var number))
            return number;
        _inOrder.Add(VisibleText.Of(text));
        return _texts[text] = _inOrder.Count - 1;
    }
}
