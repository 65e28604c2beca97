using System.Globalization;
using System.Net;
using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Documents;

/// <summary>A report as one page that needs nothing else: no network, no script; dark and light, for keyboards and screen readers.</summary>
internal static class DocumentHtml
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --good: #1a7f37; --bad: #b42318; --bar: #2563eb; }
        @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #151b23; --good: #4ac26b; --bad: #ff7b72; --bar: #79b8ff; } }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1.5rem; }
        h1 { font-size: 1.6rem; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
        .verdict { border-left: .4rem solid var(--good); background: var(--soft); padding: .6rem 1rem; font-weight: 600; } .verdict.bad { border-color: var(--bad); }
        .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; } th { background: var(--soft); }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        svg { width: 100%; height: auto; } svg rect { fill: var(--bar); } svg line { stroke: var(--line); } svg text { fill: currentColor; font: 12px system-ui, sans-serif; }
        """;

    public static byte[] Write(ReportDocument document)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
            .Append($"<title>clerk2workos {Text(document.Command)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n")
            .Append($"<h1>clerk2workos {Text(document.Command)}</h1>\n")
            .Append($"<p class=\"verdict{(document.ExitCode == 0 ? "" : " bad")}\">{Text(document.Verdict)}</p>\n")
            .Append($"<p>Began {ReportText.Of(document.StartedAt)}, took {ReportText.Of(document.Duration)}, exit code {document.ExitCode}.</p>\n");
        Facts(html, document);
        Rate(html, document.Rate);
        foreach (var table in document.Tables)
            Table(html, table);
        html.Append("</main>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void Facts(StringBuilder html, ReportDocument document)
    {
        if (document.Facts.Count == 0)
            return;
        html.Append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"In numbers\"><table>\n<tbody>\n");
        foreach (var fact in document.Facts)
            html.Append($"<tr><th scope=\"row\">{Text(fact.Name)}</th>{Cell(fact.Value)}</tr>\n");
        html.Append("</tbody>\n</table></div>\n");
    }

    private static void Table(StringBuilder html, ReportTable table)
    {
        if (table.Rows.Count == 0 && table.WhenEmpty is null)
            return;
        html.Append($"<h2 id=\"{Text(table.Id)}\">{Text(table.Title)}{(table.Rows.Count > 0 ? $" ({ReportText.Of(table.Rows.Count)})" : "")}</h2>\n");
        if (table.Rows.Count == 0)
        {
            html.Append($"<p>{Text(table.WhenEmpty!)}</p>\n");
            return;
        }

        html.Append($"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{Text(table.Id)}\"><table>\n<thead><tr>");
        for (var i = 0; i < table.Columns.Count; i++)
            html.Append($"<th scope=\"col\"{(IsNumber(table.Rows[0][i]) ? " class=\"number\"" : "")}>{Text(table.Columns[i].Name)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            foreach (var value in row)
                html.Append(Cell(value));
            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table></div>\n");
    }

    /// <summary>A bar for each stretch of time; the numbers stand in its description, for those who do not see it.</summary>
    private static void Rate(StringBuilder html, ReportRate? rate)
    {
        if (rate?.Stretches() is not { Count: > 0 } stretches)
            return;
        const int width = 900, height = 220, left = 60, bottom = 190, top = 10;
        var (end, most) = (stretches[^1].At.TotalSeconds, stretches.Max(stretch => stretch.PerSecond));
        var unit = Text(rate.Unit);
        var mean = rate.Points[^1].At > TimeSpan.Zero ? rate.Points[^1].Done / rate.Points[^1].At.TotalSeconds : 0;
        html.Append($"<h2 id=\"rate\">Rate</h2>\n<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"rate rate-text\">\n")
            .Append($"<desc id=\"rate-text\">{ReportText.Of(mean)} {unit} a second in the mean, {ReportText.Of(most)} at most, over {ReportText.Of(rate.Points[^1].At)}.</desc>\n")
            .Append($"<line x1=\"{left}\" y1=\"{bottom}\" x2=\"{width}\" y2=\"{bottom}\"/><line x1=\"{left}\" y1=\"{top}\" x2=\"{left}\" y2=\"{bottom}\"/>\n")
            .Append($"<text x=\"{left - 6}\" y=\"{top + 10}\" text-anchor=\"end\">{ReportText.Of(most)}</text><text x=\"{left - 6}\" y=\"{bottom}\" text-anchor=\"end\">0</text>\n")
            .Append($"<text x=\"{left}\" y=\"{height - 12}\">0 s</text><text x=\"{width}\" y=\"{height - 12}\" text-anchor=\"end\">{ReportText.Of(stretches[^1].At)}</text>\n");
        var from = 0.0;
        foreach (var (at, perSecond) in stretches)
        {
            var (x, till) = (X(from), X(at.TotalSeconds));
            var tall = most > 0 ? (bottom - top) * perSecond / most : 0;
            html.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{bottom - tall:0.#}\" width=\"{Math.Max(1, till - x - 1):0.#}\" height=\"{tall:0.#}\"><title>{ReportText.Of(at)}: {ReportText.Of(perSecond)} {unit} a second</title></rect>\n");
            from = at.TotalSeconds;
        }

        html.Append("</svg>\n");

        double X(double seconds) => left + (end > 0 ? (width - left) * seconds / end : 0);
    }

    private static string Cell(object? value) => $"<td{(IsNumber(value) ? " class=\"number\"" : "")}>{Text(ReportText.Of(value))}</td>";

    private static bool IsNumber(object? value) => value is int or long or double or TimeSpan;

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
