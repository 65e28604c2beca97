using System.Text;

namespace Clerk2WorkOS.MigrationRunner.Reporting.Html;

/// <summary>What can be seen at a glance: the verdict, the numbers, and how they spread over repositories, rules and projects.</summary>
internal static class PageSummary
{
    private static readonly (string Kind, string Name)[] Statuses = [("listed", "left to do"), ("fixable", "fixable"), ("fixed", "fixed"), ("info", "for information")];

    public static string Verdict(PageReports page)
    {
        var left = page.All.Sum(report => report.Left);
        var isLeft = page.All.Any(report => report.Left > 0 || report.Report.ExitCode != 0);
        var html = new StringBuilder($"<p class=\"verdict{(isLeft ? " left" : "")}\">{VisibleText.Html(page.IsMerged ? OfAll(page, left) : Of(page.All[0]))}</p>\n");
        foreach (var aside in page.All.SelectMany(Asides).Distinct())
            html.Append($"<p class=\"aside\">{VisibleText.Html(aside)}</p>\n");
        return html.ToString();
    }

    public static string Write(PageReports page, PageSections sections)
    {
        var html = new StringBuilder(Numbers(page));
        if (page.IsMerged)
            html.Append(sections.Add("repositories", "Repositories", Repositories(page)));
        var found = page.All.SelectMany(report => report.Report.Findings.Select(finding => new Found(report, finding))).ToList();
        if (found.Count > 0)
        {
            html.Append(sections.Add("rules", "By rule", Spread(found, "rule", finding => finding.Finding.Rule, rule => PageMarkup.Filter(rule, ("rule", rule)), PageRules.TitleOf)));
            if (found.Any(finding => finding.Finding.Project is not null))
                html.Append(sections.Add("projects", "By project", Spread(found, "project", finding => finding.Finding.Project ?? "", project => project == "" ? "none" : PageMarkup.Filter(project, ("project", project)), _ => null)));
        }

        return html.ToString();
    }

    private static string Of(NamedReport report)
    {
        var run = report.Report;
        return run.IsCheck ? run.WhatIsLeft
            : $"{Count(run.Files.Length, "file")} {(run.IsDryRun ? "would change" : "changed")} in {Count(run.Edits, "place")}. {run.WhatIsLeft}";
    }

    private static string Count(int number, string noun) => $"{PageMarkup.Number(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string OfAll(PageReports page, int left)
    {
        var open = page.All.Count(report => report.Left > 0);
        return left == 0 ? "Nothing is left in any of them." : $"{Count(left, "finding")} left, in {open} of {page.All.Length}.";
    }

    private static IEnumerable<string> Asides(NamedReport report)
    {
        if (report.Report.IsDryRun)
            yield return report.Name is null ? "A dry run: the code is as it was." : report.Place("a dry run, the code is as it was.");
        if (report.Report.IsPartial)
            yield return report.Name is null ? "Only chosen rules or files were looked at." : report.Place("only chosen rules or files were looked at.");
        if (report.Report.Baseline is { } baseline && (report.Name is null || report.HasStaleBaseline))
            yield return report.Place(baseline.Text);
    }

    private static string Numbers(PageReports page)
    {
        var html = new StringBuilder("<dl class=\"numbers\">\n");
        var runs = page.All.Select(report => report.Report).ToList();
        if (page.IsMerged)
            Add("Repositories", PageMarkup.Number(runs.Count));
        Add("Left to do", PageMarkup.Number(page.All.Sum(report => report.Left)));
        foreach (var (kind, name) in Statuses.Skip(1))
        {
            var number = runs.Sum(run => run.Findings.Count(finding => Words.Of(finding.Status, run.IsCheck) == kind));
            if (number > 0 && !(kind == "fixable" && !page.IsMerged && number == page.All[0].Left))
                Add(kind == "fixable" ? "Of them fixable" : char.ToUpperInvariant(name[0]) + name[1..], PageMarkup.Number(number));
        }

        if (runs.Sum(run => run.Files.Length) is > 0 and var files)
        {
            Add(runs.All(run => run.IsDryRun) ? "Files to change" : "Files changed", PageMarkup.Number(files));
            Add("Edits", PageMarkup.Number(runs.Sum(run => run.Edits)));
        }

        if (runs.Sum(run => run.Contracts.Count(contract => !contract.IsKept)) is > 0 and var moved)
            Add("Contracts moved", PageMarkup.Number(moved));
        if (runs.Any(run => run.Baseline is not null))
            Add("Known before", PageMarkup.Number(runs.Sum(run => run.Baseline?.Known ?? 0)));
        if (runs.Where(run => run.ErrorsAfter is not null).Select(run => run.ErrorsTitle).Distinct().ToList() is { Count: > 0 } titles)
            Add(titles is [var title] ? title : "Compiler errors", runs.All(run => run.ErrorsBefore is not null || run.ErrorsAfter is null) ? $"{PageMarkup.Number(runs.Sum(run => run.ErrorsBefore ?? 0))} → {PageMarkup.Number(runs.Sum(run => run.ErrorsAfter ?? 0))}" : PageMarkup.Number(runs.Sum(run => run.ErrorsAfter ?? 0)));
        return html.Append("</dl>\n").ToString();

        void Add(string name, string number) => html.Append($"<div><dt>{name}</dt><dd>{number}</dd></div>\n");
    }

