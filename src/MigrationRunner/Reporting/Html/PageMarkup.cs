using System.Globalization;
using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Html;

/// <summary>A column of a table: its name, and whether it holds numbers or a chart.</summary>
internal sealed record PageColumn(string Name, string? Kind = null)
{
    public static PageColumn Number(string name) => new(name, "number");

    public static PageColumn Chart(string name) => new(name, "chart");
}

/// <summary>The pieces of markup that several parts of the page are made of.</summary>
internal static class PageMarkup
{
    public static string Section(string id, string title, string content) =>
        $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\" tabindex=\"-1\">{VisibleText.Html(title)}</h2>\n{content}</section>\n";

    /// <summary>A table; the cells are markup, the first of a row is its head.</summary>
    public static string Table(string caption, IReadOnlyList<PageColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var html = new StringBuilder($"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table: {VisibleText.Html(caption)}\"><table>\n<caption class=\"apart\">{VisibleText.Html(caption)}</caption>\n<thead><tr>");
        foreach (var column in columns)
            html.Append($"<th scope=\"col\"{Kind(column)}>{VisibleText.Html(column.Name)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Append($"<tr><th scope=\"row\">{row[0]}</th>");
            for (var at = 1; at < row.Count; at++)
                html.Append($"<td{Kind(columns[at])}>{row[at]}</td>");
            html.Append("</tr>\n");
        }

        return html.Append("</tbody>\n</table></div>\n").ToString();
    }

    /// <summary>A bar of several parts, as long as its share of <paramref name="most"/>; the same numbers stand in the row's cells.</summary>
    public static string Bar(int most, params ReadOnlySpan<(string Kind, int Number)> parts)
    {
        var html = new StringBuilder("<svg class=\"bars\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\"><rect class=\"track\" width=\"1000\" height=\"10\"/>");
        var from = 0.0;
        foreach (var (kind, number) in parts)
        {
            var wide = most == 0 ? 0 : 1000.0 * number / most;
            if (number > 0)
                html.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{from:0.##}\" width=\"{wide:0.##}\" height=\"10\"/>");
            from += wide;
        }

        return html.Append("</svg>").ToString();
    }

    /// <summary>What the colours of the bars mean.</summary>
    public static string Key(params ReadOnlySpan<(string Kind, string Name)> parts)
    {
        var html = new StringBuilder("<ul class=\"key\" aria-hidden=\"true\">");
        foreach (var (kind, name) in parts)
            html.Append($"<li><span class=\"{kind}\"></span>{VisibleText.Html(name)}</li>");
        return html.Append("</ul>\n").ToString();
    }

    public static string Code(string text) => $"<code>{VisibleText.Html(text)}</code>";

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A link that sets the page's filters.</summary>
    public static string Filter(string text, params ReadOnlySpan<(string Name, string Value)> filters)
    {
        var address = new StringBuilder("#");
        foreach (var (name, value) in filters)
            address.Append(address.Length > 1 ? "&amp;" : "").Append(name).Append('=').Append(Uri.EscapeDataString(VisibleText.Of(value)));
        return $"<a href=\"{address}\">{VisibleText.Html(text)}</a>";
    }

    private static string Kind(PageColumn column) => column.Kind is null ? "" : $" class=\"{column.Kind}\"";
}
