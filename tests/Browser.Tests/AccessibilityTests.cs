using System.Collections.Immutable;
using Clerk2WorkOS.Browser.Tests.Setting;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Reporting.Html;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Clerk2WorkOS.Browser.Tests;

/// <summary>What axe-core finds on the page: nothing, in light and dark, wide and narrow.</summary>
[Collection(nameof(InABrowser))]
public sealed class AccessibilityTests(Chromium chromium)
{
    private static readonly ImmutableArray<NamedReport> Merged = [new("booking", Reports.Fix), new("shop", Reports.Check(40))];

    [BrowserFact]
    public Task A_report_in_light() => HasNoViolation(HtmlReport.Write(Reports.Fix), ColorScheme.Light, 1400, "axe-light");

    [BrowserFact]
    public Task A_report_in_dark() => HasNoViolation(HtmlReport.Write(Reports.Fix), ColorScheme.Dark, 1400, "axe-dark");

    [BrowserFact]
    public Task A_narrow_report() => HasNoViolation(HtmlReport.Write(Reports.Fix), ColorScheme.Dark, 380, "axe-narrow");

    [BrowserFact]
    public Task Merged_reports_in_light() => HasNoViolation(HtmlReport.Write(Merged), ColorScheme.Light, 1400, "merged-light");

    [BrowserFact]
    public Task Merged_reports_in_dark() => HasNoViolation(HtmlReport.Write(Merged), ColorScheme.Dark, 1400, "merged-dark");

    private async Task HasNoViolation(byte[] html, ColorScheme colors, int width, string name)
    {
        await using var report = await ReportPage.OpenAsync(chromium, html, new() { ColorScheme = colors, ViewportSize = new() { Width = width, Height = 1000 } });
        await report.Page.Locator("summary", new() { HasText = "OrderActions.cs" }).ClickAsync();
        await Expect(report.Page.Locator(".diff").First).ToBeVisibleAsync();
        await report.PictureAsync(name, isWhole: true);
        var result = await report.Page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
        report.ShouldBeQuiet();
    }
}