    private static string Repositories(PageReports page)
    {
        var most = page.All.Max(report => report.Report.Findings.Length);
        return Key(page.All.SelectMany(report => report.Report.Findings.Select(finding => new Found(report, finding))).ToList())
            + PageMarkup.Table(
                "Repositories",
                [new("repository"), PageColumn.Chart("findings"), PageColumn.Number("left"), PageColumn.Number("fixable"), PageColumn.Number("fixed"), PageColumn.Number("info"), PageColumn.Number("files changed"), PageColumn.Number("contracts moved"), PageColumn.Number("not loaded"), new("run")],
                page.All.Select(report => (IReadOnlyList<string>)
                [
                    report.Report.Findings.IsEmpty ? VisibleText.Html(report.Name!) : PageMarkup.Filter(report.Name!, ("repository", report.Name!)),
                    Bar(report.Report.Findings.Select(finding => new Found(report, finding)).ToList(), most),
                    PageMarkup.Number(report.Left),
                    .. Statuses.Skip(1).Select(status => PageMarkup.Number(report.Report.Findings.Count(finding => Words.Of(finding.Status, report.Report.IsCheck) == status.Kind))),
                    PageMarkup.Number(report.Report.Files.Length),
                    PageMarkup.Number(report.Report.Contracts.Count(contract => !contract.IsKept)),
                    PageMarkup.Number(report.Report.UnloadedProjects.Length),
                    $"{PageMarkup.Code($"{report.Report.Command}{(report.Report.IsDryRun ? " --dry-run" : "")}")} {VisibleText.Html(report.Report.Solution)}",
                ]));
    }

    private static string Spread(List<Found> found, string what, Func<Found, string> key, Func<string, string> head, Func<string, string?> title)
    {
        var groups = found.GroupBy(key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, All: group.ToList())).ToList();
        var most = groups.Max(group => group.All.Count);
        var present = Statuses.Where(status => found.Any(finding => finding.Status == status.Kind)).ToList();
        var hasTitles = groups.Any(group => title(group.Key) is not null);
        return Key(found) + PageMarkup.Table(
            $"Findings by {what}",
            [new(what), .. hasTitles ? (PageColumn[])[new("what it is about")] : [], PageColumn.Chart("findings"), .. present.Select(status => PageColumn.Number(status.Name))],
            groups.Select(group => (IReadOnlyList<string>)
            [
                head(group.Key),
                .. hasTitles ? (string[])[VisibleText.Html(title(group.Key) ?? "")] : [],
                Bar(group.All, most),
                .. present.Select(status => PageMarkup.Number(group.All.Count(finding => finding.Status == status.Kind))),
            ]));
    }

    private static string Key(List<Found> found) => PageMarkup.Key([.. Statuses.Where(status => found.Any(finding => finding.Status == status.Kind))]);

    private static string Bar(List<Found> found, int most) =>
        PageMarkup.Bar(most, [.. Statuses.Select(status => (status.Kind, found.Count(finding => finding.Status == status.Kind)))]);

    private sealed record Found(NamedReport Report, ReportedFinding Finding)
    {
        public string Status { get; } = Words.Of(Finding.Status, Report.Report.IsCheck);
    }
}
