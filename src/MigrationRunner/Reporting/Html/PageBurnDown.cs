namespace Clerk2WorkOS.MigrationRunner.Reporting.Html;

/// <summary>How far the work has come since the baseline was drawn.</summary>
internal static class PageBurnDown
{
    public static string Write(PageReports page, PageSections sections)
    {
        var counted = page.All.Where(report => report.Report.Baseline is { Rules.IsEmpty: false }).ToList();
        if (counted.Count == 0)
            return "";
        var counts = counted.SelectMany(report => report.Report.Baseline!.Rules).ToList();
        var html = $"<p>{VisibleText.Html(Sentence(Sum("", counts)))} What a rule finds twice on a line counts once.</p>\n"
            + PageMarkup.Key(("gone", "gone"), ("still", "still there"), ("new", "new"));
        if (page.IsMerged)
            html += Table("repository", counted.Select(report => Sum(report.Name!, report.Report.Baseline!.Rules)), name => PageMarkup.Filter(name, ("repository", name)), _ => null) + "<br>\n";
        html += Table(
            "rule",
            counts.GroupBy(count => count.Rule, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => Sum(rule.Key, rule)),
            VisibleText.Html,
            PageRules.TitleOf);
        return sections.Add("burn-down", "Burn-down", html);
    }

    private static string Sentence(BaselineCount all) => all.Was == 0
        ? $"The baseline was empty; {all.New} came."
        : $"{PageMarkup.Number(all.Gone)} of the {PageMarkup.Number(all.Was)} lines that were known are gone ({100 * all.Gone / all.Was} %), {PageMarkup.Number(all.Left)} are still there, {PageMarkup.Number(all.New)} are new.";

    private static string Table(string what, IEnumerable<BaselineCount> counts, Func<string, string> head, Func<string, string?> title)
    {
        var rows = counts.ToList();
        var most = rows.Max(row => row.Was + row.New);
        return PageMarkup.Table(
            $"Burn-down by {what}",
            [new(what), PageColumn.Chart("since the baseline"), PageColumn.Number("in the baseline"), PageColumn.Number("gone"), PageColumn.Number("still there"), PageColumn.Number("new")],
            rows.Select(row => (IReadOnlyList<string>)
            [
                head(row.Rule) + (title(row.Rule) is { } about ? $"<span class=\"apart\">: {VisibleText.Html(about)}</span>" : ""),
                PageMarkup.Bar(most, ("gone", row.Gone), ("still", row.Left), ("new", row.New)),
                PageMarkup.Number(row.Was), PageMarkup.Number(row.Gone), PageMarkup.Number(row.Left), PageMarkup.Number(row.New),
            ]));
    }

    private static BaselineCount Sum(string name, IEnumerable<BaselineCount> counts)
    {
        var all = counts.ToList();
        return new BaselineCount(name, all.Sum(count => count.Was), all.Sum(count => count.Left), all.Sum(count => count.New));
    }
}
