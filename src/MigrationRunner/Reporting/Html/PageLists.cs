using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Html;

/// <summary>The tables behind the findings, and what a browser without JavaScript shows of findings and files.</summary>
internal static class PageLists
{
    /// <summary>Rows for where no script runs: it is switched off, or a CI system that shows the page forbids it.</summary>
    private const int First = 100;

    public static string Write(PageReports page, PageSections sections)
    {
        var html = new StringBuilder();
        html.Append(Contracts(page, sections, "contracts", "Contracts that moved", isKept: false));
        html.Append(Contracts(page, sections, "kept", "Contracts kept", isKept: true));
        html.Append(List(page, sections, "taken-back", "Taken back", ["what", "why"], report => report.Report.TakenBack.Select(group => new[] { group.What, group.Reason })));
        html.Append(List(page, sections, "notes", "What was done", ["note"], report => report.Report.Notes.Select(note => new[] { note })));
        html.Append(List(page, sections, "database", "Database", ["step"], report => report.Report.Database.Select(step => new[] { step })));
        html.Append(List(page, sections, "not-loaded", "Projects not looked at", ["project"], report => report.Report.UnloadedProjects.Select(project => new[] { project })));
        return html.ToString();
    }

    public static string FirstFindings(PageReports page)
    {
        var all = page.All.SelectMany(report => report.Report.Findings.OrderBy(finding => !report.Report.IsLeftover(finding)).Select(finding => (report, finding))).ToList();
        return WithoutScript(all.Count, "finding", "Search, filters and the rest", PageMarkup.Table(
            "The first findings",
            [new("rule"), new("status"), new("place"), new("what")],
            all.Take(First).Select(row => (IReadOnlyList<string>)
            [
                Rule(row.finding.Rule), Words.Of(row.finding.Status, row.report.Report.IsCheck), PageMarkup.Code($"{row.report.Place(row.finding.Path)}:{row.finding.Line}"), VisibleText.Html(row.finding.Text),
            ])));
    }

    public static string FirstFiles(PageReports page)
    {
        var all = page.All.SelectMany(report => report.Report.Files.Select(file => (report, file))).ToList();
        return WithoutScript(all.Count, "changed file", "Changes side by side and the rest", PageMarkup.Table(
            "The first changed files",
            [new("file"), PageColumn.Number("edits")],
            all.Take(First).Select(row => (IReadOnlyList<string>)[PageMarkup.Code(row.report.Place(row.file.Path)), PageMarkup.Number(row.file.Edits)])));
    }

    private static string WithoutScript(int number, string noun, string rest, string table) => number == 0
        ? $"<p class=\"plain\">No {noun}s.</p>"
        : $"<div class=\"plain\">\n<p>{(number > First ? $"The first {First} of {$"{PageMarkup.Number(number)} {noun}{(number == 1 ? "" : "s")}"}. {rest} need JavaScript." : $"{$"{PageMarkup.Number(number)} {noun}{(number == 1 ? "" : "s")}"}.")}</p>\n{table}</div>";

    private static string Rule(string id) => PageRules.PageOf(id) is { } address ? $"<a href=\"{VisibleText.Html(address)}\">{VisibleText.Html(id)}</a>" : VisibleText.Html(id);

    private static string Contracts(PageReports page, PageSections sections, string id, string title, bool isKept)
    {
        var rows = page.All.SelectMany(report => report.Report.Contracts.Where(contract => contract.IsKept == isKept).Select(contract => (report, contract))).ToList();
        if (rows.Count == 0)
            return "";
        PageColumn[] names = isKept ? [new("name")] : [new("before"), new("after")];
        var table = PageMarkup.Table(
            title,
            [new("owner"), new("kind"), .. names, new("place")],
            rows.Select(row => (IReadOnlyList<string>)
            [
                PageMarkup.Code(row.contract.Owner), Words.Of(row.contract.Kind),
                .. isKept ? (string[])[] : [PageMarkup.Code(row.contract.OldName)],
                PageMarkup.Code(row.contract.NewName) + VisibleText.Html(Words.Advice(row.contract)),
                PageMarkup.Code($"{row.report.Place(row.contract.Path)}:{row.contract.Line}"),
            ]));
        var advice = !isKept && page.All.Any(report => report.Report.HasNewKeys) ? $"<p>{VisibleText.Html(Words.NewKeys)}</p>\n" : "";
        return sections.Add(id, $"{title} ({PageMarkup.Number(rows.Count)})", $"<p>{(isKept ? "Names that others know and that are spelled as before." : "Names that others know and that are spelled anew: whoever reads or writes them has to move along.")}</p>\n{advice}{table}");
    }

    private static string List(PageReports page, PageSections sections, string id, string title, string[] columns, Func<NamedReport, IEnumerable<string[]>> cells)
    {
        var rows = page.All.SelectMany(report => cells(report).Select(row => (report, row))).ToList();
        if (rows.Count == 0)
            return "";
        PageColumn[] where = page.IsMerged ? [new("repository")] : [];
        return sections.Add(id, $"{title} ({PageMarkup.Number(rows.Count)})", PageMarkup.Table(
            title,
            [.. where, .. columns.Select(name => new PageColumn(name))],
            rows.Select(row => (IReadOnlyList<string>)[.. page.IsMerged ? (string[])[VisibleText.Html(row.report.Name ?? "")] : [], .. row.row.Select(VisibleText.Html)])));
    }
}
